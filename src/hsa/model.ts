/**
 * The care directory's objects as plain data, after the national HSA schema (5.3). Only what the bridge uses is kept;
 * personal identity numbers are never read.
 *
 * HSA-ids are upper case, `dn` is the canonical form of RFC 4514, instants are ISO 8601 in UTC.
 */

interface Common {
  readonly hsaId: string;
  /** Distinguished name. It carries the hierarchy; no attribute does. */
  readonly dn: string;
  readonly name: string;
  /** When the object is in force. */
  readonly period: Period;
  /** Closed for good (`hsaArchivedObject`), kept so that old records, blocks and consents still resolve. */
  readonly archived: boolean;
  /** When it was found to be gone from the directory without having been archived there, ISO 8601 in UTC. */
  readonly vanishedAt?: string;
  /** A fictitious object (`hsaFeignedDataObject`) in a directory of real ones. */
  readonly feigned: boolean;
  readonly hidden: boolean;
}

/** From (inclusive) to (exclusive), ISO 8601 in UTC; undefined is open. */
export interface Period {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** An organization (`organization`, own organisation number) or a unit inside one (`organizationalUnit`, enhet). */
export interface Unit extends Common {
  readonly kind: 'organization' | 'unit';
  /** `NNNNNN-NNNN`. */
  readonly orgNo: string | undefined;
  readonly alternativeNames: readonly string[];
  readonly description: string | undefined;
  /** Vårdgivare: answers for care and for the personal data in it. */
  readonly isCareProvider: boolean;
  /** Vårdenhet: the boundary of inner secrecy. */
  readonly isCareUnit: boolean;
  /** HSA-id of the care provider that answers for this care unit. */
  readonly responsibleProvider: string | undefined;
  /** HSA-ids of the units and functions that belong to this care unit. */
  readonly members: readonly string[];
  /** HSA-id of the head of operations (verksamhetschef). */
  readonly manager: string | undefined;
  readonly contact: Contact;
  readonly position: GridPosition | undefined;
  /** As of a {@link DirectoryFunction}. */
  readonly workplaceCodes?: readonly string[];
  readonly route: string | undefined;
  readonly openingHours: readonly OpeningHours[];
  readonly telephoneHours: readonly OpeningHours[];
  readonly dropInHours: readonly OpeningHours[];
  readonly visitingHours: readonly OpeningHours[];
  /** Verksamhetskod, list 1.2.752.129.2.2.1.3. The directory keeps codes and names in two sets that are not paired. */
  readonly activityCodes: readonly string[];
  readonly activityNames: readonly string[];
  /** Enhetstyp, list 1.2.752.129.2.2.1.12. */
  readonly businessTypes: readonly string[];
  /** Vårdform: 01 outpatient, 02 inpatient, 03 home care, 04 social care. */
  readonly careTypes: readonly string[];
  /** Two digits, e.g. 25. */
  readonly countyCode: string | undefined;
  readonly countyName: string | undefined;
  /** Two digits, to be read after the county code. */
  readonly municipalityCode: string | undefined;
  readonly municipalityName: string | undefined;
  /** Visas för, list 1.2.752.29.23.1.11; 03 is anyone. */
  readonly shownFor: readonly string[];
}

/** A function (funktion): a system, a mailbox, a booking desk. */
export interface DirectoryFunction extends Common {
  readonly kind: 'function';
  readonly description: string | undefined;
  readonly contact: Contact;
  /** Arbetsplatskoder, what is prescribed there is paid for under; absent where there are none. */
  readonly workplaceCodes?: readonly string[];
  /** As of a {@link Unit}. */
  readonly shownFor: readonly string[];
}

export interface Person extends Common {
  readonly kind: 'person';
  readonly givenName: string | undefined;
  /** Middle name and surname, in that order. */
  readonly surname: string;
  readonly title: string | undefined;
  /** Licensed professions (legitimerad yrkesgrupp) in clear text. */
  readonly licences: readonly string[];
  readonly specialityCodes: readonly string[];
  readonly specialityNames: readonly string[];
  /** Befattning, list 1.2.752.129.2.2.1.4. */
  readonly positionCodes: readonly string[];
  readonly positionNames: readonly string[];
  readonly prescriptionCode: string | undefined;
  /** Absent where the directory says nothing of the kind. */
  readonly licensing?: Licensing;
  readonly systemRoles: readonly SystemRole[];
  readonly contact: Contact;
  /** Skyddad person: shown to nobody by name, found by nobody's search. */
  readonly protected: boolean;
}

/** What a licence holds beside the profession, as the register of licences (HOSP) has told the directory. */
export interface Licensing {
  /** Gruppförskrivarkod. */
  readonly groupPrescriptionCodes: readonly string[];
  readonly nurseRights: readonly NurseRight[];
  /** Utökad yrkeskod, list 1.2.752.129.2.2.1.96. */
  readonly occupationalCodes: readonly string[];
  readonly specialities: readonly LicensedSpeciality[];
  /** HOSP-id. */
  readonly number: string | undefined;
}

/** Whether a nurse or midwife may prescribe (`SJ;J`). */
export interface NurseRight {
  /** Code of the licence, list 1.2.752.116.3.1.3. */
  readonly licence: string;
  readonly prescribes: boolean;
}

/** `licence;speciality code;name`, the licence by its code. */
export interface LicensedSpeciality {
  readonly licence: string;
  readonly code: string;
  readonly name: string;
}

/** Codes of licences (list 1.2.752.116.3.1.3) with their professions, as far as they are known here. */
export const licenceNames: ReadonlyMap<string, string> = new Map([
  ['LK', 'Läkare'],
  ['SJ', 'Sjuksköterska'],
  ['BM', 'Barnmorska'],
]);

/** `hsaSystemRole`: what a person may do in one named system. */
export interface SystemRole {
  readonly system: string;
  readonly role: string;
}

export function hasRole({ systemRoles }: Person, { system, role }: SystemRole): boolean {
  return systemRoles.some((one) => one.system === system && one.role === role);
}

/** An assignment (medarbetaruppdrag): a purpose and rights, given to its members at the place where it stands. */
export interface Commission extends Common {
  readonly kind: 'commission';
  /** One of {@link commissionPurposes} in their spelling where it is known, else as written. */
  readonly purpose: string;
  readonly rights: readonly CommissionRight[];
  readonly members: readonly CommissionMember[];
}

/** `activity;information class;scope`, e.g. `Läsa;alla;SJF`, where SJF is cohesive record sharing. */
export interface CommissionRight {
  readonly activity: string;
  readonly informationClass: string;
  readonly scope: string;
}

export interface CommissionMember {
  /** HSA-id of the person. */
  readonly person: string;
  readonly period: Period;
}

export type DirectoryObject = Unit | DirectoryFunction | Person | Commission;

export interface Contact {
  /** E.164, or a national short number such as 1177. */
  readonly phones: readonly string[];
  /** For colleagues, never for the internet. */
  readonly internalPhones: readonly string[];
  readonly switchboard: string | undefined;
  readonly mail: string | undefined;
  readonly web: string | undefined;
  readonly postalAddress: Address | undefined;
  readonly visitingAddress: Address | undefined;
}

export interface Address {
  readonly lines: readonly string[];
  /** Five digits. */
  readonly postalCode: string | undefined;
  readonly town: string | undefined;
}

/** SWEREF 99 TM, whole metres. */
export interface GridPosition {
  readonly north: number;
  readonly east: number;
}

/** Open from `opens` to `closes` on each day from `fromDay` to `toDay`; 1 is Monday, `24:00` is allowed. */
export interface OpeningHours {
  readonly fromDay: number;
  readonly toDay: number;
  readonly opens: string;
  readonly closes: string;
  readonly comment: string | undefined;
}

/** Purposes an assignment may have (list 1.2.752.29.23.1.100, aligned with the purposes of the access log). */
export const commissionPurposes = [
  'Vård och behandling',
  'Kvalitetssäkring',
  'Annan dokumentation enligt lag',
  'Statistik',
  'Administration',
  'Kvalitetsregister',
] as const;

/** The purpose of giving care, the only one that opens other care providers' data. */
export const carePurpose = commissionPurposes[0];

/** Purposes are compared without regard to letter case. */
export function samePurpose(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The form in which HSA-ids are kept and compared. Only ASCII letters have cases here: `ı` is no small I. */
export function hsaKey(hsaId: string): string {
  return hsaId.trim().replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** Whether the period covers the instant. */
export function covers(period: Period, at: Date): boolean {
  const instant = at.toISOString();
  return (period.from === undefined || period.from <= instant) && (period.to === undefined || instant < period.to);
}

export function isUnit(object: DirectoryObject): object is Unit {
  return object.kind === 'unit' || object.kind === 'organization';
}

/** Not archived, not fictitious, not hidden: what lists and searches show. */
export function isListed(object: DirectoryObject): boolean {
  return !object.archived && !object.feigned && !object.hidden;
}

/** Whether its owner has marked it for the internet (visas för: 03). Nothing said is no. */
export function isForAnyone({ shownFor }: Pick<Unit, 'shownFor'>): boolean {
  return shownFor.includes('03');
}
