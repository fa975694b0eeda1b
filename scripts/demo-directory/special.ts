import { type County, counties } from './counties.ts';
import type { Record } from './ldif-writer.ts';
import {
  assistantNurse,
  careRights,
  commissionRecord,
  nurse,
  officeRights,
  type PersonPlan,
  personRecord,
  physician,
  secretary,
} from './people.ts';
import { below, countyDn, type Place, regionDn } from './units.ts';

/** The people the demo signs in as, and the cases a directory must be read right in. */
export interface Special {
  readonly records: readonly Record[];
  /** Members to add to the care commission of a care unit: care unit → member values. */
  readonly careMembers: ReadonlyMap<string, readonly string[]>;
}

const [norrbotten, vasterbotten, vasternorrland] = counties as readonly [County, County, County];
const north = (id: string) => `${norrbotten.prefix}DEMO${id}`;
const west = (id: string) => `${vasterbotten.prefix}DEMO${id}`;
const south = (id: string) => `${vasternorrland.prefix}DEMO${id}`;

const home = (county: County): Pick<PersonPlan, 'parent' | 'countyCode'> => ({
  parent: regionDn(county),
  countyCode: county.code,
});
const northern = home(norrbotten);

const people: readonly PersonPlan[] = [
  { hsaId: north('LAKARE'), given: 'Ylva', surname: 'Demoström', profession: physician, ...northern },
  { hsaId: north('SEKR'), given: 'Börje', surname: 'Demolund', profession: secretary, ...northern },
  {
    hsaId: north('SAKERHET'),
    given: 'Aino',
    surname: 'Demobäck',
    profession: { title: 'Informationssäkerhetsansvarig' },
    systemRoles: ['norrbryggan;security-officer'],
    ...northern,
  },
  {
    hsaId: north('INTEGRATION'),
    given: 'Per-Åke',
    surname: 'Demosjö',
    profession: { title: 'Integrationsutvecklare' },
    // The last value lacks its second part and is dropped by readers.
    systemRoles: ['norrbryggan;integration-engineer', 'norrbryggan'],
    ...northern,
  },
  { hsaId: north('NOLL'), given: 'Nanna', surname: 'Nolluppdragsdemo', profession: nurse, ...northern },
  { hsaId: north('TOLV'), given: 'Tor', surname: 'Tolvuppdragsdemo', profession: physician, ...northern },
  { hsaId: north('SLUTAD'), given: 'Signe', surname: 'Slutademo', profession: nurse, ...northern },
  { hsaId: north('FRAMTID'), given: 'Frank', surname: 'Framtidsdemo', profession: nurse, ...northern },
  // One person employed in two regions: two objects, two HSA-ids.
  {
    hsaId: north('DUBBEL'),
    given: 'Mai',
    middleName: 'Åström',
    surname: 'Dubbeldemo',
    profession: physician,
    ...northern,
  },
  {
    hsaId: west('DUBBEL'),
    given: 'Mai',
    middleName: 'Åström',
    surname: 'Dubbeldemo',
    profession: physician,
    ...home(vasterbotten),
  },
  {
    hsaId: west('SKYDDAD'),
    given: 'Siriusvega',
    surname: 'Kanariedemo',
    profession: nurse,
    marks: ['hsaConfidentialPerson'],
    ...home(vasterbotten),
  },
  {
    hsaId: south('FINGERAD'),
    given: 'Fia',
    surname: 'Fingeradedemo',
    profession: nurse,
    marks: ['hsaFeignedDataObject'],
    ...home(vasternorrland),
  },
  {
    hsaId: south('CITAT'),
    given: 'Åsa "Ässa"',
    surname: 'Öhn, demo',
    profession: assistantNurse,
    ...home(vasternorrland),
  },
  // The second person whom it takes to see what is in a message.
  {
    hsaId: north('DRIFTTEKNIKER'),
    given: 'Maja',
    surname: 'Demodal',
    profession: { title: 'Systemförvaltare' },
    systemRoles: ['norrbryggan;integration-engineer'],
    ...northern,
  },
  {
    hsaId: north('CHEF'),
    given: 'Elsa',
    surname: 'Demohed',
    profession: { title: 'Verksamhetsutvecklare' },
    systemRoles: ['norrbryggan;manager', 'norrbryggan;editor'],
    ...northern,
  },
];

/** Midnight in Sweden in summer time. */
const endOfJune2024 = '20240630220000Z';
const endOf2098 = '20981231230000Z';

const careMembers: readonly (readonly [careUnit: string, member: string])[] = [
  [north('MED'), north('LAKARE')],
  [north('HC1'), north('LAKARE')],
  [north('MED'), `${north('SLUTAD')};20200101230000Z;${endOfJune2024}`],
  [north('MED'), `${north('FRAMTID')};${endOf2098};`],
  [north('KIR'), north('DUBBEL')],
  [west('ORT'), west('DUBBEL')],
  [west('MED'), west('SKYDDAD')],
  [south('HC2'), south('FINGERAD')],
  [south('HC2'), `${south('CITAT')};20230228230000Z;`],
  ...['AKUT', 'MED', 'KIR', 'PSYK', 'HC1', 'HC2', 'HC3', 'HC4'].map((id) => [north(id), north('TOLV')] as const),
  ...['AKUT', 'MED', 'HC1', 'HC2'].map((id) => [west(id), north('TOLV')] as const),
];

export function buildSpecial(careUnits: readonly Place[]): Special {
  const medicine = careUnits.find((unit) => unit.hsaId === north('MED'));
  if (!medicine) throw new Error('the demo needs its medical clinic');
  const commissions = [
    {
      hsaId: north('MEDADM'),
      name: 'Administration Medicinkliniken',
      parent: medicine.dn,
      purpose: 'Administration',
      rights: officeRights,
      members: [north('SEKR')],
    },
    {
      hsaId: north('MEDKVAL'),
      name: 'Kvalitetsuppföljning Medicinkliniken',
      parent: medicine.dn,
      purpose: 'Kvalitetssäkring',
      rights: ['Läsa;alla;VE'],
      members: [north('LAKARE')],
    },
    // Opens alert information only; the second right lacks its scope and is dropped by readers.
    {
      hsaId: north('MEDUPP'),
      name: 'Uppmärksamhetssignaler Medicinkliniken',
      parent: medicine.dn,
      purpose: 'VÅRD OCH BEHANDLING',
      rights: ['Läsa;upp;SJF', 'Läsa;alla'],
      members: [north('DUBBEL')],
    },
    {
      hsaId: north('LOGG'),
      name: 'Logguppföljning Region Norrbotten',
      parent: regionDn(norrbotten),
      purpose: 'Administration',
      rights: officeRights,
      members: [north('SAKERHET')],
    },
    {
      hsaId: north('DRIFT'),
      name: 'Systemförvaltning Region Norrbotten',
      parent: regionDn(norrbotten),
      purpose: 'Administration',
      rights: officeRights,
      members: [north('INTEGRATION'), north('DRIFTTEKNIKER')],
    },
    {
      hsaId: north('LEDNING'),
      name: 'Verksamhetsutveckling Region Norrbotten',
      parent: regionDn(norrbotten),
      purpose: 'Administration',
      rights: officeRights,
      members: [north('CHEF')],
    },
    // Invalid: care needs a care unit, and this stands directly under the care provider.
    {
      hsaId: north('FELVOB'),
      name: 'Vård utan vårdenhet',
      parent: regionDn(norrbotten),
      purpose: 'Vård och behandling',
      rights: careRights,
      members: [north('SEKR')],
    },
  ];
  return {
    records: [
      ...people.map((plan, index) => personRecord(plan, index)),
      ...commissions.map(commissionRecord),
      ...oddities(),
    ],
    careMembers: membersByCareUnit(),
  };
}

function membersByCareUnit(): ReadonlyMap<string, readonly string[]> {
  const groups = Map.groupBy(careMembers, ([careUnit]) => careUnit);
  return new Map([...groups].map(([careUnit, pairs]) => [careUnit, pairs.map(([, member]) => member)]));
}

/** Objects that break a rule of the catalogue, or are at the edge of one. */
function oddities(): readonly Record[] {
  const archived = below(countyDn(norrbotten), 'o', 'Läkarmottagningen Granbarret AB');
  const archivedUnit = below(archived, 'ou', 'Granbarrets läkarmottagning');
  const closed = ['endDate', '20190630220000Z'] as const;
  const unit = (...classes: string[]) => ['objectClass', ['top', 'organizationalUnit', ...classes]] as const;
  const openArms = 'Mottagningen "Öppna famnen", barn & ungdom';
  const primaryCare = (county: County) => below(regionDn(county), 'ou', `Primärvården ${county.region}`);
  const forsnacken = below(primaryCare(vasterbotten), 'ou', 'Forsnackens hälsocentral');
  return [
    {
      dn: archived,
      attributes: [
        ['objectClass', ['top', 'organization', 'hsaHealthCareProvider', 'hsaArchivedObject']],
        ['o', 'Läkarmottagningen Granbarret AB'],
        ['hsaIdentity', north('ARKIV')],
        ['orgNo', '000000-2504'],
        closed,
      ],
    },
    {
      dn: archivedUnit,
      attributes: [
        unit('hsaHealthCareUnit', 'hsaArchivedObject'),
        ['ou', 'Granbarrets läkarmottagning'],
        ['hsaIdentity', north('ARKIVHC')],
        ['hsaResponsibleHealthCareProvider', north('ARKIV')],
        closed,
      ],
    },
    commissionRecord({
      hsaId: north('ARKIVVOB'),
      name: 'Vård och behandling Granbarret',
      parent: archivedUnit,
      purpose: 'Vård och behandling',
      rights: careRights,
      members: [north('TOLV')],
    }),
    // A care unit that names no care provider: nothing may be decided on its behalf.
    {
      dn: below(primaryCare(vasterbotten), 'ou', openArms),
      attributes: [unit('hsaHealthCareUnit'), ['ou', openArms], ['hsaIdentity', west('UTANVG')], ['l', 'Umeå']],
    },
    commissionRecord({
      hsaId: west('UTANVGVOB'),
      name: 'Vård och behandling Öppna famnen',
      parent: below(primaryCare(vasterbotten), 'ou', openArms),
      purpose: 'Vård och behandling',
      rights: careRights,
      members: [west('DUBBEL')],
    }),
    // A unit that two care units claim.
    {
      dn: below(regionDn(vasternorrland), 'ou', 'Dialysenheten Stendraken'),
      attributes: [unit(), ['ou', 'Dialysenheten Stendraken'], ['hsaIdentity', south('DIALYS')], ['l', 'Sundsvall']],
    },
    // An HSA-id in lower case.
    {
      dn: below(forsnacken, 'cn', 'Tidbokningen Forsnacken'),
      attributes: [
        ['objectClass', ['top', 'organizationalRole']],
        ['cn', 'Tidbokningen Forsnacken'],
        ['hsaIdentity', west('BOKA').toLowerCase()],
        ['telephoneNumber', '1177'],
        ['hsaDestinationIndicator', '03'],
      ],
    },
  ];
}

/** Care units whose head of operations has a protected identity. */
export const protectedHeads: ReadonlyMap<string, string> = new Map([[west('MED'), west('SKYDDAD')]]);

/** Care units that claim {@link oddities}' dialysis unit as a member. */
export const extraMembers: ReadonlyMap<string, string> = new Map([
  [south('MED'), south('DIALYS')],
  [south('HC1'), south('DIALYS')],
  [west('HC1'), west('BOKA')],
]);
