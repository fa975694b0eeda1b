import { send } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { linesOf } from '../../common/lines-of.ts';

/** Something that happened in the process that is listened to. */
export interface Happening {
  readonly id: string;
  /** `noun:verb:outcome` */
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Who is told. */
interface Ear {
  hear(happening: Happening): void;
  /** Whether it is heard what happens, each time that changes. */
  listens(listens: boolean): void;
}

const againMs = 2_000;

/**
 * Hears what happens until `signal` aborts; a stream that breaks is opened again, and goes on after the last event heard. Ends
 * where the bridge refuses it.
 */
export async function listen({ hear, listens }: Ear, signal: AbortSignal): Promise<void> {
  let lastEventId: string | undefined;
  while (!signal.aborted) {
    try {
      const { body } = await send('GET', '/ops/events', { signal, isBackground: true, lastEventId });
      listens(true);
      for await (const happening of happeningsIn(body)) {
        lastEventId = happening.id;
        hear(happening);
      }
    } catch (thrown) {
      if (signal.aborted || (thrown instanceof Problem && (thrown.status === 401 || thrown.status === 403))) return;
    } finally {
      if (!signal.aborted) listens(false);
    }
    await pause(signal);
  }
}

/** Server-sent events as the bridge writes them (HTML Standard, 9.2): `id`, `event` and one line of `data`. */
export async function* happeningsIn(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Happening> {
  let fields: Record<string, string> = {};
  for await (const line of linesOf(body)) {
    const [, name = '', value = ''] = /^(id|event|data): (.*)$/.exec(line) ?? [];
    if (name) fields[name] = value;
    if (line !== '') continue;
    const { id, event, data } = fields;
    fields = {};
    if (id === undefined || event === undefined || data === undefined) continue;
    const { at, ...facts } = JSON.parse(data) as { at: string };
    yield { id, name: event, at, facts };
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, againMs);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
