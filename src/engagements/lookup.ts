import type { Contract, PatientId } from '../contracts/index.ts';
import { placeOf } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import { isIndexed } from './engagement.ts';
import { lastReconciled } from './reconcile/rows.ts';

/** What the index says about one patient and one kind of information. */
export interface Known {
  readonly at: readonly { readonly logicalAddress: string; readonly sourceSystem: string }[];
  /** Sources (HSA-ids in upper case) whose whole list was compared with the index not long ago. */
  readonly fresh: ReadonlySet<string>;
}

export interface EngagementLookup {
  /** Under all these identities; undefined when the index does not answer in time, which is told as an event. */
  known(patients: readonly PatientId[], contract: Contract, correlationId: string): Promise<Known | undefined>;
}

interface LookupParts {
  readonly store: Pick<Store, 'db'>;
  readonly events: Events;
  readonly lookupMs: number;
  /** A list older than this is not fresh. */
  readonly freshMs: number;
}

/** How the overview asks the index. Nothing of it is kept. */
export function createLookup({ store, events, lookupMs, freshMs }: LookupParts): EngagementLookup {
  async function holders(patients: readonly PatientId[], { serviceDomain, categorizations }: Contract) {
    const numbers = patients.map(({ id }) => id).filter(isIndexed);
    if (numbers.length === 0) return [];
    const [only, ...others] = categorizations;
    return store.db
      .selectFrom('bridge.engagement')
      .select(['logical_address as logicalAddress', 'source_system as sourceSystem'])
      .distinct()
      .where('patient', 'in', numbers)
      .where('service_domain', '=', serviceDomain)
      .$if(only !== undefined && others.length === 0, (query) => query.where('categorization', '=', only as string))
      .execute();
  }

  async function ask(patients: readonly PatientId[], contract: Contract): Promise<Known> {
    const since = new Date(Date.now() - freshMs);
    const [at, fresh] = await Promise.all([holders(patients, contract), lastReconciled(store, since)]);
    return { at, fresh: new Set(fresh.map((source) => source.toUpperCase())) };
  }

  return {
    async known(patients, contract, correlationId) {
      const timer = new AbortController();
      try {
        return await Promise.race([ask(patients, contract), afterMs(lookupMs, timer.signal)]);
      } catch (thrown) {
        events.emit('engagements:lookup:failed', { place: placeOf(thrown), correlationId });
        return undefined;
      } finally {
        timer.abort();
      }
    },
  };
}

function afterMs(milliseconds: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error('The index did not answer in time.')), milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
