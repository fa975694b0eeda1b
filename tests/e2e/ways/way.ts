import type { Doors, PortalClient } from '../../support/portal-client.ts';

/** Whoever asks in these tests. */
export interface World {
  readonly running: Doors;
  readonly physician: PortalClient;
  readonly officer: PortalClient;
  readonly engineer: PortalClient;
  readonly secondEngineer: PortalClient;
  /** A physician of another care provider. */
  readonly neighbour: PortalClient;
}

/** One way in which something about a patient can be had, or changed, from outside. */
export interface Way {
  /** `METHOD route`, as the doors have it. */
  readonly route: string;
  /** What of the route, where it serves many things: a contract, a type. */
  readonly what: string;
  /** Does what must have been done before; gives what the call needs to know of it. */
  readonly prepare?: (world: World) => Promise<string>;
  /** Calls under the correlation id. `given` when it was given what it asked for, else what it was told. */
  ask(world: World, correlationId: string, prepared: string): Promise<'given' | string>;
}

export const correlated = (correlationId: string): Record<string, string> => ({
  'x-skltp-correlation-id': correlationId,
});

/**
 * The reserved ones: published test numbers that nothing else in tests and documents uses, so that wherever one turns up
 * it came by one of these ways (canary.test.ts).
 */
export const patients = {
  /** Read, never registered about. */
  read: '194707079804',
  /** Read too: of whom there is less. */
  light: '199103132396',
  /** Registered about, never read. */
  registered: '196505219813',
} as const;

export const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

export function givenIf(given: boolean, told: unknown): 'given' | string {
  return given ? 'given' : `refused: ${typeof told === 'string' ? told : JSON.stringify(told)}`.slice(0, 600);
}
