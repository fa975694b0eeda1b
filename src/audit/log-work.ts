import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import type { LongWorks, Telling, Work, WorkKind } from '../long-work/index.ts';
import type { AccessLog } from './access-log.ts';
import { readHead, type SignedHead } from './heads/index.ts';
import { controlledBy, type Officer, officerAct, officerId, partOf } from './officer.ts';
import { exportLines, type Fault, faultText, logSource, verifyLog } from './verify/index.ts';

/** What a verification came to. */
export interface LogVerified {
  /** Whose texts are as they were signed. */
  readonly entries: number;
  /** Entries that were disposed of. */
  readonly hashesOnly: number;
  /** Undefined when the log is whole; `text` in English. */
  readonly fault: (Fault & { readonly text: string }) | undefined;
  /** False: nothing was cut off as far as this installation’s own heads tell, and no others were asked. */
  readonly comparedWithEarlierHead: boolean;
  /** What it was verified up to. */
  readonly head: Pick<SignedHead, 'size' | 'at' | 'keyId'> | undefined;
}

/** What officers begin at the log and come back to. Each sees what her care provider’s officers have begun. */
export interface LogWork {
  /** Everything of which the care provider is controller, and what proves it; on the log before any. Throws WORK_LIMIT. */
  beginExport(officer: Officer): Promise<Work>;
  exports(officer: Officer): Promise<readonly Work[]>;
  /** Stops it, or forgets what it came to. Throws NOT_FOUND and WORK_OF_ANOTHER. */
  removeExport(officer: Officer, id: string): Promise<void>;
  /** What was exported; that it is taken is on the log first. Throws NOT_FOUND and WORK_OF_ANOTHER. */
  takeExport(officer: Officer, id: string): Promise<AsyncIterable<Buffer>>;
  /**
   * Verifies all of the log; `head`: the note of one that was kept elsewhere. Without it, what is under way is given. What
   * it found is on the log. Throws PARAMETER_INVALID for a note that is none, and WORK_LIMIT.
   */
  beginVerification(officer: Officer, head: string | undefined): Promise<Work>;
  /** What it has found is not taken back. Throws NOT_FOUND where it is not under way, and WORK_OF_ANOTHER. */
  stopVerification(officer: Officer, id: string): Promise<void>;
  /** Latest first. */
  verifications(officer: Officer): Promise<readonly Work[]>;
}

interface LogWorkParts {
  readonly config: Pick<Config, 'bridge' | 'audit'>;
  readonly log: AccessLog;
  readonly works: LongWorks;
  readonly events: Events;
}

export function createLogWork({ config, log, works, events }: LogWorkParts): LogWork {
  const { name, kind } = config.bridge;
  const note = (officer: Officer, action: string, details: Readonly<Record<string, unknown>>) =>
    log.append(officerAct({ name, kind }, officer, { action, details }));

  const verify = async (
    officer: Officer,
    earlier: SignedHead | undefined,
    { progress, signal }: Telling,
  ): Promise<LogVerified> => {
    const expected = { earlier: earlier ? [earlier] : [], keys: log.keys };
    const { fault, head, entries, hashesOnly } = await verifyLog(await logSource(log), expected, (done, all) => {
      signal.throwIfAborted();
      progress(done, all);
    });
    // First of all: the log that is broken may not take the act.
    if (fault) events.emit('audit:log:broken', { fault: fault.kind, text: faultText(fault) });
    await note(officer, 'log:verify', { entries, size: head?.size, fault: fault?.kind });
    return {
      entries,
      hashesOnly,
      fault: fault && { ...fault, text: faultText(fault) },
      comparedWithEarlierHead: earlier !== undefined,
      head: head && { size: head.size, at: head.at, keyId: head.keyId },
    };
  };

  /** Throws NOT_FOUND for work of another kind too. */
  async function demand(wanted: WorkKind, officer: Officer, id: string): Promise<void> {
    const { kind } = await works.find(who(officer).careProvider, id);
    if (kind !== wanted) throw new BridgeError('NOT_FOUND', 'There is no such work, or it is gone.');
  }

  return {
    async beginExport(officer) {
      const { owner, careProvider } = who(officer);
      const part = partOf(controlledBy(officer) ?? careProvider, config.audit.strangersTo);
      return works.begin({ kind: 'log-export', owner, careProvider }, async ({ write, progress }) => {
        await note(officer, 'log:export', {});
        let lines = 0;
        for await (const line of exportLines(log, part, progress)) {
          await write(line);
          lines++;
        }
        // The last line is what proves the others.
        return { entries: lines - 1 };
      });
    },
    exports: (officer) => works.list(who(officer).careProvider, 'log-export'),
    async removeExport(officer, id) {
      await demand('log-export', officer, id);
      await works.remove(who(officer), id);
    },
    async takeExport(officer, id) {
      await demand('log-export', officer, id);
      const result = await works.result(who(officer), id);
      await note(officer, 'log:export:take', { export: id });
      return result;
    },
    async beginVerification(officer, given) {
      const earlier = given === undefined ? undefined : readHead(given);
      if (given !== undefined && !earlier) throw new BridgeError('PARAMETER_INVALID', 'The head cannot be read.');
      const { owner, careProvider } = who(officer);
      const [latest] = await works.list(careProvider, 'log-verification');
      // Each reads all of the log; what was not asked to compare with this head does not tell of it.
      if (latest?.state === 'running' && !earlier) return latest;
      const work = { kind: 'log-verification', owner, careProvider } as const;
      return works.begin(work, (telling) => verify(officer, earlier, telling));
    },
    async stopVerification(officer, id) {
      await demand('log-verification', officer, id);
      await works.stop(who(officer), id);
    },
    verifications: (officer) => works.list(who(officer).careProvider, 'log-verification'),
  };
}

/** Only those who are known, at a care provider, have work of their own. */
function who(officer: Officer): { readonly owner: string; readonly careProvider: string } {
  const [owner, careProvider] = [officerId(officer), officer.controller];
  if (owner === undefined || careProvider === undefined) throw new BridgeError('ROLE_REQUIRED');
  return { owner, careProvider };
}
