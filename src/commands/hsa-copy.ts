import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createAccessLog } from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { createEvents } from '../events.ts';
import { openDirectoryCopy } from '../hsa/index.ts';
import {
  createDirectoryTools,
  type DirectoryHandlers,
  type DirectoryTools,
  remoteDirectory,
} from '../operations/index.ts';
import { connectAdmin, openStore } from '../store/index.ts';
import { officerFrom, required } from './audit-options.ts';
import { generationText, outcomeText, statusText } from './hsa-copy-text.ts';

interface Call {
  readonly tools: DirectoryTools;
  readonly words: readonly string[];
  readonly values: { readonly as?: string | undefined; readonly reason?: string | undefined };
  readonly out: NodeJS.WritableStream;
}

/** Commands about the copy of the directory. Exit code 1: something waits for a decision. */
export const copyCommands: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  async import({ tools, words: [from], values, out }) {
    const named =
      from === undefined ? undefined : { ...namedFrom(values), from: existsSync(from) ? resolve(from) : from };
    const outcome = await tools.import({ instead: named });
    out.write(outcomeText(outcome));
    return outcome.state === 'held' ? 1 : 0;
  },
  async sync({ tools, out }) {
    const outcome = await tools.sync(null);
    out.write(outcomeText(outcome));
    return outcome.state === 'held' ? 1 : 0;
  },
  async diff({ tools, words: [id], out }) {
    out.write(generationText(await tools.diff({ id: id === undefined ? undefined : generationFrom(id) })));
    return 0;
  },
  async status({ tools, out }) {
    const { state, generations } = await tools.status(null);
    out.write(statusText(state, generations));
    return state.held ? 1 : 0;
  },
  approve: (call) => decide(call, 'approve'),
  reject: (call) => decide(call, 'reject'),
};

/** Of the bridge that runs with this data folder; when none does, straight in the store. Throws COMMAND_INVALID without a copy. */
export async function withCopy<T>(config: Config, use: (tools: DirectoryTools) => Promise<T>): Promise<T> {
  if (!config.directory.copy) throw new BridgeError('COMMAND_INVALID', 'The configuration has no directory.copy.');
  const { databaseUrl, dataDir } = config;
  const client = await connectAdmin<DirectoryHandlers>(dataDir);
  if (client) return use(remoteDirectory(client)).finally(() => client.close());
  const events = createEvents();
  const store = await openStore({ databaseUrl, dataDir, events });
  try {
    const copy = openDirectoryCopy({ config, store, events });
    if (!copy) throw new BridgeError('COMMAND_INVALID', 'The configuration has no directory.copy.');
    // Only what somebody decides is logged: reading needs no key of the log.
    const append = async (entry: Parameters<Parameters<typeof createDirectoryTools>[0]['append']>[0]) => {
      const log = await createAccessLog({ store, config });
      await log.append(entry).finally(() => log.close());
    };
    return await use(createDirectoryTools({ config, copy, append }));
  } finally {
    await store.close();
  }
}

async function decide({ tools, words, values, out }: Call, verdict: 'approve' | 'reject'): Promise<number> {
  out.write(generationText(await tools[verdict]({ ...namedFrom(values), id: generationFrom(words[0] ?? '') })));
  return 0;
}

function namedFrom({ as, reason }: Call['values']) {
  return { reason: required('--reason', reason), engineer: officerFrom({ as: required('--as', as) }) };
}

function generationFrom(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new BridgeError('COMMAND_INVALID', `${text || 'Nothing'} is not the number of a generation.`);
}
