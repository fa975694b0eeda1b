import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoDirectory } from '../../scripts/make-demo-directory.ts';
import {
  type Commission,
  isUnit,
  type LdifDirectory,
  loadLdifDirectory,
  type Person,
  type Unit,
} from '../../src/hsa/index.ts';
import { demoFile } from './source-conformance.ts';

describe('the demo directory', () => {
  let directory: LdifDirectory;
  let units: readonly Unit[];
  let people: readonly Person[];
  let commissions: readonly Commission[];
  beforeAll(async () => {
    directory = await loadLdifDirectory(demoFile);
    units = directory.objects.filter(isUnit);
    people = directory.objects.filter((object) => object.kind === 'person');
    commissions = directory.objects.filter((object) => object.kind === 'commission');
  });

  it('is what its generator writes', () => {
    expect(readFileSync(demoFile, 'utf8')).toBe(demoDirectory());
  });

  it('is of the size of a small region, and every entry is an object', () => {
    expect(directory.omitted).toEqual([]);
    expect(units.filter((unit) => unit.kind === 'unit').length).toBeGreaterThanOrEqual(55);
    expect(people.length).toBeGreaterThanOrEqual(120);
  });

  it('uses invented identities only', () => {
    const ids = directory.objects.map((object) => object.hsaId);
    expect(ids.filter((hsaId) => !/^SE2321000(230|222|206)-DEMO[A-Z0-9]+$/.test(hsaId))).toEqual([]);
    expect(ids.filter((hsaId) => hsaId.length > 31)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const orgNos = units.flatMap((unit) => unit.orgNo ?? []);
    expect(orgNos.filter((orgNo) => !orgNo.startsWith('000000-')).sort()).toEqual([
      '232100-0206',
      '232100-0222',
      '232100-0230',
    ]);
    expect(new Set(orgNos).size).toBe(orgNos.length);
  });

  it('rings nobody: all numbers are of the series kept for fiction', () => {
    const phones = directory.objects.flatMap((object) =>
      object.kind === 'commission'
        ? []
        : [...object.contact.phones, ...object.contact.internalPhones, object.contact.switchboard ?? []].flat(),
    );
    expect(phones.length).toBeGreaterThan(100);
    const fictional = /^(\+469803192\d\d|\+463139006\d\d|\+464062804\d\d|\+468465004\d\d|1177)$/;
    expect(phones.filter((phone) => !fictional.test(phone))).toEqual([]);
    const mails = directory.objects.flatMap((object) =>
      object.kind === 'commission' ? [] : (object.contact.mail ?? []),
    );
    expect(mails.filter((mail) => !mail.endsWith('.example'))).toEqual([]);
  });

  it('has the systems and people that the demo’s certificates name', () => {
    const ids = new Set(directory.objects.map((object) => object.hsaId.slice(2)));
    const named = ['EHR', 'VAS', 'BRIDGE', 'LAKARE', 'SEKR', 'SAKERHET', 'INTEGRATION'].map(
      (id) => `2321000230-DEMO${id}`,
    );
    const others = ['2321000222-DEMOEHR', '2321000206-DEMOEHR', '2321000222-DEMONCS', '2321000206-DEMOFHIR'];
    expect([...named, ...others].filter((id) => !ids.has(id))).toEqual([]);
  });

  it('has, in each county, the region, two municipalities and a private health centre as care providers', () => {
    for (const prefix of ['SE2321000230', 'SE2321000222', 'SE2321000206']) {
      const providers = units.filter((unit) => unit.isCareProvider && !unit.archived && unit.hsaId.startsWith(prefix));
      const ids = providers.map((unit) => unit.hsaId.slice(13));
      expect(ids).toEqual(expect.arrayContaining(['DEMOVG', 'DEMOKOM1', 'DEMOKOM2', 'DEMOPRIV']));
      for (const provider of providers) {
        const own = units.filter((unit) => unit.isCareUnit && unit.responsibleProvider === provider.hsaId);
        expect(own.length, provider.hsaId).toBeGreaterThan(0);
        const staffed = commissions.some(
          (commission) => commission.members.length > 0 && own.some((unit) => commission.dn.endsWith(unit.dn)),
        );
        expect(staffed, provider.hsaId).toBe(true);
      }
    }
  });

  it('gives every unit of the regions hours, a telephone and a place on the map', () => {
    const ordinary = units.filter((unit) => unit.kind === 'unit' && unit.openingHours.length > 0);
    expect(ordinary.length).toBeGreaterThanOrEqual(50);
    expect(
      ordinary.filter((unit) => !unit.position || unit.contact.phones.length === 0 || !unit.contact.visitingAddress),
    ).toEqual([]);
  });

  it('has heads of operations that exist', () => {
    const known = new Set(people.map((person) => person.hsaId));
    const led = units.filter((unit) => unit.manager);
    expect(led.length).toBeGreaterThan(20);
    expect(led.filter((unit) => !known.has(unit.manager ?? ''))).toEqual([]);
  });

  it('has only members that exist', () => {
    const known = new Set(people.map((person) => person.hsaId));
    const members = commissions.flatMap((commission) => commission.members.map((member) => member.person));
    expect(members.filter((member) => !known.has(member))).toEqual([]);
  });
});
