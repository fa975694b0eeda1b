import type { Config } from '../config.ts';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import { type ForgettingHandlers, forgettingHandlers, namedIn } from './ask-ahead.ts';
import { type DirectoryCopy, openDirectoryCopy } from './copy/directory-copy.ts';
import { createDirectory, type Directory } from './directory.ts';
import { type LookupHandlers, lookupHandlers } from './lookups-from-outside.ts';
import type { DirectorySource } from './source.ts';
import { successionsOf } from './succession/successions.ts';

interface OpenedDirectory {
  readonly directory: Directory;
  /** Undefined where none is configured. */
  readonly copy: DirectoryCopy | undefined;
  /** What command lines ask of the process. */
  readonly handlers: ForgettingHandlers & LookupHandlers;
  close(): Promise<void>;
}

/** The directory as the configuration has it, with its copy; `services` opens it where it is web services. */
export async function openDirectory(
  config: Config,
  store: Store,
  events: Events,
  services: () => DirectorySource,
): Promise<OpenedDirectory> {
  const copy = openDirectoryCopy({ config, store, events });
  const parts = { ...namedIn(config), successions: successionsOf(config), services, copy };
  const directory = await createDirectory(config.directory, events, parts).catch(async (thrown: unknown) => {
    await copy?.close();
    throw thrown;
  });
  return {
    directory,
    copy,
    handlers: { ...forgettingHandlers(directory), ...lookupHandlers(directory) },
    async close() {
      await directory.close();
      await copy?.close();
    },
  };
}
