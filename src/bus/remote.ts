import type { Bus } from './bus.ts';

/** What the process that has the bus answers over the admin socket. */
export function busHandlers(bus: Pick<Bus, 'status' | 'health'>) {
  return { 'bus:status': async (_: null) => ({ queues: await bus.status(), health: await bus.health() }) };
}

export type BusHandlers = ReturnType<typeof busHandlers>;
