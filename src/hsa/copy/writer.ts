import type { Events } from '../../events.ts';
import { type DirectoryObject, isUnit, type Unit } from '../model.ts';
import type { Hand, Known } from './hand/store.ts';
import { createIdSet } from './id-set.ts';
import type { Read } from './reader.ts';
import { createTally, gained, isSameAsFarAsRead, type Tally, turning, vanishing } from './report.ts';
import { keyOf, type Row, toRow, vanished } from './row.ts';

/** Writes what is read of the origin as one generation. What is the same as before costs nothing but looking. */
export interface GenerationWriter {
  readonly tally: Tally;
  take(batch: readonly Read[]): Promise<void>;
  /** Those names are there; gives those of which nothing is known. */
  seen(dns: readonly string[]): Promise<readonly string[]>;
  /** Whether an HSA-id was met in a place where it was not before: it may be gone from the old one. */
  readonly mayHaveMoved: boolean;
  /** Ends what was neither taken nor seen. */
  endTheRest(): Promise<void>;
  /** Ends what was taken as no object any more, and nothing else. */
  endOmitted(): Promise<void>;
}

const pageSize = 2_000;

interface WriterParts {
  readonly hand: Hand;
  readonly generation: number;
  /** When reading began: what is gone has vanished by then. */
  readonly at: string;
  /** More or less of each entry is read than for what is in force. */
  readonly readsOtherwise: boolean;
  readonly events: Events;
}

export function createWriter({ hand, generation, at, readsOtherwise, events }: WriterParts): GenerationWriter {
  const tally = createTally();
  const present = createIdSet();
  const noObjects = new Map<number, Known>();
  let mayHaveMoved = false;

  async function takeObjects(objects: readonly DirectoryObject[]): Promise<void> {
    const rows = new Map<string, { readonly row: Row; readonly object: DirectoryObject }>();
    for (const object of objects) {
      const row = toRow(object);
      if (rows.has(row.key)) duplicate(object.hsaId);
      else rows.set(row.key, { row, object });
    }
    const known = await hand.known([...rows.keys()]);
    const [ended, written, added]: [number[], Row[], DirectoryObject[]] = [[], [], []];
    const altered = new Map<number, DirectoryObject>();
    for (const [key, { row, object }] of rows) {
      const before = known.get(key);
      if (before && (before.since === generation || present.has(before.id))) {
        duplicate(object.hsaId);
        continue;
      }
      if (before) present.add(before.id);
      if (before?.hash === row.hash) continue;
      if (before) ended.push(before.id);
      written.push(row);
      if (before && !before.vanished) altered.set(before.id, object);
      else added.push(object);
    }
    await noteAdded(added);
    await noteAltered(altered);
    await hand.write(generation, ended, written);
  }

  function duplicate(hsaId: string): void {
    tally.duplicates += 1;
    events.emit('directory:entry:omitted', { hsaId, reason: 'the distinguished name stands there twice' });
  }

  /** An assignment in another place gives what it gave before. */
  async function noteAdded(objects: readonly DirectoryObject[]): Promise<void> {
    if (objects.length === 0) return;
    const others = await hand.withHsaIds(objects.map(({ hsaId }) => hsaId));
    const elsewhere = others.filter(({ id, since }) => since !== generation && !present.has(id));
    if (elsewhere.length > 0) mayHaveMoved = true;
    const commissions = elsewhere.filter(({ kind }) => kind === 'commission');
    const told = commissions.length > 0 ? await hand.objects(commissions.map(({ id }) => id)) : new Map();
    const before = new Map(commissions.map(({ hsaId, id }) => [hsaId, told.get(id)]));
    for (const object of objects) {
      tally.added[object.kind] += 1;
      tally.granted += gained(before.get(object.hsaId), object);
    }
  }

  async function noteAltered(altered: ReadonlyMap<number, DirectoryObject>): Promise<void> {
    const isLookedAt = (object: DirectoryObject) => readsOtherwise || isUnit(object) || object.kind === 'commission';
    const ids = [...altered].filter(([, object]) => isLookedAt(object)).map(([id]) => id);
    const before = ids.length > 0 ? await hand.objects(ids) : new Map<number, DirectoryObject>();
    for (const [id, object] of altered) {
      const old = before.get(id);
      if (!(readsOtherwise && old && isSameAsFarAsRead(old, object))) tally.changed[object.kind] += 1;
      tally.granted += gained(old, object);
      if (old) turning(old, object).forEach(tally.note);
    }
  }

  /** Units stay as archived ones, unless their HSA-id lives on in another place. */
  async function end(gone: readonly Known[]): Promise<void> {
    if (gone.length === 0) return;
    const others = await hand.withHsaIds(gone.map(({ hsaId }) => hsaId));
    const living = new Set(
      others
        .filter(({ id, since, vanished }) => !vanished && (since === generation || present.has(id)))
        .map(({ hsaId }) => hsaId),
    );
    const told = await hand.objects(gone.filter(({ vanished }) => !vanished).map(({ id }) => id));
    const [ended, rows]: [number[], Row[]] = [[], []];
    for (const each of gone) {
      const lives = living.has(each.hsaId);
      if (each.vanished) {
        if (lives) ended.push(each.id);
        continue;
      }
      ended.push(each.id);
      if (lives) {
        tally.moved[each.kind] += 1;
        tally.added[each.kind] = Math.max(0, tally.added[each.kind] - 1);
        continue;
      }
      tally.removed[each.kind] += 1;
      const object = told.get(each.id);
      const notable = object && vanishing(object);
      if (notable) tally.note(notable);
      if (object && isUnit(object)) rows.push(toRow(vanished(object as Unit, at)));
    }
    await hand.write(generation, ended, rows);
  }

  return {
    tally,
    get mayHaveMoved() {
      return mayHaveMoved;
    },
    async take(batch) {
      const omitted = batch.flatMap((read) => ('omitted' in read ? [read.omitted] : []));
      for (const { hsaId, reason } of omitted) events.emit('directory:entry:omitted', { hsaId, reason });
      tally.omitted += omitted.length;
      const objects = batch.flatMap((read) => ('object' in read ? [read.object] : []));
      if (objects.length > 0) await takeObjects(objects);
      if (omitted.length === 0) return;
      const were = await hand.known(omitted.map(({ dn }) => keyOf(dn)));
      for (const known of were.values()) if (known.since < generation) noObjects.set(known.id, known);
    },
    async seen(dns) {
      const keys = new Map(dns.map((dn) => [keyOf(dn), dn]));
      const known = await hand.known([...keys.keys()]);
      for (const { id } of known.values()) if (!noObjects.has(id)) present.add(id);
      const unknown = [...keys].filter(([key]) => !known.has(key) || known.get(key)?.vanished);
      return unknown.map(([, dn]) => dn);
    },
    async endTheRest() {
      for (let after = 0; ; ) {
        const page = await hand.remaining(generation, after, pageSize);
        const last = page.at(-1);
        if (!last) return;
        after = last.id;
        await end(page.filter(({ id }) => !present.has(id)));
      }
    },
    async endOmitted() {
      await end([...noObjects.values()].filter(({ id }) => !present.has(id)));
    },
  };
}
