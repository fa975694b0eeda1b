import { beforeAll, describe, expect, it } from 'vitest';
import { namesAbove } from '../../src/hsa/dn.ts';
import { loadLdifDirectory } from '../../src/hsa/ldif-source.ts';
import { ancestorDns } from '../../src/hsa/mapping.ts';
import { type DirectoryObject, isListed, isUnit, type Unit } from '../../src/hsa/model.ts';
import { countyOf, organizationAbove } from '../../src/hsa/names-above.ts';
import { findUnits } from '../../src/hsa/unit-search.ts';
import { treeOf } from '../../src/hsa/unit-tree.ts';
import { demoFile } from './source-conformance.ts';

const now = new Date('2026-03-02T12:00:00Z');

describe('lists of units', () => {
  let everything: readonly DirectoryObject[];
  let units: readonly Unit[];
  beforeAll(async () => {
    everything = (await loadLdifDirectory(demoFile)).objects;
    units = everything.filter(isUnit).filter(isListed);
  });
  const one = (hsaId: string) => {
    const found = everything.find((object) => object.hsaId === hsaId);
    if (!found) throw new Error(`${hsaId} is not there`);
    return found;
  };

  it('know the county by the unit’s own word, else by the tree', () => {
    expect(countyOf(one('SE2321000230-DEMOHC2'))).toBe('25');
    // It has no county of its own.
    expect(countyOf(one('SE2321000206-DEMODIALYS'))).toBe('22');
    expect(countyOf(one('SE2321000222-DEMODUBBEL'))).toBe('24');
    const elsewhere = { ...(one('SE2321000230-DEMOHC2') as Unit), countyCode: '01' };
    expect(countyOf(elsewhere)).toBeUndefined();
    expect(countyOf({ ...elsewhere, countyCode: undefined, dn: 'ou=x,c=SE' })).toBeUndefined();
  });

  it('know the organization at the top', () => {
    expect(organizationAbove(one('SE2321000230-DEMOMEDTEAM'))).toBe('Region Norrbotten');
    expect(organizationAbove(one('SE2321000230-DEMOVG'))).toBeUndefined();
  });

  it('are searched in what is in force alone', () => {
    const [unit] = units;
    if (!unit) throw new Error('there are no units');
    const ended = { ...unit, name: 'Avslutad', period: { from: undefined, to: '2026-03-02T11:59:59.000Z' } };
    const coming = { ...unit, name: 'Kommande', period: { from: '2026-03-02T12:00:01.000Z', to: undefined } };
    expect(findUnits([ended, unit, coming], { words: [] }, now)).toEqual([unit]);
  });

  it('without words are in Swedish order', () => {
    const names = ['Åsen', 'Östra', 'Ängen', 'Avd 10', 'Avd 9', 'Zon'];
    const made = names.map((name) => ({ ...(units[0] as Unit), name }));
    expect(findUnits(made, { words: [] }, now).map(({ name }) => name)).toEqual([
      'Avd 9',
      'Avd 10',
      'Zon',
      'Åsen',
      'Ängen',
      'Östra',
    ]);
  });

  it('form a tree in which each stands once', () => {
    const tree = treeOf(units);
    expect([...tree.values()].flat().length).toBe(units.length);
    expect(tree.get(undefined)?.every(({ kind }) => kind === 'organization')).toBe(true);
  });

  it('read the names above a unit off its own', () => {
    for (const { dn } of everything) expect([...namesAbove(dn)]).toEqual(ancestorDns(dn));
    expect([...namesAbove('ou=a\\,b\\\\,ou=c,c=SE')]).toEqual(ancestorDns('ou=a\\,b\\\\,ou=c,c=SE'));
  });

  it('form a tree whatever the letter case of its names', () => {
    const shouting = units.map((unit) =>
      unit.kind === 'organization' ? { ...unit, dn: unit.dn.toUpperCase() } : unit,
    );
    expect(treeOf(shouting).get('SE2321000230-DEMOVG')?.length).toBe(treeOf(units).get('SE2321000230-DEMOVG')?.length);
  });

  it('are searched best first, equals in Swedish order', () => {
    const names = ['Åsens hälsocentral', 'Medicin Halso', 'Hälsoenheten', 'Asens halsocentral', 'Halsoenheten'];
    const made = names.map((name) => ({ ...(units[0] as Unit), name, alternativeNames: [], activityNames: [] }));
    const found = (words: string[]) => findUnits(made, { words }, now).map(({ name }) => name);
    expect(found(['halso'])).toEqual([
      'Halsoenheten',
      'Hälsoenheten',
      'Asens halsocentral',
      'Medicin Halso',
      'Åsens hälsocentral',
    ]);
    expect(found(['hälso'])).toEqual([
      'Hälsoenheten',
      'Halsoenheten',
      'Åsens hälsocentral',
      'Asens halsocentral',
      'Medicin Halso',
    ]);
  });

  it('form a tree without those left out, whose units move up', () => {
    const without = units.filter(({ hsaId }) => hsaId !== 'SE2321000230-DEMOMEDAVD');
    const inside = (tree: ReturnType<typeof treeOf>) =>
      (tree.get('SE2321000230-DEMOMED') ?? []).map(({ hsaId }) => hsaId.slice(13));
    expect(inside(treeOf(units))).toEqual(['DEMOMEDAVD', 'DEMOMEDMOTT']);
    expect(inside(treeOf(without))).toEqual(['DEMOMEDTEAM', 'DEMOMEDMOTT']);
  });
});
