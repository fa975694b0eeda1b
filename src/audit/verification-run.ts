import { BridgeError, placeOf } from '../errors.ts';
import type { AccessLog } from './access-log.ts';
import { readHead, type SignedHead } from './heads/index.ts';
import { faultText, logSource, verifyLog } from './verify/index.ts';

/** How far a verification has come, or what the last one found. Instants are ISO 8601. */
export type VerificationState =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly startedAt: string; readonly done: number; readonly all: number }
  | {
      readonly state: 'whole' | 'broken';
      readonly startedAt: string;
      readonly endedAt: string;
      readonly entries: number;
      /** Entries that were disposed of. */
      readonly hashesOnly: number;
      /** What is wrong, and where; undefined when it is whole. */
      readonly fault: string | undefined;
      /** False: nothing was cut off as far as this installation’s own heads tell, and no others were asked. */
      readonly comparedWithEarlierHead: boolean;
    }
  /** It could not be carried out; `place` is where in the program. */
  | { readonly state: 'failed'; readonly startedAt: string; readonly endedAt: string; readonly place: string };

interface VerificationRun {
  /** Throws PARAMETER_INVALID for a note that is no head. */
  start(earlier: string | undefined): VerificationState;
  state(): VerificationState;
}

/** One verification at a time: each reads all of the log. */
export function createVerificationRun(log: AccessLog, now: () => Date): VerificationRun {
  let current: VerificationState = { state: 'none' };

  async function run(startedAt: string, earlier: SignedHead | undefined): Promise<VerificationState> {
    const expected = { earlier: earlier ? [earlier] : [], keys: log.keys };
    const { fault, entries, hashesOnly } = await verifyLog(await logSource(log), expected, (done, all) => {
      current = { state: 'running', startedAt, done, all };
    });
    return {
      state: fault ? 'broken' : 'whole',
      startedAt,
      endedAt: now().toISOString(),
      entries,
      hashesOnly,
      fault: fault && faultText(fault),
      comparedWithEarlierHead: earlier !== undefined,
    };
  }

  return {
    start(note) {
      const earlier = note === undefined ? undefined : readHead(note);
      if (note !== undefined && !earlier) throw new BridgeError('PARAMETER_INVALID', 'The head cannot be read.');
      if (current.state === 'running') return current;
      const startedAt = now().toISOString();
      current = { state: 'running', startedAt, done: 0, all: 0 };
      void run(startedAt, earlier).then(
        (ended) => {
          current = ended;
        },
        (thrown: unknown) => {
          current = { state: 'failed', startedAt, endedAt: now().toISOString(), place: placeOf(thrown) };
        },
      );
      return current;
    },
    state: () => current,
  };
}
