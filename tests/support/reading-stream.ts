import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type {
  Done,
  Part,
  ReadingEvent,
  ReadingRequest,
  ShownRecord,
} from '../../src/faces/portal-api/shapes/reading.ts';
import type { Doors, PortalAnswer, PortalClient } from './portal-client.ts';

/** A page that reads the open patient. */
export interface ReadingStream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly events: () => readonly ReadingEvent[];
  /** What came instead of events, where the reading was refused. */
  readonly text: () => string;
  /** Resolves with the first event that is so, also one that came before. */
  next(isSo: (event: ReadingEvent) => boolean): Promise<ReadingEvent>;
  /** Resolves when the bridge has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

export async function startReading(
  running: Doors,
  client: PortalClient,
  body: ReadingRequest,
  headers: Readonly<Record<string, string>> = {},
): Promise<ReadingStream> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const url = `https://localhost:${running.bridge.ports?.portal}/api/readings`;
    const sent = { cookie: client.cookie ?? '', 'content-type': 'application/json', ...headers };
    request(url, { method: 'POST', ca: readFileSync(running.pki.file('ca.crt')), headers: sent }, resolve)
      .on('error', reject)
      .end(JSON.stringify(body));
  });
  let text = '';
  const waiting = new Set<() => void>();
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (const look of waiting) look();
  });
  const ended = new Promise<void>((resolve) => answer.once('close', resolve));
  answer.on('error', () => undefined);
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    events: () => eventsIn(text),
    text: () => text,
    next: (isSo) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = eventsIn(text).find(isSo);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    ended,
    close: () => answer.destroy(),
  };
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
