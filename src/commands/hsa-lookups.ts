import type { Config } from '../config.ts';
import { createEvents } from '../events.ts';
import {
  type Answer,
  createDirectory,
  type LookupHandlers,
  type Lookups,
  lookupHandlers,
  lookupsThrough,
  openDirectoryCopy,
  successionsOf,
} from '../hsa/index.ts';
import { serviceSourceOf } from '../hsa-services/index.ts';
import { connectAdmin, openStore } from '../store/index.ts';

/** What is answered, and how old the oldest of it is. */
export interface Asking {
  readonly lookups: Lookups;
  /** Undefined where the directory itself is asked. */
  readonly age: () => { readonly asOf: string; readonly stale: boolean } | undefined;
}

/**
 * The lookups of a command. Where the directory is copied they are those of the running bridge, or without one of the copy
 * in the store: what is said here is what callers are told. `itself`: the directory that the copy is of.
 */
export async function withLookups<T>(config: Config, itself: boolean, use: (asking: Asking) => Promise<T>): Promise<T> {
  const { directory, dataDir, databaseUrl } = config;
  if (!directory.copy || itself) return withDirectory(config, undefined, (ask) => use(asking(ask, false)));
  const client = await connectAdmin<LookupHandlers>(dataDir);
  if (client) {
    const ask: Ask = (question) => client.ask('directory:ask', question);
    return use(asking(ask, true)).finally(() => client.close());
  }
  const events = createEvents();
  const store = await openStore({ databaseUrl, dataDir, events });
  const copy = openDirectoryCopy({ config, store, events });
  try {
    return await withDirectory(config, copy, (ask) => use(asking(ask, true)));
  } finally {
    await copy?.close();
    await store.close();
  }
}

type Ask = LookupHandlers['directory:ask'];

async function withDirectory<T>(
  config: Config,
  copy: ReturnType<typeof openDirectoryCopy>,
  use: (ask: Ask) => Promise<T>,
): Promise<T> {
  const parts = { services: serviceSourceOf(config), successions: successionsOf(config), copy };
  const directory = await createDirectory(config.directory, createEvents(), parts);
  return use(lookupHandlers(directory)['directory:ask']).finally(() => directory.close());
}

function asking(ask: Ask, isCopied: boolean): Asking {
  let oldest: Answer<unknown> | undefined;
  const lookups = lookupsThrough(async (question) => {
    const answer = await ask(question);
    if (!oldest || answer.asOf < oldest.asOf) oldest = answer;
    return answer;
  });
  return { lookups, age: () => (isCopied ? oldest : undefined) };
}
