import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heldBack } from '../../../src/hsa/copy/guard.ts';
import type { Changes, Reader } from '../../../src/hsa/copy/reader.ts';
import { noCounts } from '../../../src/hsa/copy/report.ts';
import { createEntry } from '../../../src/hsa/entry.ts';
import { mapEntry } from '../../../src/hsa/mapping.ts';
import type { DirectoryObject } from '../../../src/hsa/model.ts';
import { startPostgres } from '../../support/postgres.ts';
import { type Copy, empty, openCopy } from './copies.ts';

/** One thing of an invented directory: at most one in a place, its HSA-id apart from that. */
interface Thing {
  readonly place: number;
  readonly id: number;
  readonly name: string;
  readonly kind: 'unit' | 'person' | 'commission';
}

function objectOf({ place, id, name, kind }: Thing): DirectoryObject {
  const rdn = kind === 'unit' ? `ou=Plats ${place}` : `cn=Plats ${place}`;
  const objectClass = { unit: 'organizationalUnit', person: 'person', commission: 'hsaCommission' }[kind];
  const mapped = mapEntry(
    createEntry(`${rdn},o=Region,c=SE`, [
      ['objectClass', objectClass],
      ['hsaIdentity', `SE2321000230-DEMO${id}`],
      [kind === 'unit' ? 'ou' : 'cn', name],
      ['sn', name],
      ['fullName', name],
      ['hsaCommissionPurpose', 'Administration'],
      ['hsaCommissionMember', `SE2321000230-DEMO${id + 1};;`],
    ]),
  );
  if (!('object' in mapped)) throw new Error('It is no object.');
  return mapped.object;
}

/** A directory that can be asked for changes, as an LDAP server can: it tells what has come or changed, not what is gone. */
function readerOf(things: readonly Thing[], before: readonly Thing[] = []): Reader {
  const objects = things.map(objectOf);
  const old = new Set(before.map((thing) => JSON.stringify(objectOf(thing))));
  const read = (some: readonly DirectoryObject[]) => some.map((object) => ({ object }));
  const changes: Changes = {
    async since(_cursor, take) {
      await take(read(objects.filter((object) => !old.has(JSON.stringify(object)))));
      return 'later';
    },
    names: (take) => take(objects.map(({ dn }) => dn)),
    entries: (dns, take) => take(read(objects.filter(({ dn }) => dns.includes(dn)))),
  };
  return {
    origin: 'invented',
    covers: 'everything',
    async all(take) {
      await take(read(objects));
      return 'from here';
    },
    changes,
  };
}

const thing = (place: number, more: Partial<Thing> = {}): Thing => ({
  place,
  id: place,
  name: `Namn ${place}`,
  kind: 'unit',
  ...more,
});
const hour = 3_600_000;
/** What is in force, without when anything vanished. */
async function contents({ store }: Copy): Promise<readonly string[]> {
  const { rows } = await store.pool.query<{ object: DirectoryObject }>(
    'SELECT object FROM bridge.directory_object WHERE until IS NULL',
  );
  return rows.map(({ object: { vanishedAt, ...object } }) => JSON.stringify([vanishedAt !== undefined, object])).sort();
}

const directories = fc
  .uniqueArray(
    fc.record({
      place: fc.integer({ min: 0, max: 7 }),
      id: fc.integer({ min: 0, max: 9 }),
      name: fc.constantFrom('Ett', 'Två'),
      kind: fc.constantFrom('unit' as const, 'person' as const, 'commission' as const),
    }),
    { selector: ({ place }) => place, minLength: 1, maxLength: 8 },
  )
  // One HSA-id belongs to one object.
  .map((things) => [...new Map(things.map((one) => [one.id, one])).values()]);

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
const engines = postgres ? ['embedded', 'postgres'] : ['embedded'];
const databaseOf = (engine: string) => (engine === 'postgres' ? postgres?.newDatabase() : undefined);

describe.each(engines)('changes of the copy (%s)', (engine) => {
  let copy: Copy;
  beforeAll(async () => {
    copy = await openCopy(await databaseOf(engine));
  });
  afterAll(() => copy.close());
  beforeEach(() => empty(copy));

  it('is after any change what it would be if everything had been read anew', async () => {
    await fc.assert(
      fc.asyncProperty(directories, directories, async (before, after) => {
        await empty(copy);
        await copy.import(readerOf(before));
        await copy.import(readerOf(after));
        const anew = await contents(copy);
        await empty(copy);
        await copy.import(readerOf(before));
        copy.later(2 * hour);
        await copy.sync(readerOf(after, before));
        expect(await contents(copy)).toEqual(anew);
        // And all that the directory has now is found, as it has it.
        for (const object of after.map(objectOf))
          expect((await copy.source.byHsaId(object.hsaId)).map((found) => found.dn)).toEqual([object.dn]);
      }),
      { numRuns: engine === 'embedded' ? 12 : 4 },
    );
  });

  it('takes in what is new, changed and gone, and writes nothing else', async () => {
    const before = [thing(1), thing(2), thing(3), thing(4, { kind: 'person' })];
    await copy.import(readerOf(before));
    copy.later(2 * hour);
    const after = [thing(1), thing(2, { name: 'Nytt' }), thing(5)];
    const { state, report } = await copy.sync(readerOf(after, before));
    expect(state).toBe('active');
    expect(report).toMatchObject({
      added: { unit: 1, person: 0 },
      changed: { unit: 1 },
      removed: { unit: 1, person: 1 },
      notable: [{ what: 'unit-vanished', hsaId: 'SE2321000230-DEMO3' }],
    });
    expect((await copy.sync(readerOf(after, after))).state).toBe('unchanged');
  });

  it('keeps a unit that vanished as an archived one, with when, until it is there again', async () => {
    await copy.import(readerOf([thing(1), thing(2)]));
    await copy.import(readerOf([thing(1)]));
    const [gone] = await copy.source.byHsaId('SE2321000230-DEMO2');
    expect(gone).toMatchObject({ archived: true, vanishedAt: expect.stringMatching(/^2026-06-/), name: 'Namn 2' });
    expect((await copy.source.units(10)).items.map(({ hsaId }) => hsaId)).toEqual(['SE2321000230-DEMO1']);
    await copy.import(readerOf([thing(1), thing(7, { id: 2 })]));
    expect(await copy.source.byHsaId('SE2321000230-DEMO2')).toMatchObject([{ archived: false }]);
  });

  it('sees a unit that has moved as the same', async () => {
    const before = [thing(1), thing(2)];
    await copy.import(readerOf(before));
    const moved = [thing(1), thing(8, { id: 2 })];
    const { report } = await copy.sync(readerOf(moved, before));
    expect(report).toMatchObject({ moved: { unit: 1 }, added: { unit: 0 }, removed: { unit: 0 } });
    expect(await copy.source.byHsaId('SE2321000230-DEMO2')).toMatchObject([{ dn: 'ou=Plats 8,o=Region,c=SE' }]);
  });

  it('leaves what was in force when reading breaks off, and the next one clears up', async () => {
    await copy.import(readerOf([thing(1), thing(2)]));
    const breaking: Reader = {
      origin: 'invented',
      covers: 'everything',
      async all(take) {
        await take([{ object: objectOf(thing(1, { name: 'Halvt' })) }, { object: objectOf(thing(9)) }]);
        throw new Error('killed');
      },
    };
    await expect(copy.import(breaking)).rejects.toThrow('killed');
    expect(await copy.source.byHsaId('SE2321000230-DEMO1')).toMatchObject([{ name: 'Namn 1' }]);
    // One that is killed does not even take back what it wrote; its hold on the copy ends by itself.
    await copy.generations.exclusively(async (hand) => {
      const generation = await hand.begin({ kind: 'import', origin: 'invented', covers: 'everything' });
      const known = await hand.remaining(generation, 0, 10);
      await hand.write(
        generation,
        known.map(({ id }) => id),
        [],
      );
    });
    expect((await copy.source.units(10)).items).toHaveLength(2);
    const { report } = await copy.import(readerOf([thing(1), thing(2), thing(3)]));
    expect(report).toMatchObject({ added: { unit: 1 }, removed: { unit: 0 } });
    expect((await copy.generations.list(10)).map(({ state }) => state)).toEqual(['active', 'replaced']);
  });

  it('is worked on by one at a time', async () => {
    await copy.generations.exclusively(async () => {
      await expect(copy.import(readerOf([thing(1)]))).rejects.toMatchObject({ code: 'DIRECTORY_COPY_BUSY' });
    });
  });

  it('refuses a directory in which there is nothing', async () => {
    await expect(copy.import(readerOf([]))).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
    await expect(copy.source.byHsaId('SE2321000230-DEMO1')).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  });
});

describe.each(engines)('the guard (%s)', (engine) => {
  let copy: Copy;
  beforeAll(async () => {
    copy = await openCopy(await databaseOf(engine), {
      units: { percent: 30, objects: 5 },
      people: { percent: 5, objects: 5 },
    });
  });
  afterAll(() => copy.close());
  const ten = Array.from({ length: 10 }, (_, nr) => thing(nr));
  const decide = async (id: number, verdict: 'approve' | 'reject') => {
    const held = await copy.generations.find(id);
    if (!held) throw new Error('It is gone.');
    await copy.generations.exclusively((hand) => hand[verdict](held, 'SE2321000230-DEMOCHEF', 'Efter samtal.'));
  };

  it('holds back what is too much until somebody approves it, and takes back what she rejects', async () => {
    await copy.import(readerOf(ten));
    const half = ten.slice(0, 5);
    const first = await copy.import(readerOf(half));
    expect(first).toMatchObject({ state: 'held', report: { removed: { unit: 5 } } });
    expect((await copy.source.units(20)).items).toHaveLength(10);
    await decide(first.generation, 'reject');
    expect((await copy.source.units(20)).items).toHaveLength(10);
    await expect(decide(first.generation, 'approve')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const second = await copy.import(readerOf(half));
    await decide(second.generation, 'approve');
    expect((await copy.source.units(20)).items).toHaveLength(5);
    expect(await copy.generations.find(second.generation)).toMatchObject({
      state: 'active',
      decidedBy: 'SE2321000230-DEMOCHEF',
    });
  });

  const report = ({ before = 100, ...changes }: Record<string, number>, kind: 'unit' | 'commission' = 'unit') => {
    const counts = (count = 0) => ({ ...noCounts(), [kind]: count });
    const { added, changed, moved, removed, granted = 0 } = changes;
    const each = { added: counts(added), changed: counts(changed), moved: counts(moved), removed: counts(removed) };
    return { before: counts(before), ...each, granted };
  };
  const share = { percent: 30, objects: 300 };
  const limits = { units: share, people: share };

  it.each([
    [{ changed: 30 }, 0],
    [{ changed: 31 }, 1],
    [{ removed: 16, moved: 15 }, 1],
    [{ removed: 301, before: 10_000 }, 1],
    [{ removed: 301, before: 1_000 }, 2],
    [{ added: 10_000 }, 0],
    [{ removed: 5, before: 0 }, 0],
  ])('of %j gives %d reasons', (changes: Record<string, number>, reasons) => {
    expect(heldBack(report(changes), [], limits)).toHaveLength(reasons);
  });

  it('counts what gives somebody something, and what the same day has brought before', () => {
    expect(heldBack(report({ added: 15, granted: 15 }, 'commission'), [], limits)).toEqual([]);
    expect(heldBack(report({ added: 15, granted: 16 }, 'commission'), [], limits)).toHaveLength(1);
    const first = report({ before: 0, added: 10_000, granted: 10_000 }, 'commission');
    const earlier = [first, report({ changed: 20 }), report({ changed: 20 }, 'commission')];
    expect(heldBack(report({ changed: 10 }), earlier, limits)).toEqual([]);
    expect(heldBack(report({ changed: 11 }), earlier, limits)).toEqual([
      '31 of 100 organizations, units and functions are changed or gone within a day; 30 % may be.',
    ]);
  });

  it('sums up what came in small pieces, until a day has passed or somebody has looked', async () => {
    const renamed = (count: number, name: string) => ten.map((one, nr) => (nr < count ? { ...one, name } : one));
    await empty(copy);
    await copy.import(readerOf(ten));
    copy.later(hour);
    expect((await copy.import(readerOf(renamed(2, 'Ett')))).state).toBe('active');
    copy.later(hour);
    const held = await copy.import(readerOf(renamed(2, 'Två')));
    expect(held).toMatchObject({
      state: 'held',
      report: { held: [expect.stringMatching(/^4 of 10 .* within a day/)] },
    });
    await decide(held.generation, 'approve');
    copy.later(hour);
    expect((await copy.import(readerOf(renamed(3, 'Två')))).state).toBe('active');
    copy.later(24 * hour + 1);
    expect((await copy.import(readerOf(renamed(3, 'Tre')))).state).toBe('active');
  });

  it('counts whom assignments are given to', async () => {
    await empty(copy);
    const people = Array.from({ length: 60 }, (_, nr) => thing(nr, { kind: 'person' }));
    const assignment = thing(60, { id: 70, kind: 'commission' });
    await copy.import(readerOf([...people, assignment]));
    const { report } = await copy.import(readerOf([...people, { ...assignment, id: 71 }]));
    // With its HSA-id its one member is another.
    expect(report).toMatchObject({ changed: { commission: 1 }, granted: 1 });
    const moved = await copy.import(readerOf([...people, { ...assignment, id: 71, place: 61 }]));
    expect(moved.report).toMatchObject({ moved: { commission: 1 }, added: { commission: 0 }, granted: 0 });
  });

  it('does not count what only another release reads of it', async () => {
    await empty(copy);
    await copy.import(readerOf(ten));
    // As a release made it that knew nothing of opening hours.
    await copy.store.pool.query(`
      UPDATE bridge.directory_object SET hash = '\\x00', object = (object::jsonb - 'openingHours' #- '{contact,web}')::json`);
    await copy.store.pool.query('UPDATE bridge.directory_generation SET mapping = 0');
    const after = ten.map((one, nr) => (nr < 1 ? { ...one, name: 'Nytt' } : one));
    const outcome = await copy.sync(readerOf(after, after));
    expect(outcome).toMatchObject({ state: 'active', report: { changed: { unit: 1 }, held: [] } });
    expect(await copy.source.byHsaId('SE2321000230-DEMO5')).toMatchObject([{ openingHours: [] }]);
    expect((await copy.sync(readerOf(after, after))).state).toBe('unchanged');
  });
});
