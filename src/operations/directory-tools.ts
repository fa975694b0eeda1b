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

interface Decision {
  readonly engineer: Officer;
  readonly id: number;
  readonly reason: string;
}

/** What engineers do with the copy of the directory. Who decides is on the access log before it is done. */
export function createDirectoryTools({ config, copy, append }: DirectoryToolsParts) {
  const installation: AuditEntry['installation'] = { name: config.bridge.name, kind: config.bridge.kind };

  function decide(verdict: 'approve' | 'reject') {
    return async ({ engineer, id, reason }: Decision): Promise<Generation> => {
      const by = officerId(engineer);
      if (by === undefined) throw new BridgeError('COMMAND_INVALID', 'Who decides must be named.');
      if ((await find(id)).state !== 'held') throw new BridgeError('NOT_FOUND', `${id} does not wait for a decision.`);
      const act = { action: `directory:${verdict}`, reason, details: { generation: id } };
      await loggedFirst(append, officerAct(installation, engineer, act), () => copy.decide(id, verdict, by, reason));
      return find(id);
    };
  }

  /** Without an id, the one that waits, else the latest. Throws NOT_FOUND. */
  async function find(id: number | undefined): Promise<Generation> {
    const found = id === undefined ? (await copy.generations.list(1))[0] : await copy.generations.find(id);
    if (!found) throw new BridgeError('NOT_FOUND', id === undefined ? 'Nothing has been copied yet.' : `No ${id}.`);
    return found;
  }

  return {
    /** Of what is configured, or of one file or address instead. Throws DIRECTORY_UNAVAILABLE, DIRECTORY_COPY_BUSY. */
    import: ({ from }: { from?: string | undefined }): Promise<Outcome> => copy.run('import', from),
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
