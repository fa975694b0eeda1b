import type { AccessLog } from './audit/index.ts';
import type { Bus } from './bus/index.ts';
import { BridgeError } from './errors.ts';
import type { Readiness } from './faces/ops/admin.ts';
import type { Directory } from './hsa/index.ts';
import type { PersonRegister } from './persons/index.ts';
import type { TableKeeper } from './routing/index.ts';
import type { Store } from './store/index.ts';
import type { Witnessing } from './witness/index.ts';

interface ReadinessParts {
  readonly bus: Bus;
  readonly store: Store;
  readonly accessLog: AccessLog;
  readonly directory: Directory;
  readonly table: TableKeeper;
  readonly persons: PersonRegister;
  readonly witnessing: Witnessing;
  /** HSA-id of the bridge, which the directory must know. */
  readonly self: string;
}

/** Ready means that work is moving and that every part answers, not merely that the process runs. */
export function createReadiness(parts: ReadinessParts): () => Promise<Readiness[]> {
  const { bus, store, accessLog, directory, table, persons, witnessing, self } = parts;
  return async () => [
    { part: 'bus', ...(await bus.health()) },
    await probe('store', () => store.pool.query('select 1')),
    await accessLog.health().then((log) => ({ part: 'log', ...log }) as const, unready('log')),
    await probe('directory', () => freshAnswer(directory, self)),
    tableReadiness(table),
    // Without it the overview still answers, and says what it could not verify.
    { part: 'persons', ...persons.health(), optional: true },
    await witnessReadiness(witnessing),
  ];
}

/** Somebody's log is not what it was, this one's or another's: for people to look into, while answers go on. */
async function witnessReadiness(witnessing: Witnessing): Promise<Readiness> {
  const reasons = await witnessing.troubles().catch(() => ['What witnesses found cannot be read.']);
  return { part: 'witness', ok: reasons.length === 0, reasons, optional: true };
}

/** An old table still answers; that it is old is said. */
function tableReadiness(table: TableKeeper): Readiness {
  const { from, asOf, failure } = table.state();
  const reasons = failure === undefined ? [] : [`${failure} In force: ${from}${asOf ? ` as of ${asOf}` : ''}.`];
  return { part: 'routing', ok: from !== 'nowhere', reasons };
}

async function freshAnswer(directory: Directory, hsaId: string): Promise<void> {
  const { stale, asOf } = await directory.object(hsaId);
  if (stale) throw new BridgeError('DIRECTORY_UNAVAILABLE', `Lookups are answered from what was known at ${asOf}.`);
}

async function probe(part: Readiness['part'], attempt: () => Promise<unknown>): Promise<Readiness> {
  try {
    await attempt();
    return { part, ok: true, reasons: [] };
  } catch (thrown) {
    return unready(part)(thrown);
  }
}

function unready(part: Readiness['part']): (thrown: unknown) => Readiness {
  return (thrown) => ({ part, ok: false, reasons: [(thrown as Error).message] });
}
