import { randomUUID } from 'node:crypto';
import { toRivtaTime } from '../../codes/index.ts';
import { placeOf } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { SourceFailure } from '../../sources/query.ts';
import type { Store } from '../../store/index.ts';
import { demandValid, mostTransactions } from '../check.ts';
import { type Engagement, isIndexed } from '../engagement.ts';
import type { EngagementIndex } from '../engagement-index.ts';
import { EngagementFault } from '../fault.ts';
import { ListFault, type listInFile } from './list.ts';
import { begin, compared, differing, finish, gone, type Outcome, type Run, stage } from './rows.ts';

export interface ReconcileParts {
  readonly store: Pick<Store, 'db'>;
  readonly index: Pick<EngagementIndex, 'apply'>;
  readonly events: Events;
  /** Of the index: whose entries are compared. */
  readonly owner: string;
  readonly reserved: readonly string[];
}

/** One source and its complete list. */
export interface Reconciled {
  /** HSA-id. */
  readonly source: string;
  /** What the list is about; undefined = everything the source has. */
  readonly domains: readonly string[] | undefined;
  list(signal: AbortSignal): ReturnType<typeof listInFile>;
  /** The share of what the index has that may be gone; with more than that the list is not believed. */
  readonly deleteAtMost: number;
}

/** By the contracts' common requirements a source tells the index of new content within about an hour. */
const lagAllowedMs = 3_600_000;

/**
 * Compares a source's complete list with the index and makes the index like it; subscribers are told of the differences.
 * What was changed since the list was begun is left as it is. First all of the list is read: one that is torn, empty, or
 * lacks too much changes nothing. What came of it is told as an event, and kept. `due`: when it was to begin, for one
 * process to do it; undefined = somebody asked for it. Gives undefined when it was not ours to do.
 */
export async function reconcile(
  { source, domains, list, deleteAtMost }: Reconciled,
  due: Date | undefined,
  signal: AbortSignal,
  parts: ReconcileParts,
): Promise<Outcome | undefined> {
  const { store, events, owner } = parts;
  const startedAt = Date.now();
  const run = await begin(store, source, due);
  if (!run) return undefined;
  const part = { run, owner, domains };
  const counts = { listed: 0, created: 0, updated: 0, deleted: 0 };
  const lateBefore = toRivtaTime(run.startedAt.getTime() - lagAllowedMs);
  let late = 0;

  async function work(): Promise<void> {
    for await (const some of slices(list(signal), mostTransactions)) {
      signal.throwIfAborted();
      await stage(store, run as Run, checked(some, source, parts));
    }
    const { held, gone: lacking, listed } = await compared(store, part);
    counts.listed = listed;
    if (listed === 0 && held > 0) throw new ListFault('The list is empty.');
    if (lacking > held * deleteAtMost)
      throw new ListFault(`The list lacks ${lacking} of the ${held} engagements that the index has.`);
    await applyAll(true, (after) => gone(store, part, after, mostTransactions));
    await applyAll(false, (after) => differing(store, part, after, mostTransactions));
  }

  /** In small transactions: whoever uses the index meanwhile does not wait for all of it. */
  async function applyAll(deleteFlag: boolean, next: (after: string) => ReturnType<typeof gone>): Promise<void> {
    const correlationId = randomUUID();
    for (let after = '', page = await next(after); page.length > 0; page = await next(after)) {
      signal.throwIfAborted();
      const now = toRivtaTime(Date.now());
      const changes = page.map(({ key: _, mostRecentContent, ...fields }) => {
        const times = { creationTime: now, updateTime: now, ...(mostRecentContent !== null && { mostRecentContent }) };
        return { deleteFlag, engagement: { ...fields, ...times } };
      });
      const applied = await parts.index.apply(changes, correlationId, (run as Run).startedAt);
      counts.created += applied.created.length;
      counts.updated += applied.updated.length;
      counts.deleted += applied.deleted.length;
      late += [...applied.created, ...applied.updated].filter(
        ({ mostRecentContent }) => mostRecentContent !== undefined && mostRecentContent < lateBefore,
      ).length;
      after = page.at(-1)?.key ?? after;
    }
  }

  const { outcome, reason } = await work().then(
    () => ({ outcome: 'done' as const, reason: undefined }),
    (thrown: unknown) => told(thrown, signal),
  );
  await finish(store, run, outcome, reason, counts);
  const milliseconds = Date.now() - startedAt;
  events.emit('engagements:reconciliation:finished', { source, outcome, reason, ...counts, late, milliseconds });
  return outcome;
}

/** What the list says, by the rules for an update. Throws ListFault. */
function checked(
  some: readonly Partial<Engagement>[],
  source: string,
  { owner, reserved }: Pick<ReconcileParts, 'owner' | 'reserved'>,
): Engagement[] {
  const engagements = some.map((each) => ({ ...(each as Engagement), owner }));
  if (engagements.some(({ sourceSystem }) => sourceSystem !== source))
    throw new ListFault('The list holds engagements of another source system.');
  try {
    const changes = new Map(engagements.map((engagement) => [JSON.stringify(engagement), engagement]));
    demandValid(
      [...changes.values()].map((engagement) => ({ deleteFlag: false, engagement })),
      reserved,
    );
  } catch (thrown) {
    if (thrown instanceof EngagementFault) throw new ListFault(thrown.detail ?? thrown.fault);
    throw thrown;
  }
  return engagements.filter(({ registeredResidentIdentification: number }) => isIndexed(number));
}

function told(thrown: unknown, signal: AbortSignal): { readonly outcome: Outcome; readonly reason: string } {
  if (thrown instanceof ListFault) return { outcome: 'refused', reason: thrown.message };
  if (signal.aborted) return { outcome: 'failed', reason: 'It was stopped with the process.' };
  if (thrown instanceof SourceFailure)
    return { outcome: 'failed', reason: `The source does not answer: ${thrown.reason}.` };
  return { outcome: 'failed', reason: placeOf(thrown) };
}

async function* slices<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let slice: Item[] = [];
  for await (const item of items) {
    slice.push(item);
    if (slice.length < size) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}
