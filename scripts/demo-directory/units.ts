import type { Dn } from '../../src/hsa/dn.ts';
import type { County, ProviderPlan, UnitKind, UnitPlan } from './counties.ts';
import type { Record } from './ldif-writer.ts';
import { fictionalPhone, fictionalSwitchboard } from './random.ts';
import { townNamed } from './towns.ts';

/** A care unit of the finished tree, for those who staff it. */
export interface Place {
  readonly hsaId: string;
  readonly name: string;
  readonly dn: Dn;
  readonly kind: UnitKind;
  readonly county: County;
  readonly provider: string;
}

export interface Tree {
  readonly records: readonly Record[];
  readonly careUnits: readonly Place[];
}

const root: Dn = [[{ type: 'c', value: 'SE' }]];

export function countyDn(county: County): Dn {
  return below(root, 'l', county.name);
}

export function regionDn(county: County): Dn {
  return below(countyDn(county), 'o', county.region);
}

export function below(dn: Dn, type: string, value: string): Dn {
  return [[{ type, value }], ...dn];
}

/** The national list of activity codes is not public; these codes are the demo's own. */
const care: Readonly<{ [kind in UnitKind]: readonly [activity: string, name: string, careType: readonly string[]] }> = {
  hospital: ['DEMO01', 'Sjukhusvård', ['01', '02']],
  clinic: ['DEMO10', 'Specialiserad vård', ['01', '02']],
  reception: ['DEMO11', 'Öppenvårdsmottagning', ['01']],
  ward: ['DEMO12', 'Vårdavdelning', ['02']],
  'health-centre': ['DEMO15', 'Hälsocentral', ['01']],
  'home-care': ['DEMO16', 'Hemsjukvård', ['03']],
  'social-care': ['DEMO17', 'Särskilt boende', ['04']],
};

const hours: Readonly<{ [kind in UnitKind]: readonly string[] }> = {
  hospital: ['1-7#00:00#24:00'],
  clinic: ['1-5#07:30#16:30'],
  reception: ['1-4#08:00#16:30', '5-5#08:00#15:00'],
  ward: ['1-7#00:00#24:00'],
  'health-centre': ['1-4#08:00#17:00', '5-5#08:00#15:00#ej helgdag'],
  'home-care': ['1-7#07:00#21:30'],
  'social-care': ['1-7#00:00#24:00'],
};

const businessType: Readonly<{ [kind in UnitKind]?: string }> = {
  hospital: 'Sjukhus',
  'health-centre': 'Hälsocentral',
  'home-care': 'Kommunal hälso- och sjukvård',
  'social-care': 'Kommunal hälso- och sjukvård',
};

function description({ name, kind, town }: UnitPlan): string | undefined {
  if (kind === 'health-centre') return `${name} tar emot dig som bor i ${town} med omnejd. Ring innan du kommer.`;
  return kind === 'hospital' ? `Länets sjukhus i ${town}, med akutmottagning dygnet runt.` : undefined;
}

/** One county: its region with hospital and primary care, and the other care providers. */
export function buildCounty(county: County): Tree {
  const region = `${county.prefix}DEMOVG`;
  const top = regionDn(county);
  const shared = { county, provider: region };
  const primaryCare = below(top, 'ou', `Primärvården ${county.region}`);
  let serial = 0;
  const nextPhone = () => fictionalPhone(county.code, serial++);

  const trees = [
    provider(county, region, top, county.region, county.orgNo, county.hospital.town, nextPhone),
    unitTree({ ...shared, plan: county.hospital, parent: top, careUnit: undefined, nextPhone }),
    plainUnit(county, `${county.prefix}DEMOPV`, primaryCare),
    ...county.healthCentres.map((plan) =>
      unitTree({ ...shared, plan, parent: primaryCare, careUnit: undefined, nextPhone }),
    ),
    ...county.others.map((plan) => otherProvider(county, plan, nextPhone)),
    { records: county.systems.map((system) => systemRecord(county, top, system)), careUnits: [] },
  ];
  const head = {
    dn: countyDn(county),
    attributes: [
      ['objectClass', ['top', 'locality']],
      ['l', county.name],
    ] as const,
  };
  return merge([{ records: [head], careUnits: [] }, ...trees]);
}

function otherProvider(county: County, plan: ProviderPlan, nextPhone: () => string): Tree {
  const hsaId = `${county.prefix}DEMO${plan.id}`;
  const dn = below(countyDn(county), 'o', plan.name);
  return merge([
    provider(county, hsaId, dn, plan.name, plan.orgNo, plan.town, nextPhone),
    unitTree({ county, provider: hsaId, plan: plan.unit, parent: dn, careUnit: undefined, nextPhone }),
  ]);
}

function provider(
  county: County,
  hsaId: string,
  dn: Dn,
  name: string,
  orgNo: string,
  townName: string,
  nextPhone: () => string,
): Tree {
  const town = townNamed(townName);
  const record: Record = {
    dn,
    attributes: [
      ['objectClass', ['top', 'organization', 'hsaHealthCareProvider']],
      ['o', name],
      ['hsaIdentity', hsaId],
      ['orgNo', orgNo],
      ['description', 'Demonstrationsdata. Enheter, personer och telefonnummer är påhittade.'],
      ['telephoneNumber', nextPhone()],
      ['mail', `registrator@${county.domain}`],
      ['hsaPostalAddress', `${name}$Box 1$${spaced(town.postalCode)} ${town.name}`],
      ['l', town.name],
      ['countyCode', county.code],
      ['countyName', county.name],
      ['hsaDestinationIndicator', '03'],
    ],
  };
  return { records: [record], careUnits: [] };
}

function plainUnit(county: County, hsaId: string, dn: Dn): Tree {
  const name = dn[0]?.[0]?.value ?? '';
  const attributes = [
    ['objectClass', ['top', 'organizationalUnit']],
    ['ou', name],
    ['hsaIdentity', hsaId],
    ['countyCode', county.code],
    ['countyName', county.name],
    ['hsaDestinationIndicator', '03'],
  ] as const;
  return { records: [{ dn, attributes }], careUnits: [] };
}

interface UnitContext {
  readonly county: County;
  readonly provider: string;
  readonly plan: UnitPlan;
  readonly parent: Dn;
  /** The care unit it is a member of, if any; a unit inside a care unit is none itself. */
  readonly careUnit: string | undefined;
  readonly nextPhone: () => string;
}

function unitTree(context: UnitContext): Tree {
  const { county, plan, parent } = context;
  const hsaId = `${county.prefix}DEMO${plan.id}`;
  const dn = below(parent, 'ou', plan.name);
  const isCareUnit = context.careUnit === undefined && plan.kind !== 'hospital';
  const members = isCareUnit ? everyUnitInside(plan).map((member) => `${county.prefix}DEMO${member.id}`) : [];
  const inside = (plan.inside ?? []).map((inner) =>
    unitTree({ ...context, plan: inner, parent: dn, careUnit: isCareUnit ? hsaId : context.careUnit }),
  );
  const record = unitRecord(context, hsaId, dn, isCareUnit, members);
  const place: Place = { hsaId, name: plan.name, dn, kind: plan.kind, county, provider: context.provider };
  return merge([{ records: [record], careUnits: isCareUnit ? [place] : [] }, ...inside]);
}

function everyUnitInside(plan: UnitPlan): UnitPlan[] {
  return (plan.inside ?? []).flatMap((inner) => [inner, ...everyUnitInside(inner)]);
}

function unitRecord(
  context: UnitContext,
  hsaId: string,
  dn: Dn,
  isCareUnit: boolean,
  members: readonly string[],
): Record {
  const { county, plan, provider: owner, nextPhone } = context;
  const town = townNamed(plan.town);
  const phone = nextPhone();
  const offset = Number(phone.slice(-2)) * 17;
  const [activityCode, activityName, careType] = care[plan.kind];
  return {
    dn,
    attributes: [
      ['objectClass', ['top', 'organizationalUnit', ...(isCareUnit ? ['hsaHealthCareUnit'] : [])]],
      ['ou', plan.name],
      ['ouShort', plan.alias],
      ['hsaIdentity', hsaId],
      ['description', description(plan)],
      ['hsaResponsibleHealthCareProvider', isCareUnit ? owner : undefined],
      ['hsaHealthCareUnitMember', members],
      ['businessClassificationCode', activityCode],
      ['businessClassificationName', activityName],
      ['hsaBusinessType', businessType[plan.kind]],
      ['careType', careType],
      ['telephoneNumber', plan.id === 'HC1' ? [phone, '1177'] : phone],
      ['hsaTelephoneNumber', fictionalSwitchboard(Number(phone.slice(-2)))],
      ['hsaSwitchboardNumber', plan.kind === 'hospital' ? fictionalSwitchboard(Number(county.code)) : undefined],
      ['mail', `${plan.id.toLowerCase()}@${county.domain}`],
      ['labeledURI', isCareUnit ? `https://www.${county.domain}/${plan.id.toLowerCase()}` : undefined],
      ['hsaPostalAddress', `${plan.name}$${spaced(town.postalCode)} ${town.name}`],
      ['hsaVisitingAddress', `${street[plan.kind]} ${(offset % 40) + 1}$$$${town.name}`],
      ['postalCode', town.postalCode],
      ['l', town.name],
      ['unitPrescriptionCode', isCareUnit ? `${county.code}${phone.slice(-5)}` : undefined],
      ['hsaSweRef99Latitude', `N:${town.north + offset - 800}`],
      ['hsaSweRef99Longitude', `E:${town.east + ((offset * 7) % 1500) - 750}`],
      [
        'route',
        plan.kind === 'health-centre' ? `Från torget i ${town.name}: Hälsogatan norrut, ingång till höger.` : undefined,
      ],
      ['surgeryHours', hours[plan.kind]],
      ['telephoneHours', plan.kind === 'health-centre' ? '1-5#08:00#11:30' : undefined],
      ['dropInHours', plan.kind === 'health-centre' ? '2-2#13:00#15:00' : undefined],
      ['visitingHours', plan.kind === 'ward' ? '1-7#14:00#19:00' : undefined],
      ['countyCode', county.code],
      ['countyName', county.name],
      ['municipalityCode', town.municipalityCode],
      ['municipalityName', town.municipality],
      // A team inside a ward is for colleagues alone.
      ['hsaDestinationIndicator', plan.id === 'MEDTEAM' ? '02' : '03'],
    ],
  };
}

const street: Readonly<{ [kind in UnitKind]: string }> = {
  hospital: 'Sjukhusvägen',
  clinic: 'Sjukhusvägen',
  reception: 'Mottagningsgatan',
  ward: 'Sjukhusvägen',
  'health-centre': 'Hälsogatan',
  'home-care': 'Hemvägen',
  'social-care': 'Tallbacken',
};

function systemRecord(county: County, parent: Dn, system: County['systems'][number]): Record {
  return {
    dn: below(parent, 'cn', system.name),
    attributes: [
      ['objectClass', ['top', 'organizationalRole']],
      ['cn', system.name],
      ['hsaIdentity', `${county.prefix}DEMO${system.id}`],
      ['description', system.description],
      ['mail', `drift@${county.domain}`],
      ['countyCode', county.code],
    ],
  };
}

function spaced(postalCode: string): string {
  return `${postalCode.slice(0, 3)} ${postalCode.slice(3)}`;
}

export function merge(trees: readonly Tree[]): Tree {
  return {
    records: trees.flatMap((tree) => tree.records),
    careUnits: trees.flatMap((tree) => tree.careUnits),
  };
}
