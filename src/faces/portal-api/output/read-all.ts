import { BridgeError, type ErrorCode } from '../../../errors.ts';
import { nothingRead, type ReadingState, readingState } from '../../../portal/overview/reading-state.ts';
import type { Reader } from '../readings/reader.ts';
import type { ApiCall } from '../route.ts';
import type { Choice, ShownRecord } from '../shapes/reading.ts';

interface AllRead {
  /** As a page would have it. */
  readonly state: ReadingState;
  readonly records: readonly ShownRecord[];
}

/** Reads the choices to their end. Throws what reading throws, and whatever broke a reading off. */
export async function readAll(reader: Reader, call: ApiCall<unknown>, choices: readonly Choice[]): Promise<AllRead> {
  let state = nothingRead;
  for (const [reading, choice] of choices.entries()) {
    state = readingState(state, { kind: 'chosen', reading, request: { choice } });
    const { events, end } = await reader.read(call, { choice });
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
