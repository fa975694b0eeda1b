import { BridgeError, type ErrorCode } from '../../../errors.ts';
import { nothingRead, type ReadingState, readingState } from '../../../portal/overview/reading-state.ts';
import type { Reader } from '../readings/reader.ts';
import type { ApiCall } from '../route.ts';
import type { Choice, ReadingRequest, ShownRecord } from '../shapes/reading.ts';

interface AllRead {
  /** As a page would have it. */
  readonly state: ReadingState;
  readonly records: readonly ShownRecord[];
}

/**
 * Reads the choices to their end, in two readings at most: first what all are asked for, then what is chosen of single
 * systems, so that in neither a system is asked twice for the same. Throws what reading throws, and whatever broke a
 * reading off.
 */
export async function readAll(reader: Reader, call: ApiCall<unknown>, choices: readonly Choice[]): Promise<AllRead> {
  const requests = choices.map((choice): ReadingRequest => ({ choice }));
  const ofAll = requests.filter(({ choice }) => choice.kind !== 'source');
  const ofOne = requests.filter(({ choice }) => choice.kind === 'source');
  let state = nothingRead;
  for (const [reading, [first, ...others]] of [ofAll, ofOne].entries()) {
    if (!first) continue;
    state = readingState(state, { kind: 'chosen', reading, request: first });
    const { events, end } = await reader.read(call, [first, ...others]);
    try {
      for await (const event of events) {
        if (event?.kind === 'failed') throw new BridgeError(event.code as ErrorCode);
        if (event) state = readingState(state, { kind: 'came', reading, event });
      }
    } finally {
      end();
    }
  }
  return { state, records: [...state.cells.values()].flatMap(({ shown }) => shown) };
}
