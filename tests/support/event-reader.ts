import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { PortalClient } from './portal-client.ts';
import type { RunningBridge } from './running-bridge.ts';

export interface ReadEvent {
  readonly id: string;
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Somebody who reads `/api/ops/events` as a browser would. */
export interface EventReader {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: () => string;
  /** Resolves with the first event that is so, also one that came before. */
  next(isSo: (event: ReadEvent) => boolean): Promise<ReadEvent>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

export async function readEvents(
  running: RunningBridge,
  client: PortalClient,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventReader> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const url = `https://localhost:${running.bridge.ports?.portal}/api/ops/events`;
    const cookie = client.cookie ? { cookie: client.cookie } : {};
    request(url, { ca: readFileSync(running.pki.file('ca.crt')), headers: { ...cookie, ...headers } }, resolve)
      .on('error', reject)
      .end();
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
    type: answer.headers['content-type'],
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

function eventsIn(text: string): ReadEvent[] {
  return [...text.matchAll(/^id: (.+)\nevent: (.+)\ndata: (.+)\n\n/gm)].map(([, id = '', name = '', data = '{}']) => ({
    id,
    name,
    facts: JSON.parse(data),
  }));
}
