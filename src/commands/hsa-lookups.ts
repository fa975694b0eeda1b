import type { Config } from '../config.ts';
import { createEvents } from '../events.ts';
import {
  type Answer,
  createDirectory,
  type LookupHandlers,
  type Lookups,
  lookupHandlers,
  lookupsThrough,
  openDirectory,
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
  if (!directory.copy || itself) {
    const parts = { services: serviceSourceOf(config), successions: successionsOf(config) };
    const asked = await createDirectory(directory, createEvents(), parts);
    return use(asking(lookupHandlers(asked)['directory:ask'], false)).finally(() => asked.close());
  }
  const client = await connectAdmin<LookupHandlers>(dataDir);
  if (client) {
    const ask: Ask = (question) => client.ask('directory:ask', question);
    return use(asking(ask, true)).finally(() => client.close());
  }
  const events = createEvents();
  const store = await openStore({ databaseUrl, dataDir, events });
  try {
    const opened = await openDirectory(config, store, events, serviceSourceOf(config));
    return await use(asking(opened.handlers['directory:ask'], true)).finally(() => opened.close());
  } finally {
    await store.close();
  }
}

type Ask = LookupHandlers['directory:ask'];

function asking(ask: Ask, isCopied: boolean): Asking {
  let oldest: Answer<unknown> | undefined;
  const lookups = lookupsThrough(async (question) => {
    const answer = await ask(question);
    if (!oldest || answer.asOf < oldest.asOf) oldest = answer;
    return answer;
  });
  return { lookups, age: () => (isCopied ? oldest : undefined) };
}
