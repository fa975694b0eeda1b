import type { Config } from '../config.ts';
import { processNotification1 } from '../contracts/engagement-index/process-notification-1.ts';
import { getLogicalAddresseesByServiceContract2 } from '../contracts/index.ts';
import { placeOf } from '../errors.ts';
import type { Events } from '../events.ts';
import { SourceFailure } from '../sources/query.ts';
import type { ServiceClient } from '../sources/service-client.ts';
import type { Store } from '../store/index.ts';
import { isOwn, type OwnNames } from './engagement.ts';
import type { Subscriber } from './subscriber.ts';

type RegistryConfig = NonNullable<Config['engagements']['subscribersFrom']>;

interface FoundParts {
  readonly registry: RegistryConfig;
  readonly client: Pick<ServiceClient, 'call'>;
  readonly store: Pick<Store, 'db'>;
  readonly events: Events;
  readonly names: OwnNames;
  /** Told each time that the registry has answered. */
  readonly renewed: () => Promise<void>;
}

export interface FoundSubscribers {
  /** Undefined while they have never been known. */
  known(): readonly Subscriber[] | undefined;
  close(): void;
}

/** While nobody is known no change can be taken: that is not left for an hour. */
const hurryMs = 10_000;

/**
 * The subscribers that a platform's registry knows: those we may send ProcessNotification to there. What it said last is
 * kept in the store, since it decides who hears of a change that is taken while it is away.
 */
export async function findSubscribers(parts: FoundParts): Promise<FoundSubscribers> {
  const { registry, client, store, events, names } = parts;
  const { url, logicalAddress, reloadMs } = registry;
  let known = await remembered(store, url);
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function ask(): Promise<Subscriber[]> {
    const { logicalAddressRecord = [] } = await client.call(getLogicalAddresseesByServiceContract2, logicalAddress, {
      serviceConsumerHsaId: names[0],
      serviceContractNameSpace: { ServiceContractNamespace: processNotification1.namespace },
    });
    return logicalAddressRecord
      .filter((record) => !isOwn(names, record.logicalAddress))
      .map((record) => ({
        name: nameOf(record.logicalAddress),
        logicalAddress: record.logicalAddress,
        url,
        filters: (record.filter ?? []).map(({ serviceDomain, categorization = [] }) => ({
          serviceDomain,
          categorizations: categorization,
        })),
      }));
  }

  async function renew(): Promise<void> {
    try {
      const found = await ask();
      await remember(store, url, found);
      known = found;
      await parts.renewed();
      events.emit('engagements:subscribers:found', { count: found.length });
    } catch (thrown) {
      const text = thrown instanceof SourceFailure ? thrown.message : placeOf(thrown);
      events.emit('engagements:subscribers:missing', { text, known: known?.length });
    }
  }

  function again(): void {
    if (closed) return;
    timer = setTimeout(() => void renew().finally(again), known ? reloadMs : Math.min(hurryMs, reloadMs));
    timer.unref();
  }

  // Whoever is known already need not be waited for.
  const first = renew();
  if (!known) await first;
  again();
  return {
    known: () => known,
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** An address as the name of a destination allows it. */
function nameOf(address: string): string {
  return encodeURIComponent(address).replaceAll(/[^A-Za-z0-9-]/g, '_');
}

async function remembered({ db }: Pick<Store, 'db'>, registry: string): Promise<Subscriber[] | undefined> {
  const row = await db
    .selectFrom('bridge.engagement_subscriber')
    .select('subscribers')
    .where('registry', '=', registry)
    .executeTakeFirst();
  return row?.subscribers as Subscriber[] | undefined;
}

async function remember({ db }: Pick<Store, 'db'>, registry: string, found: readonly Subscriber[]): Promise<void> {
  const said = { asked_at: new Date(), subscribers: JSON.stringify(found) };
  await db
    .insertInto('bridge.engagement_subscriber')
    .values({ registry, ...said })
    .onConflict((conflict) => conflict.column('registry').doUpdateSet(said))
    .execute();
}
