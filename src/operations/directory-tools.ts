import { type AuditEntry, loggedFirst, type Officer, officerAct, officerId } from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Outcome } from '../hsa/copy/carry-out.ts';
import type { DirectoryCopy } from '../hsa/copy/directory-copy.ts';
import type { CopyState, Generation } from '../hsa/copy/generation.ts';
import { type AdminClient, type NamedTools, remoteTools, toolHandlers } from '../store/index.ts';

interface DirectoryToolsParts {
  readonly config: Pick<Config, 'bridge'>;
  readonly copy: DirectoryCopy;
  readonly append: (entry: AuditEntry) => Promise<void>;
}

interface Named {
  readonly engineer: Officer;
  readonly reason: string;
}

interface Decision extends Named {
  readonly id: number;
}

interface Import {
  /** Instead of what is configured; then it must be said who wants it, and why. */
  readonly instead?: (Named & { readonly from: string }) | undefined;
}

/** What engineers do with the copy of the directory. Who decides what is in it is on the access log before it is done. */
export function createDirectoryTools({ config, copy, append }: DirectoryToolsParts) {
  const installation: AuditEntry['installation'] = { name: config.bridge.name, kind: config.bridge.kind };

  function decide(verdict: 'approve' | 'reject') {
    return async ({ engineer, id, reason }: Decision): Promise<Generation> => {
      const by = nameOf(engineer);
      if ((await find(id)).state !== 'held') throw new BridgeError('NOT_FOUND', `${id} does not wait for a decision.`);
      const act = { action: `directory:${verdict}`, reason, details: { generation: id } };
      await loggedFirst(append, officerAct(installation, engineer, act), () => copy.decide(id, verdict, by, reason));
      return find(id);
    };
  }

  function nameOf(engineer: Officer): string {
    const by = officerId(engineer);
    if (by === undefined) throw new BridgeError('COMMAND_INVALID', 'Who decides must be named.');
    return by;
  }

  /** Without an id, the one that waits, else the latest. Throws NOT_FOUND. */
  async function find(id: number | undefined): Promise<Generation> {
    const found = id === undefined ? (await copy.generations.list(1))[0] : await copy.generations.find(id);
    if (!found) throw new BridgeError('NOT_FOUND', id === undefined ? 'Nothing has been copied yet.' : `No ${id}.`);
    return found;
  }

  return {
    /** Throws COMMAND_INVALID for what cannot replace the copy, DIRECTORY_UNAVAILABLE, DIRECTORY_COPY_BUSY. */
    async import({ instead }: Import): Promise<Outcome> {
      if (!instead) return copy.run('import');
      const { engineer, reason, from } = instead;
      nameOf(engineer);
      const act = { action: 'directory:import', reason, details: { from } };
      return loggedFirst(append, officerAct(installation, engineer, act), () => copy.run('import', from));
    },
    sync: (_: null): Promise<Outcome> => copy.run('sync'),
    diff: ({ id }: { id?: number | undefined }): Promise<Generation> => find(id),
    async status(_: null): Promise<{ readonly state: CopyState; readonly generations: readonly Generation[] }> {
      return { state: await copy.generations.state(), generations: await copy.generations.list(10) };
    },
    approve: decide('approve'),
    reject: decide('reject'),
  };
}

export type DirectoryTools = ReturnType<typeof createDirectoryTools>;
export type DirectoryHandlers = NamedTools<'directory', DirectoryTools>;

export function directoryHandlers(tools: DirectoryTools): DirectoryHandlers {
  return toolHandlers('directory', tools);
}

export function remoteDirectory(client: AdminClient<DirectoryHandlers>): DirectoryTools {
  return remoteTools('directory', client);
}
