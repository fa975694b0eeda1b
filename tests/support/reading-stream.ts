import type {
  Done,
  Part,
  ReadingEvent,
  ReadingRequest,
  ShownRecord,
} from '../../src/faces/portal-api/shapes/reading.ts';
import { type EventStream, openEventStream } from './event-stream.ts';
import type { Doors, PortalAnswer, PortalClient } from './portal-client.ts';

/** A page that reads the open patient. */
export function startReading(
  running: Doors,
  client: PortalClient,
  body: ReadingRequest,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventStream<ReadingEvent>> {
  return openEventStream(running, client, { method: 'POST', path: '/readings', body, headers, eventsIn });
}

/** Opens the patient and reads to the end. */
export async function readToEnd(
  running: Doors,
  client: PortalClient,
  patient: string,
  body: ReadingRequest,
): Promise<{ readonly events: readonly ReadingEvent[]; readonly parts: readonly Part[]; readonly done: Done }> {
  await client.post('/patient/open', { patient });
  const stream = await startReading(running, client, body);
  await stream.ended;
  const events = stream.events();
  const done = events.at(-1);
  if (done?.kind !== 'done') throw new Error(`The reading has no end: ${stream.status} ${stream.text().slice(-600)}`);
  return { events, parts: events.filter((event) => event.kind === 'part'), done };
}

/** What came of it when the patient was opened and read; where that was refused nothing came, and the body says why. */
export async function readingOf(
  client: PortalClient,
  patient: string,
  choice: ReadingRequest['choice'] = { kind: 'contracts', contracts: ['GetDiagnosis:2'] },
): Promise<PortalAnswer & { readonly records: readonly ShownRecord[]; readonly done: Done | undefined }> {
  await client.post('/patient/open', { patient });
  const answer = await client.post('/readings', { choice });
  const events = typeof answer.body === 'string' ? eventsIn(answer.body) : [];
  const last = events.at(-1);
  return {
    ...answer,
    records: events.flatMap((event) => (event.kind === 'part' ? event.records : [])),
    done: last?.kind === 'done' ? last : undefined,
  };
}

function eventsIn(text: string): ReadingEvent[] {
  return [...text.matchAll(/^event: .+\ndata: (.+)\n\n/gm)].map(([, data = '{}']) => JSON.parse(data));
}
