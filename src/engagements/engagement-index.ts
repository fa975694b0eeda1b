import { toRivtaTime } from '../codes/index.ts';
import type { EngagementTransaction } from '../contracts/domains/engagement-index-1.ts';
import type { Outbox } from '../deliveries/delivery.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import { demandValid } from './check.ts';
import { type Change, type Engagement, isIndexed, isOwn, keyOf, type OwnNames } from './engagement.ts';
import { EngagementFault } from './fault.ts';
import { notifications } from './notification.ts';
import { type Applied, find, put, type Question, remove } from './rows.ts';
import type { Subscriber } from './subscriber.ts';

export interface IndexParts {
  readonly store: Pick<Store, 'db'>;
  readonly outbox: Outbox;
  readonly events: Events;
  readonly names: OwnNames;
  /** HSA-ids at which asking for information would lead back here. */
  readonly reserved: readonly string[];
  /** Who is told. Throws BridgeError while that is not known: a change that nobody hears of shall not be taken. */
  readonly subscribers: () => readonly Subscriber[];
}

/** The engagement index: which system holds what about whom. It says nothing of who may ask. */
export interface EngagementIndex {
  /**
   * What a source says, by the rules of Update 1. When it resolves it is durable, and so is what subscribers are to be
   * told. Gives how many transactions were left out because their numbers are local. Throws EngagementFault.
   */
  update(transactions: readonly EngagementTransaction[], correlationId: string): Promise<number>;
  /** What another index says, by the rules of ProcessNotification 1; the rest is as in `update`. */
  notified(transactions: readonly EngagementTransaction[], correlationId: string): Promise<number>;
  /** Throws EngagementFault. */
  find(question: Question): Promise<readonly Engagement[]>;
  /** Changes that need no check, at most a thousand; as a source's own. What was changed since `before` is left as it is. */
  apply(changes: readonly Change[], correlationId: string, before: Date): Promise<Applied>;
}

export function createEngagementIndex(parts: IndexParts): EngagementIndex {
  const { store, outbox, events, names } = parts;
  const [self] = names;

  async function take(contract: string, all: readonly Change[], asReceived: boolean, correlationId: string) {
    demandValid(all, parts.reserved);
    const indexed = all.filter(({ engagement }) => isIndexed(engagement.registeredResidentIdentification));
    // What we said ourselves has come round: it is neither kept nor passed on.
    const changes = asReceived ? indexed.filter(({ engagement }) => !isOwn(names, engagement.owner)) : indexed;
    const { created, updated, deleted, yielded } = await technical(() => applied(changes, asReceived, correlationId));
    if (yielded > 0) events.emit('engagements:owner:changed', { count: yielded, correlationId });
    const unindexed = all.length - indexed.length;
    const counts = { created: created.length, updated: updated.length, deleted: deleted.length, unindexed };
    events.emit('engagements:change:applied', { contract, ...counts, correlationId });
    return unindexed;
  }

  function applied(changes: readonly Change[], asReceived: boolean, correlationId: string, before?: Date) {
    const subscribers = parts.subscribers();
    const keys = changes.filter(({ deleteFlag }) => deleteFlag).map(({ engagement }) => keyOf(engagement));
    const kept = changes.filter(({ deleteFlag }) => !deleteFlag).map(({ engagement }) => engagement);
    return outbox.commit(async (transaction, putDeliveries) => {
      const formerlyOwn = asReceived
        ? await remove(
            transaction,
            kept.map((engagement) => keyOf({ ...engagement, owner: self })),
          )
        : [];
      const deleted = [...formerlyOwn, ...(await remove(transaction, keys, before))];
      const { created, updated } = await put(transaction, kept, asReceived, before);
      const told = [
        ...deleted.map((engagement) => ({ deleteFlag: true, engagement })),
        ...[...created, ...updated].map((engagement) => ({ deleteFlag: false, engagement })),
      ];
      await putDeliveries(notifications(told, subscribers, correlationId));
      return { created, updated, deleted, yielded: formerlyOwn.length };
    });
  }

  return {
    update: (transactions, correlationId) => {
      const now = toRivtaTime(Date.now());
      const set = { owner: self, creationTime: now, updateTime: now };
      const changes = transactions.map((given) => changeOf(given, set));
      return take('Update:1', changes, false, correlationId);
    },
    notified: (transactions, correlationId) => {
      const changes = transactions.map((given) => changeOf(given, { owner: given.engagement.owner ?? '' }));
      return take('ProcessNotification:1', changes, true, correlationId);
    },
    find: (question) => technical(() => find(store.db, question)),
    apply: (changes, correlationId, before) => applied(changes, false, correlationId, before),
  };
}

/** Without what stands at extension points: the index neither keeps nor passes it on. */
function changeOf(
  { deleteFlag, engagement }: EngagementTransaction,
  set: Pick<Engagement, 'owner'> & Partial<Engagement>,
): Change {
  const { $foreign, ...given } = engagement;
  return { deleteFlag, engagement: { ...given, ...set } };
}

/** What stops the index from working, in its own code. */
async function technical<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof EngagementFault) throw thrown;
    if (thrown instanceof BridgeError) throw new EngagementFault('EI000', '', thrown.code, { cause: thrown });
    if (isOfDatabase(thrown)) throw new EngagementFault('EI000', '', 'STORE_UNAVAILABLE', { cause: thrown });
    throw thrown;
  }
}

/** Errors of PostgreSQL and of connecting to it have a code; others are bugs. */
function isOfDatabase(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string';
}
