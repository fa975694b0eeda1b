import type { AllergyIntolerance, Condition, Encounter, Patient as FhirPatient, Flag, Provenance } from 'fhir/r4';
import type { CouncilData } from '../world/council-data.ts';
import { type Patient, shownName } from '../world/patient.ts';
import { stableId } from '../world/random.ts';
import type { ItemOf, ToldContract } from '../world/tell/index.ts';
import { allergyOf } from './allergy.ts';
import { inera, personIdentifier } from './codes.ts';
import { conditionOf } from './condition.ts';
import { encounterOf } from './encounter.ts';
import { flagOf } from './flag.ts';
import { provenanceOf, type Subject } from './parts.ts';

export type Clinical = Condition | AllergyIntolerance | Flag | Encounter;
export type ClinicalType = Clinical['resourceType'];
export const clinicalTypes = ['Condition', 'AllergyIntolerance', 'Flag', 'Encounter'] as const satisfies ClinicalType[];

export const isClinical = (type: string): type is ClinicalType => clinicalTypes.some((known) => known === type);

/** A clinical resource and who answers for it. */
export interface Sourced {
  readonly resource: Clinical;
  readonly provenance: Provenance;
}

export interface Resources {
  subjectByNumber(number: string): Subject | undefined;
  subjectById(id: string): Subject | undefined;
  /** All of a type about a patient, newest first. */
  list(type: ClinicalType, subject: Subject): readonly Sourced[];
}

/**
 * The resources behind the FHIR server, made when asked for. A patient's id is a digest of the number, a record's id is
 * the patient's followed by a digest of the record's: opaque, stable, and enough to find the record again.
 */
export function createResources(data: CouncilData, seed: string): Resources {
  const idOf = (number: string): string => stableId(16, seed, 'patient', number);
  const byId = new Map(data.patients.map((patient) => [idOf(patient.identity.id), patient]));
  const subject = (patient: Patient | undefined): Subject | undefined =>
    patient && { patient, id: idOf(patient.identity.id) };
  return {
    subjectByNumber: (number) => subject(data.patient(number)),
    subjectById: (id) => subject(byId.get(id)),
    list: (type, of) => makers[type](data, of).toReversed(),
  };
}

const makers: Readonly<Record<ClinicalType, (data: CouncilData, subject: Subject) => Sourced[]>> = {
  Condition: (data, subject) =>
    recordsOf(data, subject, 'GetDiagnosis:2').map((item) => {
      const { documentId, accountableHealthcareProfessional: professional } = item.diagnosisHeader;
      const resource = conditionOf(item, subject, recordId(subject, documentId));
      return sourced(resource, professional);
    }),
  Flag: (data, subject) =>
    recordsOf(data, subject, 'GetAlertInformation:2').map((item) => {
      const { documentId, accountableHealthcareProfessional: professional } = item.alertInformationHeader;
      const id = recordId(subject, documentId);
      const allergyId = item.alertInformationBody.hypersensitivity && id;
      return sourced(flagOf(item, subject, id, allergyId), professional);
    }),
  AllergyIntolerance: (data, subject) =>
    recordsOf(data, subject, 'GetAlertInformation:2').flatMap((item) => {
      const { documentId, accountableHealthcareProfessional: professional } = item.alertInformationHeader;
      const { hypersensitivity } = item.alertInformationBody;
      if (!hypersensitivity) return [];
      return [sourced(allergyOf(item, hypersensitivity, subject, recordId(subject, documentId)), professional)];
    }),
  Encounter: (data, subject) =>
    recordsOf(data, subject, 'GetCareContacts:2').map((item) => {
      const { documentId, accountableHealthcareProfessional: professional } = item.careContactHeader;
      return sourced(encounterOf(item, subject, recordId(subject, documentId)), professional);
    }),
};

function recordsOf<Id extends ToldContract>(
  data: CouncilData,
  { patient }: Subject,
  contract: Id,
): readonly ItemOf<Id>[] {
  return data.records(patient.identity.id)?.(contract) ?? [];
}

function sourced(resource: Clinical, professional: Parameters<typeof provenanceOf>[1]): Sourced {
  return { resource, provenance: provenanceOf(resource, professional) };
}

const recordId = ({ id }: Subject, documentId: string): string => `${id}-${stableId(16, documentId)}`;

/** The part of a record's id that names the patient. */
export const subjectIdIn = (id: string): string => id.slice(0, Math.max(id.indexOf('-'), 0));

const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

export function patientResource({ patient, id }: Subject): FhirPatient {
  const { given, family } = shownName(patient);
  return {
    resourceType: 'Patient',
    id,
    meta: {
      profile: [inera('SEEHDSPatient')],
      ...(patient.protected && { security: [{ system: confidentiality, code: 'R' }] }),
    },
    identifier: [personIdentifier(patient.identity)],
    name: [{ text: `${given} ${family}`, family, given: [given] }],
    gender: patient.sex,
    birthDate: patient.birthDate,
    ...(patient.died && { deceasedDateTime: patient.died }),
  };
}
