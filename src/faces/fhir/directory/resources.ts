import type {
  CodeableConcept,
  ContactPoint,
  Address as FhirAddress,
  Period as FhirPeriod,
  Identifier,
  Location,
  LocationHoursOfOperation,
  Organization,
  Practitioner,
  PractitionerRole,
  Reference,
} from 'fhir/r4';
import {
  type Address,
  type Assignment,
  type Contact,
  type OpeningHours,
  type Period,
  type Person,
  protectedName,
  type Unit,
} from '../../../hsa/index.ts';
import { toGeographic } from './sweref99.ts';

/**
 * The care directory as FHIR R4 resources, after the Swedish base profiles (hl7se.fhir.base 1.1.0): pure functions from
 * the directory's objects. A resource's id is the HSA-id; a role's is that of its commission and its person.
 */

export const hsaIdSystem = 'urn:oid:1.2.752.29.4.19';
export const orgNoSystem = 'urn:oid:2.5.4.97';
export const activitySystem = 'urn:oid:1.2.752.129.2.2.1.3';
export const positionSystem = 'urn:oid:1.2.752.129.2.2.1.4';
export const organizationTypeSystem = 'http://terminology.hl7.org/CodeSystem/organization-type';
const identifierTypeSystem = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const confidentialitySystem = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
/** The purpose (ändamål) of a commission, in clear text. */
const commissionPurposeUrl = 'https://norrbryggan.example/fhir/StructureDefinition/commission-purpose';

export function toOrganization(unit: Unit, parent: Unit | undefined): Organization {
  const { contact } = unit;
  return compact<Organization>({
    resourceType: 'Organization',
    id: unit.hsaId,
    identifier: [hsaIdentifier(unit.hsaId), ...(unit.orgNo ? [orgNoIdentifier(unit.orgNo)] : [])],
    active: !unit.archived,
    type: typesOf(unit),
    name: unit.name,
    alias: [...unit.alternativeNames],
    telecom: telecomOf(contact),
    address: [toAddress(contact.postalAddress, 'postal'), toAddress(contact.visitingAddress, 'physical')].filter(
      (address) => address !== undefined,
    ),
    partOf: parent && unitReference('Organization', parent),
  });
}

export function toLocation(unit: Unit, parent: Unit | undefined): Location {
  const position = unit.position && toGeographic(unit.position);
  return compact<Location>({
    resourceType: 'Location',
    id: unit.hsaId,
    identifier: [hsaIdentifier(unit.hsaId)],
    status: unit.archived ? 'inactive' : 'active',
    name: unit.name,
    description: unit.route,
    mode: 'instance',
    type: activityTypes(unit),
    telecom: telecomOf(unit.contact),
    address: toAddress(unit.contact.visitingAddress, 'physical'),
    position,
    managingOrganization: unitReference('Organization', unit),
    partOf: parent && unitReference('Location', parent),
    hoursOfOperation: unit.openingHours.map(toHours),
    availabilityExceptions: exceptionsOf(unit.openingHours),
  });
}

export function toPractitioner(person: Person): Practitioner {
  const common: Practitioner = {
    resourceType: 'Practitioner',
    id: person.hsaId,
    identifier: [hsaIdentifier(person.hsaId)],
    active: !person.archived,
  };
  if (person.protected) {
    return {
      ...common,
      meta: { security: [{ system: confidentialitySystem, code: 'R' }] },
      name: [{ text: protectedName }],
    };
  }
  return compact<Practitioner>({
    ...common,
    name: [compact({ text: person.name, family: person.surname, given: person.givenName?.split(' ') })],
    telecom: telecomOf(person.contact),
    qualification: person.licences.map((text) => ({ code: { text } })),
  });
}

/** One person's assignment. Its organization is the care unit, or the care provider where it stands directly there. */
export function toPractitionerRole(assignment: Assignment, person: Person): PractitionerRole {
  const { commission, member, careProvider } = assignment;
  const organization = assignment.careUnit ?? careProvider;
  return compact<PractitionerRole>({
    resourceType: 'PractitionerRole',
    id: roleId(assignment),
    extension: [{ url: commissionPurposeUrl, valueString: commission.purpose }],
    identifier: [hsaIdentifier(commission.hsaId)],
    active: true,
    period: toPeriod(member.period),
    practitioner: {
      reference: `Practitioner/${person.hsaId}`,
      identifier: hsaIdentifier(person.hsaId),
      display: person.protected ? protectedName : person.name,
    },
    organization: unitReference('Organization', organization),
    code: person.protected ? [] : roleCodes(person),
    specialty: person.protected ? [] : specialities(person),
    location: [unitReference('Location', organization)],
  });
}

export function roleId({ commission, member }: Pick<Assignment, 'commission' | 'member'>): string {
  return `${commission.hsaId}.${member.person}`;
}

function hsaIdentifier(value: string): Identifier {
  return { type: { coding: [{ system: identifierTypeSystem, code: 'PRN' }] }, system: hsaIdSystem, value };
}

function orgNoIdentifier(value: string): Identifier {
  return { type: { coding: [{ system: identifierTypeSystem, code: 'XX' }] }, system: orgNoSystem, value };
}

function unitReference(type: 'Organization' | 'Location', unit: Unit): Reference {
  return { reference: `${type}/${unit.hsaId}`, identifier: hsaIdentifier(unit.hsaId), display: unit.name };
}

function typesOf(unit: Unit): CodeableConcept[] {
  const provider = { coding: [{ system: organizationTypeSystem, code: 'prov', display: 'Healthcare Provider' }] };
  return unit.isCareProvider ? [provider, ...activityTypes(unit)] : activityTypes(unit);
}

/** The directory's codes and names are two sets; only a single one of each surely belong together. */
function activityTypes({ activityCodes, activityNames }: Unit): CodeableConcept[] {
  return codedTexts(activitySystem, activityCodes, activityNames);
}

function roleCodes({ positionCodes, positionNames, title }: Person): CodeableConcept[] {
  const codes = codedTexts(positionSystem, positionCodes, positionNames);
  return codes.length > 0 || !title ? codes : [{ text: title }];
}

/** Without a system: the national lists differ by year, and the directory does not say which one it used. */
function specialities({ specialityCodes, specialityNames }: Person): CodeableConcept[] {
  return codedTexts(undefined, specialityCodes, specialityNames);
}

function codedTexts(system: string | undefined, codes: readonly string[], names: readonly string[]): CodeableConcept[] {
  const [code, name] = [codes[0], names[0]];
  if (codes.length === 1 && names.length === 1 && code && name) {
    return [{ coding: [compact({ system, code, display: name })], text: name }];
  }
  return [...codes.map((one) => ({ coding: [compact({ system, code: one })] })), ...names.map((text) => ({ text }))];
}

function telecomOf(contact: Contact): ContactPoint[] {
  const point = (system: NonNullable<ContactPoint['system']>, value: string): ContactPoint => ({
    system,
    value,
    use: 'work',
  });
  return [
    ...contact.phones.map((phone) => point('phone', phone)),
    ...(contact.switchboard ? [point('phone', contact.switchboard)] : []),
    ...(contact.mail ? [point('email', contact.mail)] : []),
    ...(contact.web ? [point('url', contact.web)] : []),
  ];
}

function toAddress(address: Address | undefined, type: 'postal' | 'physical'): FhirAddress | undefined {
  if (!address) return undefined;
  const { lines, postalCode, town } = address;
  return compact<FhirAddress>({ use: 'work', type, line: [...lines], postalCode, city: town, country: 'SE' });
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** FHIR has no 24:00: the whole day is `allDay`, an end at midnight the day's last second. */
function toHours({ fromDay, toDay, opens, closes }: OpeningHours): LocationHoursOfOperation {
  const daysOfWeek = days.slice(fromDay - 1, toDay);
  if (opens === '00:00' && closes === '24:00') return { daysOfWeek, allDay: true };
  return { daysOfWeek, openingTime: `${opens}:00`, closingTime: closes === '24:00' ? '23:59:59' : `${closes}:00` };
}

function exceptionsOf(hours: readonly OpeningHours[]): string | undefined {
  const comments = hours
    .filter(({ comment }) => comment)
    .map(({ opens, closes, comment }) => `${opens}–${closes}: ${comment}`);
  return comments.join('; ') || undefined;
}

function toPeriod({ from, to }: Period): FhirPeriod | undefined {
  return from || to ? compact<FhirPeriod>({ start: from, end: to }) : undefined;
}

/** FHIR knows neither empty lists nor undefined elements. */
function compact<T extends object>(value: { [Key in keyof T]: T[Key] | undefined }): T {
  const kept = Object.entries(value).filter(
    ([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0),
  );
  return Object.fromEntries(kept) as T;
}
