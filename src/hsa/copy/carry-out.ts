import type { DirectoryCopyConfig } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { mappingVersion } from '../mapping.ts';
import type { CopyState, Generation } from './generation.ts';
import type { Generations } from './generations/store.ts';
import { heldBack, isEmpty } from './guard.ts';
import type { Hand, News } from './hand/store.ts';
import type { Reader } from './reader.ts';
import { createTally, type Report } from './report.ts';
import { createWriter, type GenerationWriter } from './writer.ts';

/** What came of reading the origin. `unchanged`: it is as the copy. */
export interface Outcome {
  readonly generation: number;
  readonly state: 'active' | 'held' | 'unchanged';
  readonly report: Report;
}

const dayMs = 24 * 3_600_000;

interface Work {
  readonly hand: Hand;
  readonly generations: Pick<Generations, 'state' | 'find' | 'unseen'>;
  readonly reader: Reader;
  readonly config: Pick<DirectoryCopyConfig, 'guard' | 'namesMinutes'>;
  readonly events: Events;
  readonly now: () => number;
}

/** Reads everything. Throws `DIRECTORY_UNAVAILABLE`, and then nothing has changed; `DIRECTORY_COPY_BUSY`. */
export function importAll(work: Work): Promise<Outcome> {
  return carryOut(work, 'import', async (writer) => {
    const cursor = await work.reader.all(writer.take);
    await writer.endTheRest();
    return { cursor, namesRead: true };
  });
}

/** Asks for changes alone where the origin can tell them and the copy is of that origin; else as {@link importAll}. */
export async function sync(work: Work): Promise<Outcome> {
  const { hand, reader, config } = work;
  const { state, inForce } = await current(work);
  const { changes } = reader;
  const { cursor } = state;
  const isOfThis = inForce?.origin === reader.origin && inForce.mapping === mappingVersion;
  if (cursor === undefined || !isOfThis) return importAll(work);
  if (!changes) {
    const readAt = new Date(work.now());
    const seen = await reader.look?.(cursor);
    if (seen?.version !== cursor) return importAll(work);
    await hand.stillCurrent({ kind: 'sync', asOf: earlier(seen.asOf, readAt), readAt, cursor, namesRead: false });
    const nothing = createTally().report(await hand.counts());
    return { generation: inForce.id, state: 'unchanged', report: { ...nothing, held: [] } };
  }
  return carryOut(work, 'sync', async (writer) => {
    const next = await changes.since(cursor, writer.take);
    const namesAt = state.namesAt === undefined ? 0 : Date.parse(state.namesAt);
    const namesRead = writer.mayHaveMoved || work.now() - namesAt >= config.namesMinutes * 60_000;
    if (namesRead) {
      await changes.names(async (dns) => {
        const unknown = await writer.seen(dns);
        if (unknown.length > 0) await changes.entries(unknown, writer.take);
      });
      await writer.endTheRest();
    } else await writer.endOmitted();
    return { cursor: next, namesRead };
  });
}

async function carryOut(
  work: Work,
  kind: Generation['kind'],
  read: (writer: GenerationWriter) => Promise<Pick<News, 'cursor' | 'namesRead'>>,
): Promise<Outcome> {
  const { hand, generations, reader, config, events, now } = work;
  const { state, inForce } = await current(work);
  const started = performance.now();
  const readAt = new Date(now());
  const seen = await reader.look?.(undefined);
  // A file that nobody writes any more grows old, however often it is looked at.
  const originAsOf = seen ? earlier(seen.asOf, readAt) : readAt;
  const { origin, covers } = reader;
  const generation = await hand.begin({ kind, origin, covers });
  const before = await hand.counts();
  const readsOtherwise = inForce !== undefined && inForce.mapping !== mappingVersion;
  const writer = createWriter({ hand, generation, at: readAt.toISOString(), readsOtherwise, events });
  try {
    const found = await read(writer);
    const changes = writer.tally.report(before);
    if (isEmpty(changes)) throw new BridgeError('DIRECTORY_UNAVAILABLE', `${origin} holds no object.`);
    const earlierOnes = await generations.unseen(new Date(readAt.getTime() - dayMs));
    const report: Report = { ...changes, held: heldBack(changes, earlierOnes, config.guard) };
    // What is gone shows in the names alone.
    const asOf = found.namesRead ? originAsOf : earlier(originAsOf, new Date(state.namesAt ?? 0));
    const news = { asOf, readAt, ...found, report };
    const done = (state: Outcome['state']): Outcome => {
      events.emit('directory:copy:read', { kind, generation, state, milliseconds: performance.now() - started });
      return { generation, state, report };
    };
    if (report.held.length > 0) {
      await hand.hold(generation, news);
      events.emit('directory:copy:held', { generation, reasons: report.held.join(' ') });
      return done('held');
    }
    if (isSame(changes) && inForce?.covers === covers && !readsOtherwise) {
      await hand.takeBack(generation);
      await hand.stillCurrent({ kind, ...news });
      return done('unchanged');
    }
    await hand.activate(generation, news);
    return done('active');
  } catch (cause) {
    // Whoever works on the copy next takes it back, where the store is gone now.
    await hand.takeBack(generation).catch(() => undefined);
    throw cause;
  }
}

async function current({ generations }: Work): Promise<{ state: CopyState; inForce: Generation | undefined }> {
  const state = await generations.state();
  return { state, inForce: state.active === undefined ? undefined : await generations.find(state.active) };
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function isSame({ added, changed, moved, removed }: Omit<Report, 'held'>): boolean {
  return [added, changed, moved, removed].every((counts) => Object.values(counts).every((count) => count === 0));
}
