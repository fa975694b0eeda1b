import { beforeAll, describe, expect, it } from 'vitest';
import { BridgeError } from '../../../../src/errors.ts';
import { createEvents } from '../../../../src/events.ts';
import { points, search } from '../../../../src/faces/portal-api/directory/search.ts';
import { shownPerson } from '../../../../src/faces/portal-api/directory/shown-person.ts';
import { shownUnit } from '../../../../src/faces/portal-api/directory/shown-unit.ts';
import type { DirectorySearch, Hits } from '../../../../src/faces/portal-api/shapes/directory.ts';
import { createDirectory, type Directory } from '../../../../src/hsa/index.ts';

const north = (id: string) => `SE2321000230-DEMO${id}`;
const west = (id: string) => `SE2321000222-DEMO${id}`;
const south = (id: string) => `SE2321000206-DEMO${id}`;
const now = new Date('2026-03-02T12:00:00Z');

let directory: Directory;
beforeAll(async () => {
  directory = await createDirectory(
    { url: 'file:config/hsa/demo.ldif', baseDn: 'c=SE', timeoutMs: 1_000 },
    createEvents(),
  );
});

async function hits(
  text: string,
  asked: Omit<DirectorySearch, 'text'> = {},
  audience: 'colleagues' | 'anyone' = 'colleagues',
) {
  const found = await search(directory, audience, { text, ...asked }, now);
  if (found.kind !== 'hits') throw new Error(`${text} was refused`);
  return found;
}
const idsOf = (found: Hits) => found.hits.map(({ hsaId }) => hsaId);

describe('the search', () => {
  it('finds units and people together, the best first', async () => {
    expect(idsOf(await hits('isbrytarens'))[0]).toBe(north('HC1'));
    expect(idsOf(await hits('fjardstrandens'))).toEqual([south('HC2')]);
    expect(idsOf(await hits('ylva demoström'))).toEqual([north('LAKARE')]);
    const kinds = new Set((await hits('strand')).hits.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['unit', 'person']));
  });

  it('gives what to ring at once', async () => {
    const [unit] = (await hits('Isbrytarens hälsocentral', { kind: 'unit' })).hits;
    expect(unit).toMatchObject({ phones: [expect.stringMatching(/^\+46/), '1177'], organization: 'Region Norrbotten' });
    const [person] = (await hits('Ylva Demoström')).hits;
    expect(person).toMatchObject({ kind: 'person', title: 'Läkare', phones: [expect.stringMatching(/^\+46/)] });
  });

  it('keeps to a kind, a county and a form of care', async () => {
    const all = await hits('hälsocentral', { kind: 'unit' });
    const each = await Promise.all(
      (['25', '24', '22'] as const).map((county) => hits('hälsocentral', { kind: 'unit', county })),
    );
    expect(each.map(({ total }) => total)).not.toContain(0);
    expect(each.reduce((sum, { total }) => sum + total, 0)).toBe(all.total);
    const home = await hits('', { kind: 'unit', careType: '03' });
    expect(home.hits.map(({ name }) => name)).toEqual(expect.arrayContaining(['Hemsjukvården Kiruna centrum']));
    expect(home.hits.every(({ name }) => /^(Hemsjukvård|Kommunal)/.test(name))).toBe(true);
    expect(
      (await hits('demo', { kind: 'person', county: '22' })).hits.every(({ hsaId }) =>
        hsaId.startsWith('SE2321000206'),
      ),
    ).toBe(true);
  });

  it('gives every unit for no text, page by page, and nobody', async () => {
    const first = await hits('');
    expect(first.pages).toBeGreaterThan(2);
    const pages = await Promise.all(Array.from({ length: first.pages }, (_, at) => hits('', { page: at + 1 })));
    const ids = pages.flatMap(idsOf);
    expect(ids.length).toBe(first.total);
    expect(new Set(ids).size).toBe(first.total);
    expect(pages.flatMap(({ hits }) => hits).every(({ kind }) => kind === 'unit')).toBe(true);
    expect((await hits('', { page: 900 })).hits).toEqual([]);
  });

  it('does not look for patients', async () => {
    for (const audience of ['colleagues', 'anyone'] as const) {
      expect(await search(directory, audience, { text: '19121212-1212' }, now)).toEqual({ kind: 'personal-number' });
      expect(await points(directory, audience, { text: '191212121212' }, now)).toEqual({ kind: 'personal-number' });
    }
  });

  it('finds what is closed by its HSA-id alone, and says so', async () => {
    expect((await hits('Granbarrets')).total).toBe(0);
    expect((await hits(north('ARKIVHC').toLowerCase())).hits).toMatchObject([
      { hsaId: north('ARKIVHC'), closed: true },
    ]);
    expect(await shownUnit(directory, 'colleagues', north('ARKIVHC'), now)).toMatchObject({
      closed: true,
      closedFrom: '2019-06-30T22:00:00.000Z',
    });
  });
});

describe('people with protected identity', () => {
  it('are not found by any way', async () => {
    for (const text of ['Kanariedemo', 'Siriusvega Kanariedemo', west('SKYDDAD'), 'kanariedemo umeå'])
      expect((await hits(text)).hits, text).toEqual([]);
    expect(await shownPerson(directory, west('SKYDDAD'), now)).toBeUndefined();
    // She is the head of this unit.
    const led = await shownUnit(directory, 'colleagues', west('MED'), now);
    expect(led).toMatchObject({ name: 'Medicincentrum Björklövet', manager: undefined });
    expect(JSON.stringify(led)).not.toMatch(/Kanariedemo|SKYDDAD/);
  });

  it('and neither are fictitious ones, nor who is none', async () => {
    for (const hsaId of [south('FINGERAD'), north('NOBODY'), north('MED'), 'x', '*'])
      expect(await shownPerson(directory, hsaId, now)).toBeUndefined();
  });
});

describe('a unit', () => {
  it('stands in its organisation: what is above and below, care unit and provider, and who leads it', async () => {
    const unit = await shownUnit(directory, 'colleagues', north('MED'), now);
    expect(unit).toMatchObject({
      above: [{ hsaId: north('SJH') }, { hsaId: north('VG'), name: 'Region Norrbotten' }],
      below: [{ name: 'Medicinavdelning 51 Norrskenet' }, { name: 'Medicinmottagningen Norrskenet' }],
      careUnit: { hsaId: north('MED') },
      careProvider: { hsaId: north('VG') },
      manager: { hsaId: north('P023') },
      internalPhones: [expect.any(String)],
      closed: false,
      stale: false,
    });
    expect(await shownUnit(directory, 'colleagues', west('HC1'), now)).toMatchObject({
      functions: [{ name: 'Tidbokningen Forsnacken', phones: ['1177'] }],
    });
  });

  it('is told of as far as the catalogue is of one mind', async () => {
    expect(await shownUnit(directory, 'colleagues', south('DIALYS'), now)).toMatchObject({ careUnit: undefined });
  });

  it('is no person, system or nothing', async () => {
    for (const hsaId of [north('LAKARE'), north('VAS'), north('NOBODY'), ''])
      expect(await shownUnit(directory, 'colleagues', hsaId, now)).toBeUndefined();
  });
});

describe('a person', () => {
  it('has a title, a profession, a number for colleagues, and works where her assignments are', async () => {
    expect(await shownPerson(directory, north('LAKARE'), now)).toMatchObject({
      name: 'Ylva Demoström',
      licences: ['Läkare'],
      internalPhones: [expect.any(String)],
      units: expect.arrayContaining([
        { hsaId: north('MED'), name: 'Medicinkliniken Norrskenets sjukhus' },
        { hsaId: north('HC1'), name: 'Isbrytarens hälsocentral' },
      ]),
    });
    const { units } = (await shownPerson(directory, north('LAKARE'), now)) ?? { units: [] };
    expect(new Set(units.map(({ hsaId }) => hsaId)).size).toBe(units.length);
  });
});

describe('anyone, where the directory is public', () => {
  it('finds no people, and no unit that is not marked for the internet', async () => {
    expect(await hits('Ylva', {}, 'anyone')).toMatchObject({ total: 0, peopleMissing: false });
    expect(await hits('Ylva', { kind: 'person' }, 'anyone')).toMatchObject({ total: 0 });
    expect((await hits('Hjärtsviktsteamet')).total).toBe(1);
    expect((await hits('Hjärtsviktsteamet', {}, 'anyone')).total).toBe(0);
    expect((await hits(north('MEDTEAM'), {}, 'anyone')).total).toBe(0);
    expect(await shownUnit(directory, 'anyone', north('MEDTEAM'), now)).toBeUndefined();
    expect(await shownUnit(directory, 'anyone', north('ARKIVHC'), now)).toBeUndefined();
    expect(await shownUnit(directory, 'anyone', north('MEDAVD'), now)).toMatchObject({ below: [] });
  });

  it('sees of a unit neither internal numbers nor who leads it', async () => {
    expect(await shownUnit(directory, 'anyone', north('MED'), now)).toMatchObject({
      phones: [expect.any(String)],
      internalPhones: [],
      manager: undefined,
    });
  });
});

describe('a directory that does not answer', () => {
  const down = {
    ...({} as Directory),
    search: async () => {
      throw new BridgeError('DIRECTORY_UNAVAILABLE');
    },
  };

  it('still gives the units that are kept, and says that people are missing and how old it is', async () => {
    const half: Directory = {
      ...directory,
      ...down,
      units: async () => ({ ...(await directory.units()), stale: true, asOf: '2026-03-02T06:00:00.000Z' }),
    };
    expect(await search(half, 'colleagues', { text: 'Isbrytarens' }, now)).toMatchObject({
      hits: [{ hsaId: north('HC1') }],
      peopleMissing: true,
      stale: true,
      asOf: '2026-03-02T06:00:00.000Z',
    });
    const people = search(half, 'colleagues', { text: 'Ylva', kind: 'person' }, now);
    await expect(people).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  });
});
