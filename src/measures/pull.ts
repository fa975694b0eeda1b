import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { every } from '../deliveries/every.ts';
import { placeOf } from '../errors.ts';
import { unexplained } from '../sources/failures.ts';
import { createEndpoint, type Endpoint } from '../sources/http.ts';
import { SourceFailure } from '../sources/query.ts';
import { type DeliverParts, deliver } from './deliver.ts';
import type { Fault } from './fault.ts';
import { claim, type PullOutcome, settle } from './pull-rows.ts';
import type { DeliveryFormat } from './read-table.ts';

type Source = Config['followUp']['sources'][number];

export interface PullParts extends DeliverParts {
  readonly config: Pick<Config, 'followUp' | 'outgoing' | 'bridge' | 'successions'>;
}

/** How often it is looked whether something is to be fetched. */
const lookMs = 60_000;
const maxAnswerBytes = 4_194_304;

interface Fetched {
  readonly format: DeliveryFormat;
  readonly text: string;
}

/** Fetches what councils deliver at an address of theirs, each at its time; one process of several does it. */
export function pullDeliveries(parts: PullParts): { close(): Promise<void> } {
  const { followUp, outgoing, bridge } = parts.config;
  const stopping = new AbortController();
  const opened = followUp.sources.map((source) => ({ source, ...openSource(source, outgoing, bridge.hsaId) }));
  const rounds = opened.map(({ source, fetch }) =>
    every(lookMs, () =>
      pull(source, () => fetch(stopping.signal), parts).catch((thrown: unknown) => {
        // Where not even that can be written down, it is tried again at the next look.
        parts.events.emit('measures:pull:failed', { careProvider: source.careProvider, text: placeOf(thrown) });
      }),
    ),
  );
  return {
    async close() {
      stopping.abort();
      await Promise.all(rounds.map((round) => round.stop()));
      await Promise.all(opened.map(({ close }) => close()));
    },
  };
}

async function pull(source: Source, fetch: () => Promise<Fetched>, parts: PullParts): Promise<void> {
  const claimed = await claim(parts.store, source, source.everyMs);
  if (!claimed) return;
  const { careProvider, url } = source;
  let outcome: PullOutcome = 'failed';
  let faults: readonly Fault[] = [];
  let digest: Buffer | undefined;
  try {
    const fetched = await fetch();
    digest = createHash('sha256').update(fetched.text).digest();
    if (claimed.digest?.equals(digest)) outcome = 'unchanged';
    else {
      const way = url.startsWith('file:') ? 'invented' : 'pull';
      const delivered = await deliver({ careProvider, by: undefined, way, ...fetched }, parts, Date.now());
      outcome = delivered.outcome;
      if (delivered.outcome === 'refused') faults = delivered.faults;
    }
  } catch (thrown) {
    const text = thrown instanceof SourceFailure ? `${thrown.reason}: ${thrown.message}` : placeOf(thrown);
    parts.events.emit('measures:pull:failed', { careProvider, text });
  }
  await settle(parts.store, source, { outcome, faults, digest: outcome === 'accepted' ? digest : undefined });
}

function openSource(
  { url, timeoutMs }: Source,
  outgoing: Config['outgoing'],
  bridgeHsaId: string,
): { fetch(signal: AbortSignal): Promise<Fetched>; close(): Promise<void> } {
  if (url.startsWith('file:')) {
    const path = url.slice('file:'.length);
    return {
      fetch: async () => ({ format: path.endsWith('.json') ? 'json' : 'csv', text: await readFile(path, 'utf8') }),
      close: async () => undefined,
    };
  }
  const server = { url, concurrency: 1, timeoutMs, maxAnswerBytes, correlationId: false };
  const endpoint = createEndpoint(server, outgoing, 'Norrbryggan');
  return {
    fetch: (signal) => ask(endpoint, { timeoutMs, bridgeHsaId, signal }),
    close: () => endpoint.close(),
  };
}

/** Throws SourceFailure. */
async function ask(
  { base, converse }: Endpoint,
  { timeoutMs, bridgeHsaId, signal }: { timeoutMs: number; bridgeHsaId: string; signal: AbortSignal },
): Promise<Fetched> {
  const deadline = Date.now() + timeoutMs;
  const conversation = converse({ correlationId: randomUUID(), originalConsumer: bridgeHsaId, deadline }, signal);
  const answer = await conversation.send({
    method: 'GET',
    path: base.pathname + base.search,
    headers: { accept: 'text/csv, application/json' },
  });
  if (answer.status !== 200) {
    answer.discard();
    throw unexplained(answer.status);
  }
  const parts: Uint8Array[] = [];
  for await (const part of answer.body) parts.push(part);
  const format = answer.mediaType === 'application/json' ? 'json' : 'csv';
  return { format, text: new TextDecoder('utf-8').decode(Buffer.concat(parts)) };
}
