import { beforeAll, describe, expect, it } from 'vitest';
import { loadLdifDirectory } from '../../src/hsa/ldif-source.ts';
import { type DirectoryObject, isListed, isUnit } from '../../src/hsa/model.ts';
import { rank } from '../../src/hsa/search.ts';
import type { DirectorySource } from '../../src/hsa/source.ts';

export const demoFile = 'config/hsa/demo.ldif';

const idsOf = (objects: readonly DirectoryObject[]) => objects.map((object) => object.hsaId).sort();

/** What every source of the directory must do, asked of one that holds the demo directory. */
export function conformsAsSource(name: string, open: () => Promise<DirectorySource>): void {
  describe(`directory source over ${name}`, () => {
    let source: DirectorySource;
    let everything: readonly DirectoryObject[];
    const one = async (hsaId: string) => {
      const [object] = await source.byHsaId(hsaId);
      if (!object) throw new Error(`${hsaId} is not there`);
      return object;
    };

    beforeAll(async () => {
      source = await open();
      everything = (await loadLdifDirectory(demoFile)).objects;
      return () => source.close();
    });

    it('gives every object, read the same', async () => {
      for (const object of everything) expect(await source.byHsaId(object.hsaId)).toEqual([object]);
    });

    it('compares HSA-ids without regard to letter case, also in its own data', async () => {
      expect(await source.byHsaId('se2321000230-DemoLakare')).toMatchObject([{ name: 'Ylva Demoström' }]);
      expect(await source.byHsaId('SE2321000222-DEMOBOKA')).toMatchObject([{ hsaId: 'SE2321000222-DEMOBOKA' }]);
      expect(idsOf(await source.careUnitsWithMember('se2321000222-demoboka'))).toEqual(['SE2321000222-DEMOHC1']);
      expect(idsOf(await source.commissionsWithMember('se2321000230-demosekr'))).toContain('SE2321000230-DEMOMEDADM');
    });

    it.each(['SE2321000230-DEMONOBODY', '*', 'SE2321000230-DEMO*', ')(objectClass=*', '\\2a', ''])(
      'finds nothing for %j',
      async (hsaId) => {
        expect(await source.byHsaId(hsaId)).toEqual([]);
        expect(await source.careUnitsWithMember(hsaId)).toEqual([]);
        expect(await source.commissionsWithMember(hsaId)).toEqual([]);
      },
    );

    it('climbs from a unit deep down to its organization, nearest first', async () => {
      const team = await one('SE2321000230-DEMOMEDTEAM');
      const above = await source.ancestors(team.dn);
      expect(above.map((unit) => unit.hsaId.slice(13))).toEqual(['DEMOMEDAVD', 'DEMOMED', 'DEMOSJH', 'DEMOVG']);
    });

    it('keeps to the tree where names hold commas and quotes', async () => {
      const unit = await one('SE2321000222-DEMOUTANVG');
      expect(unit.name).toBe('Mottagningen "Öppna famnen", barn & ungdom');
      expect(idsOf(await source.ancestors(unit.dn))).toEqual(['SE2321000222-DEMOPV', 'SE2321000222-DEMOVG']);
      expect(idsOf(await source.children(unit.dn))).toEqual(['SE2321000222-DEMOUTANVGVOB']);
    });

    it('gives direct children only, of every kind', async () => {
      const children = await source.children((await one('SE2321000230-DEMOMED')).dn);
      expect(new Set(children.map((child) => child.kind))).toEqual(new Set(['unit', 'person', 'commission']));
      expect(idsOf(children)).toContain('SE2321000230-DEMOMEDAVD');
      expect(idsOf(children)).not.toContain('SE2321000230-DEMOMEDTEAM');
    });

    it('takes a place that is not there as one with nothing below', async () => {
      expect(await source.children('ou=Ingenstans,c=SE')).toEqual([]);
      expect(await source.ancestors('ou=a,ou=b,c=SE')).toEqual([]);
    });

    it('gives the organizations as roots', async () => {
      const expected = everything.filter((object) => object.kind === 'organization' && !object.archived);
      expect(idsOf(await source.roots())).toEqual(idsOf(expected));
    });

    it('names each care unit that claims a member', async () => {
      const claimed = await source.careUnitsWithMember('SE2321000206-DEMODIALYS');
      expect(idsOf(claimed)).toEqual(['SE2321000206-DEMOHC1', 'SE2321000206-DEMOMED']);
    });

    it('names the care units of a care provider, closed ones too, and care providers by organisation number', async () => {
      const careUnits = (provider: string) =>
        everything.filter((object) => isUnit(object) && object.isCareUnit && object.responsibleProvider === provider);
      for (const provider of ['SE2321000230-DEMOVG', 'SE2321000230-DEMOARKIV', 'SE2321000230-DEMOMED'])
        expect(idsOf(await source.careUnitsOf(provider))).toEqual(idsOf(careUnits(provider)));
      expect(idsOf(await source.careUnitsOf('se2321000230-demoarkiv'))).toEqual(['SE2321000230-DEMOARKIVHC']);
      expect(idsOf(await source.careProvidersWithOrgNo('232100-0230'))).toEqual(['SE2321000230-DEMOVG']);
      for (const orgNo of ['2321000230', '*', '']) expect(await source.careProvidersWithOrgNo(orgNo)).toEqual([]);
    });

    it('gives commissions whatever the dates say, and only of that person', async () => {
      expect(idsOf(await source.commissionsWithMember('SE2321000230-DEMOSLUTAD'))).toEqual(['SE2321000230-DEMOMEDVOB']);
      expect(await source.commissionsWithMember('SE2321000230-DEMOTOLV')).toHaveLength(13);
      expect(await source.commissionsWithMember('SE2321000230-DEMONOLL')).toEqual([]);
      expect(await source.commissionsWithMember('SE2321000230-DEMOSEK')).toEqual([]);
    });

    it('names everybody who has a role, and nobody who has another', async () => {
      const having = async (system: string, role: string) => idsOf(await source.peopleWithRole({ system, role }));
      const officers = everything.filter(
        (object) => object.kind === 'person' && object.systemRoles.some((one) => one.role === 'security-officer'),
      );
      expect(officers.length).toBeGreaterThan(0);
      expect(await having('norrbryggan', 'security-officer')).toEqual(idsOf(officers));
      expect(await having('norr', 'security-officer')).toEqual([]);
      expect(await having('norrbryggan', 'officer')).toEqual([]);
      expect(await having('*', '*')).toEqual([]);
    });

    it.each([
      ['lulea medicin', ['SE2321000230-DEMOMED', 'SE2321000230-DEMOMEDAVD', 'SE2321000230-DEMOMEDMOTT']],
      ['jouren norrskenet', ['SE2321000230-DEMOAKUT']],
      ['oppna FAMNEN', ['SE2321000222-DEMOUTANVG']],
      ['fjardstrandens', ['SE2321000206-DEMOHC2']],
      ['demostrom ylva', ['SE2321000230-DEMOLAKARE']],
      ['SE2321000230-demohc2', ['SE2321000230-DEMOHC2']],
      ['(ou=*)', []],
      ['Kanariedemo', []],
      ['Siriusvega', []],
      ['Fingeradedemo', []],
      ['Granbarrets', []],
    ])('search for %s', async (text, expected) => {
      const words = text.split(' ');
      const { items } = await source.candidates(words, 500);
      expect(idsOf(rank(items, words))).toEqual(expected);
    });

    it.each([
      [['yl'], ['SE2321000230-DEMOLAKARE']],
      [['va'], []],
      [['mo', 'fa'], ['SE2321000222-DEMOUTANVG']],
      [['yl', 'demostrom'], ['SE2321000230-DEMOLAKARE']],
    ])('finds what begins with %j', async (words, among) => {
      const found = idsOf(rank((await source.candidates(words, 500)).items, words));
      const begin = everything.filter((object) => isUnit(object) || object.kind === 'person');
      expect(found).toEqual(idsOf(rank(begin.filter(isListed), words)));
      expect(found).toEqual(expect.arrayContaining(among));
      expect(found).not.toContain(words[0] === 'va' ? 'SE2321000230-DEMOLAKARE' : '');
    });

    it('lists what is listed, and says when the limit cut it', async () => {
      const shown = everything.filter((object) => !object.archived && !object.feigned && !object.hidden);
      const [units, people, commissions] = await Promise.all([
        source.units(1000),
        source.people(1000),
        source.commissions(1000),
      ]);
      const expected = (kinds: string[]) => idsOf(shown.filter((object) => kinds.includes(object.kind)));
      expect([idsOf(units.items), units.more]).toEqual([expected(['unit', 'organization']), false]);
      expect([idsOf(people.items), people.more]).toEqual([expected(['person']), false]);
      expect([idsOf(commissions.items), commissions.more]).toEqual([expected(['commission']), false]);
      const few = await source.units(3);
      expect([few.items.length, few.more]).toEqual([3, true]);
      expect((await source.units(units.items.length)).more).toBe(false);
    });

    it('answers many at once', async () => {
      const answers = await Promise.all(everything.slice(0, 100).map((object) => source.byHsaId(object.hsaId)));
      expect(answers.map((found) => found[0]?.hsaId)).toEqual(everything.slice(0, 100).map((object) => object.hsaId));
    });
  });
}
