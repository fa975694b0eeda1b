import { ancestorsOf, formatDn, parseDn } from './dn.ts';
import { type Entry, textOf, textsOf } from './entry.ts';
import type { Commission, Contact, DirectoryFunction, DirectoryObject, Licensing, Person, Unit } from './model.ts';
import { commissionPurposes, samePurpose } from './model.ts';
import {
  parseAddress,
  parseHsaId,
  parseLicensedSpeciality,
  parseMember,
  parseNurseRight,
  parseOpeningHours,
  parseOrgNo,
  parsePeriod,
  parsePosition,
  parseRight,
  parseSystemRole,
} from './values.ts';

/**
 * The one table of LDAP names: what is read from an entry, and what the LDAP source asks for. The first name is the one
 * to search by; the others are spellings met in older sources. `personalIdentityNumber` is left out on purpose.
 */
export const attributes = {
  objectClass: ['objectClass'],
  hsaId: ['hsaIdentity'],
  organizationName: ['o'],
  unitName: ['ou'],
  commonName: ['cn'],
  alternativeNames: ['ouShort'],
  orgNo: ['orgNo'],
  description: ['description'],
  startDate: ['startDate'],
  endDate: ['endDate'],
  responsibleProvider: ['hsaResponsibleHealthCareProvider'],
  members: ['hsaHealthCareUnitMember'],
  manager: ['hsaHealthCareUnitManager'],
  phones: ['telephoneNumber'],
  internalPhones: ['hsaTelephoneNumber'],
  switchboard: ['hsaSwitchboardNumber'],
  mail: ['mail'],
  web: ['labeledURI', 'hsaVpwWebPage'],
  postalAddress: ['hsaPostalAddress', 'postalAddress'],
  visitingAddress: ['hsaVisitingAddress', 'street', 'streetAddress'],
  postalCode: ['postalCode'],
  town: ['l'],
  latitude: ['hsaSweRef99Latitude'],
  longitude: ['hsaSweRef99Longitude'],
  route: ['route'],
  openingHours: ['surgeryHours'],
  telephoneHours: ['telephoneHours', 'telephoneHour'],
  dropInHours: ['dropInHours', 'dropInHour'],
  visitingHours: ['visitingHours', 'hsaVisitingHours'],
  activityCodes: ['businessClassificationCode'],
  activityNames: ['businessClassificationName'],
  businessTypes: ['hsaBusinessType'],
  careTypes: ['careType'],
  countyCode: ['countyCode'],
  countyName: ['countyName'],
  municipalityCode: ['municipalityCode'],
  municipalityName: ['municipalityName'],
  workplaceCodes: ['unitPrescriptionCode'],
  shownFor: ['hsaDestinationIndicator'],
  givenName: ['givenName'],
  middleName: ['middleName'],
  surname: ['sn'],
  fullName: ['fullName'],
  title: ['title'],
  licences: ['hsaTitle'],
  specialityCodes: ['specialityCode'],
  specialityNames: ['specialityName'],
  positionCodes: ['paTitleCode'],
  positionNames: ['paTitleName'],
  prescriptionCode: ['personalPrescriptionCode'],
  groupPrescriptionCodes: ['hsaGroupPrescriptionCode'],
  nurseRights: ['hsaSosNursePrescriptionRight', 'nursePrescriptionRight'],
  occupationalCodes: ['occupationalCode'],
  licensedSpecialities: ['hsaSosTitleCodeSpeciality'],
  licenceNumber: ['hospIdentityNumber'],
  systemRoles: ['hsaSystemRole'],
  protected: ['hsaProtectedPerson'],
  purpose: ['hsaCommissionPurpose'],
  rights: ['hsaCommissionRight'],
  commissionMembers: ['hsaCommissionMember'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/**
 * Raised whenever an entry becomes another object than it did before: a copy that was made with another version is read
 * anew, and what only one of the two versions reads is no change of the directory.
 */
export const mappingVersion = 2;

/** An entry that became no object, and why. Entries without an HSA-id class (counties) are simply not objects. */
export interface Omission {
  readonly hsaId: string | undefined;
  readonly reason: string;
}
export type Mapped =
  | { readonly object: DirectoryObject }
  | { readonly omitted: Omission }
  | { readonly structural: true };

/** Objects lacking mandatory attributes are omitted, never given half; malformed single values are dropped. */
export function mapEntry(entry: Entry): Mapped {
  const classes = new Set(textsOf(entry, attributes.objectClass).map((name) => name.toLowerCase()));
  const kind = objectKinds.find((candidate) => classes.has(candidate.objectClass));
  if (!kind) return { structural: true };
  const hsaId = parseHsaId(textOf(entry, attributes.hsaId));
  const omit = (reason: string): Mapped => ({ omitted: { hsaId, reason } });
  const dn = parseDn(entry.dn);
  const name = textOf(entry, kind.name);
  const period = parsePeriod(textOf(entry, attributes.startDate), textOf(entry, attributes.endDate));
  if (!hsaId) return omit('hsaIdentity is missing or malformed');
  if (!dn) return omit('the distinguished name is malformed');
  if (!name) return omit(`${kind.name[0]} is missing`);
  if (!period) return omit('startDate or endDate is malformed');
  const common: CommonParts = {
    hsaId,
    dn: formatDn(dn),
    name,
    period,
    archived: classes.has('hsaarchivedobject'),
    feigned: classes.has('hsafeigneddataobject'),
    hidden: classes.has('hiddenobject'),
  };
  const object = kind.map(entry, common, classes);
  return typeof object === 'string' ? omit(object) : { object };
}

type CommonParts = Pick<DirectoryObject, 'hsaId' | 'dn' | 'name' | 'period' | 'archived' | 'feigned' | 'hidden'>;

interface ObjectKind {
  /** Lower case. */
  readonly objectClass: string;
  readonly name: readonly [string, ...string[]];
  /** The object, or which mandatory attribute is missing. */
  readonly map: (entry: Entry, common: CommonParts, classes: ReadonlySet<string>) => DirectoryObject | string;
}

const objectKinds: readonly ObjectKind[] = [
  { objectClass: 'hsacommission', name: attributes.commonName, map: toCommission },
  { objectClass: 'person', name: attributes.commonName, map: toPerson },
  { objectClass: 'organizationalrole', name: attributes.commonName, map: toFunction },
  {
    objectClass: 'organization',
    name: attributes.organizationName,
    map: (entry, common, classes) =>
      parseOrgNo(textOf(entry, attributes.orgNo))
        ? toUnit('organization', entry, common, classes)
        : 'orgNo is missing or malformed',
  },
  {
    objectClass: 'organizationalunit',
    name: attributes.unitName,
    map: (entry, common, classes) => toUnit('unit', entry, common, classes),
  },
];

function toUnit(kind: Unit['kind'], entry: Entry, common: CommonParts, classes: ReadonlySet<string>): Unit {
  const one = (names: readonly string[]) => textOf(entry, names);
  const each = <T>(names: readonly string[], parse: (value: string) => T | undefined) => valid(entry, names, parse);
  return {
    kind,
    ...common,
    orgNo: parseOrgNo(one(attributes.orgNo)),
    alternativeNames: textsOf(entry, attributes.alternativeNames),
    description: one(attributes.description),
    isCareProvider: classes.has('hsahealthcareprovider') && !classes.has('hsainaccuratehcp'),
    isCareUnit: classes.has('hsahealthcareunit') && !classes.has('hsainaccuratehcu'),
    responsibleProvider: parseHsaId(one(attributes.responsibleProvider)),
    members: each(attributes.members, parseHsaId),
    manager: parseHsaId(one(attributes.manager)),
    contact: toContact(entry),
    position: parsePosition(one(attributes.latitude), one(attributes.longitude)),
    route: one(attributes.route),
    openingHours: each(attributes.openingHours, parseOpeningHours),
    telephoneHours: each(attributes.telephoneHours, parseOpeningHours),
    dropInHours: each(attributes.dropInHours, parseOpeningHours),
    visitingHours: each(attributes.visitingHours, parseOpeningHours),
    activityCodes: textsOf(entry, attributes.activityCodes),
    activityNames: textsOf(entry, attributes.activityNames),
    businessTypes: textsOf(entry, attributes.businessTypes),
    careTypes: textsOf(entry, attributes.careTypes),
    countyCode: one(attributes.countyCode),
    countyName: one(attributes.countyName),
    municipalityCode: one(attributes.municipalityCode),
    municipalityName: one(attributes.municipalityName),
    ...workplaceCodesIn(entry),
    shownFor: textsOf(entry, attributes.shownFor),
  };
}

function toFunction(entry: Entry, common: CommonParts): DirectoryFunction {
  const description = textOf(entry, attributes.description);
  const shownFor = textsOf(entry, attributes.shownFor);
  return { kind: 'function', ...common, description, contact: toContact(entry), ...workplaceCodesIn(entry), shownFor };
}

function toPerson(entry: Entry, common: CommonParts, classes: ReadonlySet<string>): Person | string {
  const surname = textOf(entry, attributes.surname);
  const fullName = textOf(entry, attributes.fullName);
  if (!surname) return 'sn is missing';
  if (!fullName) return 'fullName is missing';
  const middleName = textOf(entry, attributes.middleName);
  return {
    kind: 'person',
    ...common,
    name: fullName,
    givenName: textOf(entry, attributes.givenName),
    surname: middleName ? `${middleName} ${surname}` : surname,
    title: textOf(entry, attributes.title),
    licences: textsOf(entry, attributes.licences),
    specialityCodes: textsOf(entry, attributes.specialityCodes),
    specialityNames: textsOf(entry, attributes.specialityNames),
    positionCodes: textsOf(entry, attributes.positionCodes),
    positionNames: textsOf(entry, attributes.positionNames),
    prescriptionCode: textOf(entry, attributes.prescriptionCode),
    ...licensingIn(entry),
    systemRoles: valid(entry, attributes.systemRoles, parseSystemRole),
    contact: toContact(entry),
    protected: classes.has('hsaconfidentialperson') || hasAny(entry, attributes.protected[0]),
  };
}

/** What most objects do not have is left out: a directory of hundreds of thousands is kept in memory and store. */
function workplaceCodesIn(entry: Entry): Pick<Unit, 'workplaceCodes'> {
  const workplaceCodes = textsOf(entry, attributes.workplaceCodes);
  return workplaceCodes.length > 0 ? { workplaceCodes } : {};
}

function licensingIn(entry: Entry): Pick<Person, 'licensing'> {
  return licensingOf({
    groupPrescriptionCodes: textsOf(entry, attributes.groupPrescriptionCodes),
    nurseRights: valid(entry, attributes.nurseRights, parseNurseRight),
    occupationalCodes: textsOf(entry, attributes.occupationalCodes),
    specialities: valid(entry, attributes.licensedSpecialities, parseLicensedSpeciality),
    number: textOf(entry, attributes.licenceNumber),
  });
}

/** Nothing where there is nothing to tell. */
export function licensingOf(licensing: Licensing): Pick<Person, 'licensing'> {
  const { number, ...lists } = licensing;
  const says = number !== undefined || Object.values(lists).some(({ length }) => length > 0);
  return says ? { licensing } : {};
}

/** `hsaProtectedPerson`: any value means yes, even a blank one. */
function hasAny(entry: Entry, name: string): boolean {
  return (entry.attributes.get(name.toLowerCase()) ?? []).length > 0;
}

function toCommission(entry: Entry, common: CommonParts): Commission | string {
  const purpose = textOf(entry, attributes.purpose);
  if (!purpose) return 'hsaCommissionPurpose is missing';
  return {
    kind: 'commission',
    ...common,
    purpose: commissionPurposes.find((known) => samePurpose(known, purpose)) ?? purpose,
    rights: valid(entry, attributes.rights, parseRight),
    members: valid(entry, attributes.commissionMembers, parseMember),
  };
}

function toContact(entry: Entry): Contact {
  const one = (names: readonly string[]) => textOf(entry, names);
  const visiting = parseAddress(one(attributes.visitingAddress), one(attributes.postalCode));
  const town = one(attributes.town);
  return {
    phones: valid(entry, attributes.phones, parsePhone),
    internalPhones: valid(entry, attributes.internalPhones, parsePhone),
    switchboard: parsePhone(one(attributes.switchboard) ?? ''),
    mail: one(attributes.mail),
    web: one(attributes.web),
    postalAddress: parseAddress(one(attributes.postalAddress)),
    visitingAddress: visiting && { ...visiting, town: visiting.town ?? town },
  };
}

/** The contracts' pattern; blanks and hyphens written for the eye are taken out. */
function parsePhone(value: string): string | undefined {
  const digits = value.replace(/[\s-]/g, '');
  return /^[+0-9][0-9]{1,28}$/.test(digits) ? digits : undefined;
}

function valid<T>(entry: Entry, names: readonly string[], parse: (value: string) => T | undefined): readonly T[] {
  return textsOf(entry, names)
    .map(parse)
    .filter((value) => value !== undefined);
}

/** The canonical names of the levels above an object, nearest first. */
export function ancestorDns(dn: string): string[] {
  return ancestorsOf(parseDn(dn) ?? []).map(formatDn);
}
