import type { Config } from '../config.ts';
import type { Destination, Outbox } from '../deliveries/delivery.ts';
import { BridgeError, placeOf } from '../errors.ts';
import type { Events } from '../events.ts';
import { createServiceClient } from '../sources/service-client.ts';
import type { Store } from '../store/index.ts';
import type { OwnNames } from './engagement.ts';
import { createEngagementIndex, type EngagementIndex } from './engagement-index.ts';
import { findSubscribers } from './found-subscribers.ts';
import { createLookup, type EngagementLookup } from './lookup.ts';
import { openLists } from './reconcile/open-lists.ts';
import { type Reconciled, reconcile } from './reconcile/reconcile.ts';
import { type Outcome, type Reconciliation, reconciliations } from './reconcile/rows.ts';
import { lastDue } from './reconcile/schedule.ts';
import type { Subscriber } from './subscriber.ts';
import { subscriberDestination } from './subscriber-destination.ts';

interface EngagementsParts {
  readonly config: Pick<Config, 'bridge' | 'engagements' | 'outgoing' | 'sources'>;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly events: Events;
}

type Send = (destinations: readonly Destination[]) => Promise<void>;

export interface Engagements {
  readonly index: EngagementIndex;
  readonly lookup: EngagementLookup;
  /** For a process that delivers: sends to subscribers from now on, also to those found later, and compares lists daily. */
  work(send: Send): Promise<void>;
  /** Compares a source's list now. Throws NOT_FOUND for a source that has none. */
  reconcile(source: string): Promise<Outcome | undefined>;
  /** How comparisons went, the latest first. */
  reconciliations(limit: number): Promise<readonly Reconciliation[]>;
  close(): Promise<void>;
}

/** How often it is looked whether a list is due: also those that another process had and did not end. */
const lookMs = 300_000;

/** The engagement index of an installation, on its store and outbox. */
export async function openEngagements({ config, store, outbox, events }: EngagementsParts): Promise<Engagements> {
  const { bridge, engagements: settings, outgoing, sources } = config;
  const { subscribersFrom: registry, lookupMs, freshMs } = settings;
  const names: OwnNames = [bridge.hsaId, ...settings.alsoKnownAs];
  const platforms = sources.filter(({ aggregates }) => aggregates);
  const reserved = [...names, ...platforms.flatMap(({ hsaId, knownAs }) => [hsaId, ...knownAs])];
  const called = { outgoing, bridgeHsaId: bridge.hsaId };
  const stopping = new AbortController();
  let looking: NodeJS.Timeout | undefined;
  let send: Send | undefined;
  const sentTo = new Set<string>();

  const client = registry && createServiceClient({ ...registry, concurrency: 1, maxAnswerBytes: 4_194_304 }, called);
  const found =
    registry && client && (await findSubscribers({ registry, client, store, events, names, renewed: sendToNew }));
  const lists = openLists(config, called);
  const index = createEngagementIndex({ store, outbox, events, names, reserved, subscribers });

  function subscribers(): Subscriber[] {
    const others = found ? found.known() : [];
    if (!others) throw new BridgeError('CATALOGUE_UNAVAILABLE', 'Who subscribes to the index is not known yet.');
    return [...settings.subscribers, ...others];
  }

  async function sendToNew(): Promise<void> {
    // Also told while `found` is being made; nothing is sent yet then.
    if (!send) return;
    const all = [...settings.subscribers, ...(found?.known() ?? [])];
    const unsent = all.filter(({ name }) => !sentTo.has(name));
    for (const { name } of unsent) sentTo.add(name);
    if (unsent.length > 0) await send(unsent.map((subscriber) => subscriberDestination(subscriber, called)));
  }

  /** One at a time in a process: a list is large, and nobody is in a hurry. */
  let last: Promise<unknown> = Promise.resolve();
  function compare(list: Reconciled, due: Date | undefined): Promise<Outcome | undefined> {
    const mine = last.then(() =>
      reconcile(list, due, stopping.signal, { store, index, events, owner: names[0], reserved }),
    );
    last = mine.catch(() => undefined);
    return mine;
  }

  function look(): void {
    for (const { list, at } of lists.all)
      compare(list, lastDue(at, new Date())).catch((thrown: unknown) => {
        // Where not even that can be written down, it is tried again at the next look.
        events.emit('engagements:reconciliation:missed', { source: list.source, place: placeOf(thrown) });
      });
  }

  return {
    index,
    lookup: createLookup({ store, events, lookupMs, freshMs }),
    async work(given) {
      send = given;
      await sendToNew();
      look();
      looking = setInterval(look, lookMs).unref();
    },
    async reconcile(source) {
      const entry = lists.all.find(({ list }) => list.source === source);
      if (!entry) throw new BridgeError('NOT_FOUND', 'No list of this source is configured (engagements.reconcile).');
      return compare(entry.list, undefined);
    },
    reconciliations: (limit) => reconciliations(store, limit),
    async close() {
      clearInterval(looking);
      found?.close();
      stopping.abort();
      await last;
      await Promise.all([lists.close(), client?.close()]);
    },
  };
}
