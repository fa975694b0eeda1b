import { type EventStream, openEventStream } from './event-stream.ts';
import type { Doors, PortalClient } from './portal-client.ts';

export interface ReadEvent {
  readonly id: string;
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Somebody who reads `/api/ops/events`. */
export function readEvents(
  running: Doors,
  client: PortalClient,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventStream<ReadEvent>> {
  return openEventStream(running, client, { method: 'GET', path: '/ops/events', headers, eventsIn });
}

function eventsIn(text: string): ReadEvent[] {
  return [...text.matchAll(/^id: (.+)\nevent: (.+)\ndata: (.+)\n\n/gm)].map(([, id = '', name = '', data = '{}']) => ({
    id,
    name,
    facts: JSON.parse(data),
  }));
}
