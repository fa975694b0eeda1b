import { useEffect, useMemo, useReducer, useRef } from 'react';
import type { ReadingRequest } from '../../faces/portal-api/shapes/reading.ts';
import { send, tellRefusal } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { InformationType } from '../records/information-type.ts';
import { createQueue } from './queue.ts';
import { readEvents } from './read-events.ts';
import {
  nothingRead,
  type ReadingAction,
  type ReadingProblem,
  type ReadingState,
  readingState,
} from './reading-state.ts';

/** After which a source that has not answered is called slow. */
const slowMs = 3_000;
/** The bridge reads for a session no more than five times at once, and the patient may be open in another tab. */
const readingsAtOnce = 2;

export interface Reading {
  readonly state: ReadingState;
  /** An active choice, or one more question to a source that failed. Each is an entry on the access log. */
  ask(requests: readonly ReadingRequest[]): void;
  /** Hangs up: what has not come will not. */
  stop(): void;
  settle(type: InformationType): void;
  insert(type?: InformationType): void;
}

/** Readings of the open patient while the page stands; leaving it ends them and forgets what they gave. */
export function useReading(): Reading {
  const [state, happened] = useReducer(readingState, nothingRead);
  const calls = useRef(new Map<number, AbortController>());
  useEffect(() => {
    const open = calls.current;
    const leave = () => {
      for (const call of open.values()) call.abort();
      open.clear();
      happened({ kind: 'wiped' });
    };
    // A browser may keep the page to show it again as it was when somebody goes back.
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  const acts = useMemo(() => {
    let count = 0;
    const atOnce = createQueue(readingsAtOnce);
    return {
      ask(requests: readonly ReadingRequest[]) {
        for (const request of requests) {
          const reading = ++count;
          const call = new AbortController();
          calls.current.set(reading, call);
          happened({ kind: 'chosen', reading, request });
          atOnce(() => read({ reading, request, call, happened })).finally(() => calls.current.delete(reading));
        }
      },
      stop() {
        for (const [reading, call] of calls.current) {
          call.abort();
          happened({ kind: 'aborted', reading });
        }
      },
      settle: (type: InformationType) => happened({ kind: 'settled', types: [type] }),
      insert: (type?: InformationType) => happened({ kind: 'insert', type }),
    };
  }, []);
  return useMemo(() => ({ state, ...acts }), [state, acts]);
}

interface OneReading {
  readonly reading: number;
  readonly request: ReadingRequest;
  readonly call: AbortController;
  readonly happened: (action: ReadingAction) => void;
}

async function read({ reading, request, call, happened }: OneReading): Promise<void> {
  if (call.signal.aborted) return;
  const slow = setTimeout(() => happened({ kind: 'slow', reading }), slowMs);
  try {
    const { body } = await send('POST', '/readings', { body: request, signal: call.signal });
    if (!body) throw new Error('A reading was answered without a body.');
    for await (const event of readEvents(body)) {
      if (event.kind === 'failed') tellRefusal(new Problem({ ...event, status: 0 }), '/readings');
      happened({ kind: 'came', reading, event });
    }
  } catch (thrown) {
    if (!call.signal.aborted) happened({ kind: 'broke', reading, problem: problemOf(thrown) });
  } finally {
    clearTimeout(slow);
  }
}

/** Whatever broke the stream after it had begun, the bridge can no longer be read from. */
function problemOf(thrown: unknown): ReadingProblem {
  if (thrown instanceof Problem)
    return { code: thrown.code, title: thrown.message, correlationId: thrown.correlationId };
  return { code: 'UNREACHABLE', title: '', correlationId: undefined };
}
