import type { Config } from '../../config.ts';
import { asBridgeError, BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { type RoutingTable, tableFromConfig } from '../table.ts';
import { indexTable, type TableIndex } from '../table-index.ts';
import { askCatalogue, type CatalogueConfig } from './client.ts';
import type { CatalogueEntries } from './entries.ts';
import { importEntries, type LeftOut } from './import.ts';
import { type LocalCopy, localCopyIn } from './local-copy.ts';

/** The table in force, and how it is renewed while the bridge runs. */
export interface TableKeeper {
  /** Throws CATALOGUE_UNAVAILABLE when the catalogue never answered and there is no local copy. */
  current(): TableIndex;
  /** Asks the catalogue now. Throws CATALOGUE_*; the table that was in force stays. */
  reload(): Promise<TableState>;
  state(): TableState;
  close(): Promise<void>;
}

export interface TableState {
  /** Where the imported part comes from; `nowhere` = not at all, `config` = there is no catalogue. */
  readonly from: 'config' | 'catalogue' | 'local-copy' | 'nowhere';
  /** When the catalogue said so, ISO 8601 in UTC. */
  readonly asOf: string | undefined;
  readonly routes: number;
  readonly permissions: number;
  readonly leftOut: LeftOut | undefined;
  /** Why the last attempt to renew it failed. */
  readonly failure: string | undefined;
}

/** How soon a catalogue that did not answer is asked again. */
const retryMilliseconds = 60_000;

type Ground = Pick<Config, 'sources' | 'routes' | 'callers' | 'routing' | 'outgoing' | 'dataDir'>;

/**
 * Asks the catalogue before it resolves, so that the first caller finds a table; when it does not answer, the local copy
 * is used. Without a catalogue in the configuration the table is the configuration's and stays so.
 */
export async function keepTable(config: Ground, events: Events): Promise<TableKeeper> {
  const { catalogue } = config.routing;
  return catalogue ? keepImported(config, catalogue, events) : keepOwn(config);
}

/** For commands: the configuration's table with the local copy of the catalogue, without asking anybody. */
export async function tableOnDisk(config: Ground): Promise<{ readonly index: TableIndex; readonly state: TableState }> {
  const own = keepOwn(config);
  const { catalogue } = config.routing;
  if (!catalogue) return { index: own.current(), state: own.state() };
  const kept = await localCopyIn(config.dataDir).read();
  if (!kept) return { index: own.current(), state: { ...own.state(), from: 'nowhere' } };
  const imported = importEntries(kept.entries, config, catalogue);
  const index = withOwn(tableFromConfig(config), imported);
  const asOf = kept.asOf.toISOString();
  return { index, state: { ...own.state(), ...sizeOf(index), from: 'local-copy', asOf, leftOut: imported.leftOut } };
}

function withOwn(own: RoutingTable, imported: RoutingTable): TableIndex {
  return indexTable({
    routes: [...own.routes, ...imported.routes],
    permissions: [...own.permissions, ...imported.permissions],
  });
}

function keepOwn(config: Ground): TableKeeper {
  const index = indexTable(tableFromConfig(config));
  const state: TableState = {
    ...sizeOf(index),
    from: 'config',
    asOf: undefined,
    leftOut: undefined,
    failure: undefined,
  };
  return { current: () => index, reload: async () => state, state: () => state, close: async () => undefined };
}

async function keepImported(config: Ground, catalogue: CatalogueConfig, events: Events): Promise<TableKeeper> {
  const own = tableFromConfig(config);
  const copy = localCopyIn(config.dataDir);
  let index = indexTable(own);
  let state: TableState = { ...keepOwn(config).state(), from: 'nowhere' };
  let timer: NodeJS.Timeout | undefined;
  const closing = new AbortController();
  let loading: Promise<TableState> | undefined;

  function adopt(entries: CatalogueEntries, from: 'catalogue' | 'local-copy', asOf: Date): void {
    const imported = importEntries(entries, config, catalogue);
    index = withOwn(own, imported);
    const { leftOut } = imported;
    state = { ...sizeOf(index), from, asOf: asOf.toISOString(), leftOut, failure: undefined };
    const { routes, permissions } = state;
    events.emit('routing:table:loaded', { from, asOf: asOf.toISOString(), routes, permissions, ...leftOut });
  }

  async function load(): Promise<TableState> {
    try {
      const entries = await askCatalogue(catalogue, config.outgoing, closing.signal);
      adopt(entries, 'catalogue', new Date());
      await save(copy, entries, events);
      return state;
    } catch (thrown) {
      const error = asBridgeError(thrown);
      state = { ...state, failure: error.detail ?? error.message };
      events.emit('routing:table:refused', { code: error.code, text: error.detail ?? error.message, kept: state.from });
      throw error;
    } finally {
      plan();
    }
  }

  /** One at a time: who asks while one runs gets that one's answer. */
  function reload(): Promise<TableState> {
    loading ??= load().finally(() => {
      loading = undefined;
    });
    return loading;
  }

  function plan(): void {
    clearTimeout(timer);
    if (closing.signal.aborted) return;
    const { reloadMs } = catalogue;
    const delay = state.failure === undefined ? reloadMs : Math.min(reloadMs, retryMilliseconds);
    // What fails is told as an event; the next attempt is planned.
    timer = setTimeout(() => reload().catch(() => undefined), delay);
    timer.unref();
  }

  async function useCopy(): Promise<void> {
    const { failure } = state;
    try {
      const kept = await copy.read();
      if (!kept) return;
      adopt(kept.entries, 'local-copy', kept.asOf);
    } catch (thrown) {
      const { code, detail, message } = asBridgeError(thrown);
      events.emit('routing:table:refused', { code, text: `The local copy: ${detail ?? message}`, kept: 'nowhere' });
    } finally {
      state = { ...state, failure };
    }
  }

  await reload().catch(useCopy);
  return {
    current: () => {
      if (state.from === 'nowhere') throw new BridgeError('CATALOGUE_UNAVAILABLE');
      return index;
    },
    reload,
    state: () => state,
    close: async () => {
      closing.abort();
      clearTimeout(timer);
      await loading?.catch(() => undefined);
    },
  };
}

function sizeOf({ table }: TableIndex): Pick<TableState, 'routes' | 'permissions'> {
  return { routes: table.routes.length, permissions: table.permissions.length };
}

/** A table that cannot be kept is in force all the same; that the next start may lack it is told. */
async function save(copy: LocalCopy, entries: CatalogueEntries, events: Events): Promise<void> {
  try {
    await copy.write(entries);
  } catch (thrown) {
    events.emit('routing:copy:failed', { text: (thrown as Error).message });
  }
}
