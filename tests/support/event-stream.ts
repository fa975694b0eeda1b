import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { Doors, PortalClient } from './portal-client.ts';

/** Somebody who reads server-sent events of the portal's API as a browser would. */
export interface EventStream<Event> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly events: () => readonly Event[];
  /** As it came; where the stream was refused, the reason. */
  readonly text: () => string;
  /** Resolves with the first event that is so, also one that came before. */
  next(isSo: (event: Event) => boolean): Promise<Event>;
  /** Resolves when the bridge has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

interface Asked<Event> {
  readonly method: 'GET' | 'POST';
  /** Below `/api`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** All events of what has come so far. */
  readonly eventsIn: (text: string) => Event[];
}

export async function openEventStream<Event>(
  running: Doors,
  client: PortalClient,
  { method, path, body, headers = {}, eventsIn }: Asked<Event>,
): Promise<EventStream<Event>> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const url = `https://localhost:${running.bridge.ports?.portal}/api${path}`;
    const sent = {
      ...(client.cookie ? { cookie: client.cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    request(url, { method, ca: readFileSync(running.pki.file('ca.crt')), headers: sent }, resolve)
      .on('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
  let text = '';
  const waiting = new Set<() => void>();
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (const look of waiting) look();
  });
  const ended = new Promise<void>((resolve) => answer.once('close', resolve));
  // Whoever is dropped hears of it as an error too.
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
