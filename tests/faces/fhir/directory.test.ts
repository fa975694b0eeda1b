import type { Bundle, Location, Organization, Practitioner, PractitionerRole } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvents } from '../../../src/events.ts';
import {
  type DirectoryResource,
  type DirectoryType,
  directoryParameters,
  readDirectory,
  searchDirectory,
} from '../../../src/faces/fhir/directory/index.ts';
import { answerDirectorySearch } from '../../../src/faces/fhir/directory-search.ts';
import { createDirectory, type Directory } from '../../../src/hsa/index.ts';

const base = 'https://bridge.example/fhir';
const hsaId = 'urn:oid:1.2.752.29.4.19';
const north = (id: string) => `SE2321000230-DEMO${id}`;
const west = (id: string) => `SE2321000222-DEMO${id}`;
const south = (id: string) => `SE2321000206-DEMO${id}`;

let directory: Directory;
beforeAll(async () => {
  const config = { url: 'file:config/hsa/demo.ldif', baseDn: 'c=SE', timeoutMs: 1_000 };
  directory = await createDirectory(config, createEvents());
});
afterAll(() => directory.close());

async function search(type: DirectoryType, query = ''): Promise<Bundle<DirectoryResource>> {
  return (await searchDirectory(directory, type, new URLSearchParams(query), base)).bundle;
}
async function idsOf(type: DirectoryType, query: string): Promise<string[]> {
  return ((await search(type, query)).entry ?? []).map((entry) => entry.resource?.id ?? '').sort();
}
async function read<T extends DirectoryResource>(type: T['resourceType'], id: string): Promise<T> {
  const resource = await readDirectory(directory, type, id);
  if (!resource) throw new Error(`${type}/${id} is not there`);
  return resource as T;
}

it.each<[DirectoryType, 'units' | 'people']>([
  ['Organization', 'units'],
  ['Practitioner', 'people'],
])('a list of %s that the directory cut says so in the bundle', async (type, listing) => {
  const asked = [type, new URLSearchParams(), false, { baseUrl: base, correlationId: 'the-search' }] as const;
  const outcomes = async (from: Directory) => {
    const { entry = [], total } = await answerDirectorySearch(from, ...asked);
    return {
      total,
      outcomes: entry.filter(({ search }) => search?.mode === 'outcome').map(({ resource }) => resource),
    };
  };
  expect(await outcomes(directory)).toEqual({ total: expect.any(Number), outcomes: [] });
  const { value, ...age } = await directory[listing]();
  const cut = { ...directory, [listing]: async () => ({ ...age, value: { ...value, more: true } }) };
  expect(await outcomes(cut)).toMatchObject({
    total: undefined,
    outcomes: [{ resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'incomplete' }] }],
  });
});

/** Every list and string in a FHIR resource has something in it. */
function emptyElements(value: unknown, path = ''): string[] {
  if (value === undefined || value === null || value === '') return [path];
  if (typeof value !== 'object') return [];
  if (Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, part]) => emptyElements(part, `${path}.${key}`));
}

describe('units as Organization and Location', () => {
  it('an organization carries HSA-id and organisation number with their systems and types', async () => {
    const region = await read<Organization>('Organization', north('VG'));
    expect(region.identifier).toEqual([
      {
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PRN' }] },
        system: hsaId,
        value: north('VG'),
      },
      {
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'XX' }] },
        system: 'urn:oid:2.5.4.97',
        value: '232100-0230',
      },
    ]);
    expect(region.partOf).toBeUndefined();
    expect(region.type?.[0]?.coding?.[0]?.code).toBe('prov');
  });

  it('a unit knows its parent, its addresses and how to reach it, but not on colleagues’ numbers', async () => {
    const unit = await read<Organization>('Organization', north('HC1'));
    expect(unit.partOf?.reference).toBe(`Organization/${north('PV')}`);
    expect(unit.address?.map(({ type, city }) => [type, city])).toEqual([
      ['postal', 'Luleå'],
      ['physical', 'Luleå'],
    ]);
    expect(unit.telecom?.map(({ system, value }) => [system, value])).toEqual([
      ['phone', expect.stringMatching(/^\+469803192\d\d$/)],
      ['phone', '1177'],
      ['email', 'hc1@norrbotten.example'],
      ['url', 'https://www.norrbotten.example/hc1'],
    ]);
    const { value } = await directory.unit(north('HC1'));
    expect(value?.object.contact.internalPhones).toHaveLength(1);
    expect(JSON.stringify(unit)).not.toContain(value?.object.contact.internalPhones[0]);
  });

  it('a location has position and opening hours', async () => {
    const location = await read<Location>('Location', north('HC1'));
    expect(location.position?.latitude).toBeCloseTo(65.58, 1);
    expect(location.position?.longitude).toBeCloseTo(22.15, 1);
    expect(location.hoursOfOperation).toEqual([
      { daysOfWeek: ['mon', 'tue', 'wed', 'thu'], openingTime: '08:00:00', closingTime: '17:00:00' },
      { daysOfWeek: ['fri'], openingTime: '08:00:00', closingTime: '15:00:00' },
    ]);
    expect(location.availabilityExceptions).toContain('ej helgdag');
    expect(location.managingOrganization?.reference).toBe(`Organization/${north('HC1')}`);
  });

  it('a ward is open all day, which FHIR says without 24:00', async () => {
    const ward = await read<Location>('Location', north('MEDAVD'));
    expect(ward.hoursOfOperation).toEqual([{ daysOfWeek: expect.any(Array), allDay: true }]);
    expect(ward.hoursOfOperation?.[0]?.daysOfWeek).toHaveLength(7);
  });

  it('an archived unit is read as inactive, found by its identifier, and in no list', async () => {
    expect(await read<Organization>('Organization', north('ARKIVHC'))).toMatchObject({ active: false });
    expect(await read<Location>('Location', north('ARKIVHC'))).toMatchObject({ status: 'inactive' });
    expect(await idsOf('Organization', `identifier=${north('ARKIVHC')}`)).toEqual([north('ARKIVHC')]);
    expect(await idsOf('Organization', 'name=Granbarret')).toEqual([]);
  });

  it.each([
    ['identifier=urn:oid:1.2.752.29.4.19|se2321000230-demohc1', [north('HC1')]],
    ['identifier=urn:oid:1.2.752.129.2.1.4.1|SE2321000230-DEMOHC1', [north('HC1')]],
    [`identifier=${north('HC1')},${north('HC2')}`, [north('HC1'), north('HC2')]],
    ['identifier=urn:oid:2.5.4.97|232100-0230', [north('VG')]],
    ['identifier=1623210002 30', []],
    ['identifier=162321000230', [north('VG')]],
    ['identifier=http://other.example|SE2321000230-DEMOHC1', []],
    [`_id=${north('HC1')}`, [north('HC1')]],
    [`_id=${north('INGEN')}`, []],
    [`_id=${north('LAKARE')}`, []],
    ['name=isbrytarens', [north('HC1')]],
    ['name=hälsocentral', []],
    ['name:contains=KLIPPSKREVANS', [south('HC1')]],
    ['name:exact=Isbrytarens hälsocentral', [north('HC1')]],
    ['name:exact=isbrytarens hälsocentral', []],
    ['name=oppna,Isbrytarens', [north('HC1')]],
    ['name=Mottagningen "Öppna famnen"\\, barn', [west('UTANVG')]],
    ['address-city=storuman', [west('HC4')]],
    ['address-city=lulea&name=Malm', []],
    ['address-city=Kiruna&name=Malm', [north('HC2')]],
    [`partof=Organization/${north('PV')}`, ['HC1', 'HC2', 'HC3', 'HC4'].map(north)],
    [`partof=${north('PV')}&name=malm`, [north('HC2')]],
    [`partof=${base}/Organization/${north('MEDAVD')}`, [north('MEDTEAM')]],
    [`partof=${north('PV')}&partof=${north('SJH')}`, []],
    ['type=urn:oid:1.2.752.129.2.2.1.3|DEMO17', [south('OMSBOENDE')]],
    ['type=DEMO17', [south('OMSBOENDE')]],
    ['type=http://other.example|DEMO17', []],
  ])('search %s', async (query, expected) => {
    expect(await idsOf('Organization', query)).toEqual([...expected].sort());
  });

  it('care providers are found by type', async () => {
    const providers = await idsOf('Organization', 'type=http://terminology.hl7.org/CodeSystem/organization-type|prov');
    expect(providers).toHaveLength(13);
    expect(providers).toContain(south('OMS'));
  });

  it('locations are found by their organization', async () => {
    expect(await idsOf('Location', `organization=Organization/${north('HC1')}`)).toEqual([north('HC1')]);
  });
});

describe('people as Practitioner', () => {
  it('has names and licence', async () => {
    const physician = await read<Practitioner>('Practitioner', north('LAKARE'));
    expect(physician.name).toEqual([{ text: 'Ylva Demoström', family: 'Demoström', given: ['Ylva'] }]);
    expect(physician.qualification).toEqual([{ code: { text: 'Läkare' } }]);
    expect(await readDirectory(directory, 'Practitioner', north('HC1'))).toBeUndefined();
  });

  it.each([
    ['name=demostrom', [north('LAKARE')]],
    ['name=ylva', [north('LAKARE')]],
    ['family=Dubbeldemo', [north('DUBBEL'), west('DUBBEL')]],
    ['family=Åström Dubbel', [north('DUBBEL'), west('DUBBEL')]],
    ['family=Ylva', []],
    ['given=Ylva&family=Demo', [north('LAKARE')]],
    ['given:exact=ylva', []],
    [`identifier=${hsaId}|${north('LAKARE')}`, [north('LAKARE')]],
    [`_id=${north('LAKARE')},${north('SEKR')}`, [north('LAKARE'), north('SEKR')]],
    [`identifier=${north('LAKARE')}&name=Börje`, []],
  ])('search %s', async (query, expected) => {
    expect(await idsOf('Practitioner', query)).toEqual([...expected].sort());
  });

  it('with protected identity is known by HSA-id and never by name', async () => {
    const person = await read<Practitioner>('Practitioner', west('SKYDDAD'));
    expect(person.name).toEqual([{ text: 'Skyddad uppgift' }]);
    expect(person.meta?.security?.[0]?.code).toBe('R');
    expect(Object.keys(person).sort()).toEqual(['active', 'id', 'identifier', 'meta', 'name', 'resourceType']);
    const queries = ['name=Siriusvega', 'family=Kanariedemo', 'given=S', 'name=Skyddad', 'name:contains=kanarie'];
    for (const query of queries) expect(await idsOf('Practitioner', query)).not.toContain(west('SKYDDAD'));
    for (const type of ['Practitioner', 'PractitionerRole'] as const) {
      const everything = JSON.stringify(await search(type, '_count=250'));
      expect(everything).toContain(west('SKYDDAD'));
      expect(everything).not.toMatch(/Siriusvega|Kanariedemo/);
    }
  });

  it('fictitious in a directory of real ones does not exist here', async () => {
    expect(await readDirectory(directory, 'Practitioner', south('FINGERAD'))).toBeUndefined();
    expect(await idsOf('Practitioner', `_id=${south('FINGERAD')}`)).toEqual([]);
    expect(await idsOf('PractitionerRole', `practitioner=${south('FINGERAD')}`)).toEqual([]);
  });
});

describe('assignments as PractitionerRole', () => {
  const roleId = `${north('MEDVOB')}.${north('LAKARE')}`;

  it('joins person, care unit and purpose', async () => {
    const role = await read<PractitionerRole>('PractitionerRole', roleId);
    expect(role.practitioner).toMatchObject({
      reference: `Practitioner/${north('LAKARE')}`,
      display: 'Ylva Demoström',
    });
    expect(role.organization).toMatchObject({ reference: `Organization/${north('MED')}` });
    expect(role.location?.[0]?.reference).toBe(`Location/${north('MED')}`);
    expect(role.code).toEqual([
      { coding: [{ system: 'urn:oid:1.2.752.129.2.2.1.4', code: '203090', display: 'Läkare' }], text: 'Läkare' },
    ]);
    expect(role.extension).toEqual([
      {
        url: 'https://norrbryggan.example/fhir/StructureDefinition/commission-purpose',
        valueString: 'Vård och behandling',
      },
    ]);
    expect(role.id?.length).toBeLessThanOrEqual(64);
  });

  it('shows the dates of a membership that has them', async () => {
    const role = await read<PractitionerRole>('PractitionerRole', `${south('HC2VOB')}.${south('CITAT')}`);
    expect(role.period).toEqual({ start: '2023-02-28T23:00:00.000Z' });
  });

  it('stands at the care provider where the commission does', async () => {
    const role = await read<PractitionerRole>('PractitionerRole', `${north('LOGG')}.${north('SAKERHET')}`);
    expect(role.organization?.reference).toBe(`Organization/${north('VG')}`);
  });

  it.each([
    [
      `practitioner=Practitioner/${north('LAKARE')}`,
      ['MEDVOB', 'HC1VOB', 'MEDKVAL'].map((id) => `${north(id)}.${north('LAKARE')}`),
    ],
    [`practitioner=${north('LAKARE')}&organization=${north('HC1')}`, [`${north('HC1VOB')}.${north('LAKARE')}`]],
    [`practitioner=${north('NOLL')}`, []],
    [`practitioner=${north('SLUTAD')}`, []],
    [`practitioner=${north('FRAMTID')}`, []],
    [`_id=${roleId}`, [roleId]],
    [`_id=${north('MEDVOB')}.${north('SEKR')}`, []],
    [`identifier=${hsaId}|${north('MEDADM')}`, [`${north('MEDADM')}.${north('SEKR')}`]],
    [
      `organization=Organization/${north('VG')}`,
      [
        `${north('DRIFT')}.${north('DRIFTTEKNIKER')}`,
        `${north('DRIFT')}.${north('INTEGRATION')}`,
        `${north('LEDNING')}.${north('CHEF')}`,
        `${north('LOGG')}.${north('SAKERHET')}`,
      ],
    ],
    [`practitioner=${north('LAKARE')}&role=urn:oid:1.2.752.129.2.2.1.4|201010`, []],
  ])('search %s', async (query, expected) => {
    expect(await idsOf('PractitionerRole', query)).toEqual([...expected].sort());
  });

  it('finds roles by position alone', async () => {
    const bundle = await search('PractitionerRole', 'role=204010');
    expect(bundle.total).toBeGreaterThanOrEqual(10);
    for (const entry of bundle.entry ?? []) {
      expect((entry.resource as PractitionerRole).code?.[0]?.coding?.[0]?.code).toBe('204010');
    }
  });
});

describe('the search answer', () => {
  it('pages without losing or repeating anything', async () => {
    const { total } = await search('Organization', '_count=250');
    const seen: string[] = [];
    let next: string | undefined = '_count=20';
    let pages = 0;
    while (next !== undefined) {
      const bundle: Bundle<DirectoryResource> = await search('Organization', next);
      expect(bundle.total).toBe(total);
      seen.push(...(bundle.entry ?? []).map((entry) => entry.resource?.id ?? ''));
      next = bundle.link?.find((link) => link.relation === 'next')?.url.split('?')[1];
      pages += 1;
    }
    expect(seen).toHaveLength(total ?? -1);
    expect(new Set(seen).size).toBe(total);
    expect(pages).toBe(Math.ceil((total ?? 0) / 20));
  });

  it('has no next page after a full last one', async () => {
    const { total, link } = await search('Organization', 'type=prov&_count=13');
    expect([total, link?.map(({ relation }) => relation)]).toEqual([13, ['self']]);
  });

  it('names itself with what had an effect, and its entries by address', async () => {
    const { bundle, ignored } = await searchDirectory(
      directory,
      'Organization',
      new URLSearchParams('name=isbrytarens&colour=blue&_sort:x=1'),
      base,
    );
    expect(ignored).toEqual(['colour', '_sort:x']);
    expect(bundle.link).toEqual([{ relation: 'self', url: `${base}/Organization?name=isbrytarens` }]);
    expect(bundle.entry?.[0]).toMatchObject({
      fullUrl: `${base}/Organization/${north('HC1')}`,
      search: { mode: 'match' },
    });
  });

  it.each(['_summary=count', '_count=0'])('%s gives the number alone', async (query) => {
    const bundle = await search('Practitioner', query);
    expect(bundle.entry).toBeUndefined();
    expect(bundle.total).toBeGreaterThan(100);
  });

  it('gives 50 unless asked, and never more than 250', async () => {
    expect((await search('Practitioner')).entry).toHaveLength(50);
    expect((await search('Practitioner', '_count=9999')).entry?.length).toBeLessThanOrEqual(250);
  });

  it.each([
    ['_count=many', 'PARAMETER_INVALID'],
    ['_count=-1', 'PARAMETER_INVALID'],
    ['name=', 'PARAMETER_INVALID'],
    ['name=%2C', 'PARAMETER_INVALID'],
    ['name:phonetic=a', 'PARAMETER_UNSUPPORTED'],
    ['identifier:exact=a', 'PARAMETER_UNSUPPORTED'],
  ])('refuses %s', async (query, code) => {
    await expect(search('Organization', query)).rejects.toMatchObject({ code });
  });

  it('has no empty elements anywhere', async () => {
    for (const type of Object.keys(directoryParameters) as DirectoryType[]) {
      for (const entry of (await search(type, '_count=250')).entry ?? []) expect(emptyElements(entry)).toEqual([]);
    }
  });

  it('says what it can be asked', () => {
    expect(directoryParameters.Organization).toContainEqual({ name: 'partof', type: 'reference' });
    expect(directoryParameters.PractitionerRole).toContainEqual({ name: '_id', type: 'token' });
    expect(directoryParameters.Practitioner.map(({ name }) => name)).toEqual([
      '_id',
      'identifier',
      'name',
      'family',
      'given',
    ]);
  });
});
