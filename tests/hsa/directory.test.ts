import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { createEvents } from '../../src/events.ts';
import { createCache, liveDirectoryPolicy } from '../../src/hsa/cache.ts';
import { directoryOver } from '../../src/hsa/directory.ts';
import { createDirectory, type Directory, loadLdifDirectory, protectedName } from '../../src/hsa/index.ts';
import type { DirectorySource } from '../../src/hsa/source.ts';
import { demoFile } from './source-conformance.ts';

const north = (id: string) => `SE2321000230-DEMO${id}`;
const west = (id: string) => `SE2321000222-DEMO${id}`;
const south = (id: string) => `SE2321000206-DEMO${id}`;
const config = { url: `file:${demoFile}`, baseDn: 'c=SE', timeoutMs: 1_000 };

describe('the care directory', () => {
  let directory: Directory;
  beforeAll(async () => {
    directory = await createDirectory(config, createEvents());
  });
  afterAll(() => directory.close());

  const place = async (hsaId: string) => {
    const { value } = await directory.unit(hsaId);
    if (!value) throw new Error(`${hsaId} is not there`);
    return value;
  };
  const held = async (hsaId: string, at?: string) => {
    const { value } = await directory.commissionsOf(hsaId, at ? new Date(at) : undefined);
    return {
      assignments: value.assignments.map(({ commission }) => commission.hsaId),
      omitted: value.omitted.map(({ commission, reason }) => [commission.hsaId, reason]),
    };
  };

  describe('where a unit belongs', () => {
    it('a care unit is its own care unit, and names its care provider', async () => {
      const { object, careUnit, careProvider } = await place(north('MED'));
      expect(careUnit).toEqual({ kind: 'found', value: object });
      expect(careProvider).toMatchObject({ kind: 'found', value: { hsaId: north('VG'), orgNo: '232100-0230' } });
    });

    it('a member deep in the tree belongs to the care unit that names it', async () => {
      const { careUnit, careProvider, parents } = await place('se2321000230-demomedteam');
      expect(careUnit).toMatchObject({ kind: 'found', value: { hsaId: north('MED') } });
      expect(careProvider).toMatchObject({ kind: 'found', value: { hsaId: north('VG') } });
      expect(parents.map((unit) => unit.hsaId)).toEqual([north('MEDAVD'), north('MED'), north('SJH'), north('VG')]);
    });

    it('a function may be a member too', async () => {
      const { value } = await directory.function(west('BOKA'));
      expect(value?.careUnit).toMatchObject({ kind: 'found', value: { hsaId: west('HC1') } });
    });

    it('a unit outside every care unit has none, and the care provider of the tree above it', async () => {
      const { careUnit, careProvider } = await place(south('SJH'));
      expect(careUnit).toEqual({ kind: 'none' });
      expect(careProvider).toMatchObject({ kind: 'found', value: { hsaId: south('VG') } });
    });

    it('a private care unit in the same county belongs to its own care provider', async () => {
      const answer = await directory.careProviderOf(north('PRIVHC'));
      expect(answer.value).toMatchObject({ kind: 'found', value: { hsaId: north('PRIV') } });
    });

    it('a unit that two care units claim is a logical error, never a guess', async () => {
      const { careUnit, careProvider } = await place(south('DIALYS'));
      expect(careUnit).toEqual({
        kind: 'logical-error',
        error: 'several-care-units',
        hsaIds: [south('MED'), south('HC1')],
      });
      expect(careProvider.kind).toBe('logical-error');
    });

    it('a care unit without care provider is a logical error though it stands below one', async () => {
      expect((await place(west('UTANVG'))).careProvider).toEqual({
        kind: 'logical-error',
        error: 'care-unit-without-provider',
        hsaIds: [west('UTANVG')],
      });
    });

    it('an archived unit resolves still', async () => {
      const { object, careProvider } = await place(north('ARKIVHC'));
      expect(object.archived).toBe(true);
      expect(object.period.to).toBe('2019-06-30T22:00:00.000Z');
      expect(careProvider).toMatchObject({ kind: 'found', value: { hsaId: north('ARKIV'), archived: true } });
    });

    it.each([north('INGEN'), north('LAKARE'), 'no HSA-id', ''])('%j is no unit', async (hsaId) => {
      expect((await directory.unit(hsaId)).value).toBeUndefined();
      expect((await directory.careProviderOf(hsaId)).value).toEqual({ kind: 'none' });
    });
  });

  describe('what a person holds', () => {
    it('the physician holds care at two care units', async () => {
      const { value } = await directory.commissionsOf(north('LAKARE'));
      const care = value.assignments.filter(({ commission }) => commission.purpose === 'Vård och behandling');
      expect(care.map(({ careUnit, careProvider }) => [careUnit?.hsaId, careProvider.hsaId])).toEqual([
        [north('MED'), north('VG')],
        [north('HC1'), north('VG')],
      ]);
      expect(care[0]?.commission.rights).toContainEqual({ activity: 'Läsa', informationClass: 'alla', scope: 'SJF' });
    });

    it('nobody, nothing and twelve', async () => {
      expect(await held(north('NOLL'))).toEqual({ assignments: [], omitted: [] });
      expect(await held(north('INGEN'))).toEqual({ assignments: [], omitted: [] });
      expect((await held(north('TOLV'))).assignments).toHaveLength(12);
    });

    it('an assignment ends at local midnight in summer time, to the second', async () => {
      const vob = north('MEDVOB');
      expect((await held(north('SLUTAD'), '2024-06-30T23:59:59+02:00')).assignments).toEqual([vob]);
      expect(await held(north('SLUTAD'), '2024-07-01T00:00:00+02:00')).toEqual({
        assignments: [],
        omitted: [[vob, 'not-current']],
      });
    });

    it('an assignment that begins later is not held yet', async () => {
      expect((await held(north('FRAMTID'))).omitted).toEqual([[north('MEDVOB'), 'not-current']]);
      expect((await held(north('FRAMTID'), '2099-01-01T00:00:00+01:00')).assignments).toEqual([north('MEDVOB')]);
    });

    it('purposes are read in any letter case, incomplete rights one by one dropped', async () => {
      const { value } = await directory.commissionsOf(north('DUBBEL'));
      const alerts = value.assignments.find(({ commission }) => commission.hsaId === north('MEDUPP'));
      expect(alerts?.commission.purpose).toBe('Vård och behandling');
      expect(alerts?.commission.rights).toEqual([{ activity: 'Läsa', informationClass: 'upp', scope: 'SJF' }]);
    });

    it('directly under the care provider there is no care unit', async () => {
      const { value } = await directory.commissionsOf(north('SAKERHET'));
      expect(value.assignments).toMatchObject([{ careUnit: undefined, careProvider: { hsaId: north('VG') } }]);
      expect((await directory.person(north('SAKERHET'))).value?.systemRoles).toEqual([
        { system: 'norrbryggan', role: 'security-officer' },
      ]);
    });

    it('what is incomplete, misplaced or archived gives nothing, and says why', async () => {
      expect((await held(north('SEKR'))).omitted).toEqual([[north('FELVOB'), 'care-needs-care-unit']]);
      expect((await held(north('TOLV'))).omitted).toEqual([[north('ARKIVVOB'), 'archived']]);
      expect((await held(west('DUBBEL'))).omitted).toEqual([[west('UTANVGVOB'), 'no-care-provider']]);
    });

    it('the social-care provider’s staff work for it, in social care', async () => {
      const { value } = await directory.holdersOf(south('OMSBOENDEVOB'));
      expect(value.map(({ assignment }) => assignment.careProvider.hsaId)).toEqual([south('OMS')]);
      expect(value[0]?.assignment.careUnit?.careTypes).toEqual(['04']);
    });

    it('a commission tells who holds it now', async () => {
      const holders = async (at?: string) =>
        (await directory.holdersOf(north('MEDVOB'), at ? new Date(at) : undefined)).value.map(
          ({ person }) => person.hsaId,
        );
      expect(await holders()).toContain(north('LAKARE'));
      expect(await holders()).not.toContain(north('SLUTAD'));
      expect(await holders('2024-01-01T00:00:00Z')).toContain(north('SLUTAD'));
      expect((await directory.holdersOf(north('LAKARE'))).value).toEqual([]);
    });
  });

  describe('names and search', () => {
    it('names anything that has an HSA-id, but nobody with protected identity', async () => {
      const names = [north('EHR'), north('VG'), north('LAKARE'), north('MEDVOB'), west('SKYDDAD'), north('INGEN')];
      expect(await Promise.all(names.map(async (hsaId) => (await directory.nameOf(hsaId)).value))).toEqual([
        'Demojournalen Norrbotten',
        'Region Norrbotten',
        'Ylva Demoström',
        'Vård och behandling Medicinkliniken Norrskenets sjukhus',
        protectedName,
        undefined,
      ]);
    });

    it('puts the best fit first, then Swedish order', async () => {
      const found = async (text: string, kind?: 'unit' | 'person') =>
        (await directory.search(text, kind ? { kind } : {})).value.items.map((object) => object.name);
      expect((await found('medicinkliniken'))[0]).toBe('Medicinkliniken Norrskenets sjukhus');
      expect((await found('region norrbotten'))[0]).toBe('Region Norrbotten');
      expect(await found('hemsjukvården')).toEqual(await found('HEMSJUKVARDEN'));
      const people = await found('Åsa', 'person');
      expect(people.length).toBeGreaterThan(1);
      expect(people.every((name) => name.startsWith('Åsa'))).toBe(true);
    });

    it('stops at the limit and says so; no words find nothing', async () => {
      const { value } = await directory.search('sjuk', { limit: 2 });
      expect([value.items.length, value.more]).toEqual([2, true]);
      expect((await directory.search(' "; ')).value).toEqual({ items: [], more: false });
    });

    it('finds nobody with protected identity, archived or fictitious', async () => {
      for (const text of ['Kanariedemo', 'Siriusvega', west('SKYDDAD'), 'Granbarret', 'Fingeradedemo']) {
        expect((await directory.search(text)).value.items).toEqual([]);
      }
    });

    it('lists children in Swedish order, without what is archived', async () => {
      const { value: roots } = await directory.children();
      expect(roots).toHaveLength(13);
      expect(roots.map((root) => root.name)).toContain('Tallbacka Omsorg i Ånge AB');
      expect((await directory.children(north('INGEN'))).value).toEqual([]);
    });
  });

  it('tells of entries it left out, and refuses a file that is none', async () => {
    const events = createEvents();
    const failures: string[] = [];
    events.on('directory:load:failed', ({ text }) => failures.push(text));
    await expect(createDirectory({ ...config, url: 'file:no-such.ldif' }, events)).rejects.toMatchObject({
      code: 'DIRECTORY_UNAVAILABLE',
    });
    expect(failures).toHaveLength(1);
  });

  it('over a directory that went away gives what it last said, flagged with its age, and nothing new', async () => {
    const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
    const file = await loadLdifDirectory(demoFile);
    let isDown = false;
    const live: DirectorySource = {
      ...file,
      byHsaId: (hsaId) => (isDown ? Promise.reject(new BridgeError('DIRECTORY_UNAVAILABLE')) : file.byHsaId(hsaId)),
    };
    const now = () => clock.now;
    const cached = directoryOver(live, createCache(liveDirectoryPolicy, now, createEvents()), now);
    await cached.commissionsOf(north('LAKARE'));
    clock.now += 15 * 60_000;
    isDown = true;
    const answer = await cached.commissionsOf(north('LAKARE'));
    expect([answer.asOf, answer.stale]).toEqual(['2026-03-01T12:00:00.000Z', true]);
    expect(answer.value.assignments).toHaveLength(3);
    await expect(cached.unit(north('MED'))).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  });
});
