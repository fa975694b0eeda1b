import { BridgeError } from '../errors.ts';
import { successionsOf } from '../hsa/index.ts';
import { comparisonOf, type ShownValue } from './comparison.ts';
import { type DeliveryOutcome, deliver, type GivenDelivery } from './deliver.ts';
import type { Measure } from './measure.ts';
import { type PullParts, pullDeliveries } from './pull.ts';
import { type Pull, pullsOf } from './pull-rows.ts';
import { type CouncilValue, type Delivery, deliveriesOf, stateOf, valuesOf } from './rows.ts';

/**
 * Measures: figures that each council counts in its own systems and delivers as a table, checked, kept, and compared. Nothing
 * is counted here, and nothing here is about any patient; what would tell of few is hidden (suppress.ts).
 */
export interface Measures {
  readonly all: readonly Measure[];
  /** Takes an uploaded delivery whole or not at all. */
  deliver(given: Omit<GivenDelivery, 'way'>): Promise<DeliveryOutcome>;
  /** What a council has delivered, and what came of fetching. */
  deliveries(
    careProvider: string,
  ): Promise<{ readonly deliveries: readonly Delivery[]; readonly pulls: readonly Pull[] }>;
  /** For a manager of the care provider, with those that it has taken over. Throws NOT_FOUND. */
  comparison(
    measure: string,
    careProviders: readonly string[],
  ): Promise<{ readonly measure: Measure; readonly values: readonly ShownValue[] }>;
  close(): Promise<void>;
}

/** Fetches what is to be fetched from now on. */
export function openMeasures(opened: Omit<PullParts, 'measures' | 'successions'>): Measures {
  const { store, config } = opened;
  const all = config.followUp.measures;
  const parts = { ...opened, measures: all, successions: successionsOf(config) };
  const pulling = pullDeliveries(parts);
  const kept = new Map<string, { readonly state: string; readonly values: readonly CouncilValue[] }>();

  /** The same array until something is delivered, so that what is hidden in it is looked for once. */
  async function inForce(measure: string): Promise<readonly CouncilValue[]> {
    const state = await stateOf(store);
    const known = kept.get(measure);
    if (known?.state === state) return known.values;
    const values = await valuesOf(store, measure);
    kept.set(measure, { state, values });
    return values;
  }

  return {
    all,
    deliver: (given) => deliver({ ...given, way: 'upload' }, parts, Date.now()),
    async deliveries(careProvider) {
      const [deliveries, pulls] = await Promise.all([deliveriesOf(store, careProvider), pullsOf(store, careProvider)]);
      return { deliveries, pulls };
    },
    async comparison(id, careProviders) {
      const measure = all.find((each) => each.id === id);
      if (!measure) throw new BridgeError('NOT_FOUND', 'No such measure.');
      return { measure, values: comparisonOf(measure, await inForce(id), careProviders) };
    },
    close: () => pulling.close(),
  };
}
