import type { Patient as FhirPatient, Provenance } from 'fhir/r4';
import type { CouncilData } from '../world/council-data.ts';
import { type Patient, shownName } from '../world/patient.ts';
import { stableId } from '../world/random.ts';
import type { ItemOf, ToldContract } from '../world/tell/index.ts';
import { inera, personIdentifier } from './codes.ts';
import { dressed } from './dress.ts';
import type { Subject } from './ids.ts';
import type { Clinical, ClinicalType, FhirRecord } from './record.ts';
import { alertRecord } from './records/alert.ts';
import { carePlanRecord } from './records/care-plan.ts';
import { diagnosisRecord } from './records/diagnosis.ts';
import { careContactRecord } from './records/encounter.ts';
import { functionalStatusRecord } from './records/functional-status.ts';
import { imagingRecord } from './records/imaging.ts';
import { laboratoryRecord } from './records/laboratory.ts';
import { maternityRecord } from './records/maternity.ts';
import { medicationRecord } from './records/medication.ts';
import { noteRecord } from './records/note.ts';
import { observationsRecord } from './records/observations.ts';
import { referralRecord } from './records/referral.ts';
import { requestRecord } from './records/request.ts';
import { vaccinationRecord } from './records/vaccination.ts';

/** A clinical resource and who answers for it. */
export interface Sourced {
  readonly resource: Clinical;
  readonly provenance: Provenance;
}

export interface Resources {
  subjectByNumber(number: string): Subject | undefined;
  subjectById(id: string): Subject | undefined;
  /** All of a type about a patient; those of one contract newest first. */
  list(type: ClinicalType, subject: Subject): readonly Sourced[];
}

/** The resources behind the FHIR server, made when asked for. A patient's id is a digest of the number. */
export function createResources(data: CouncilData, seed: string): Resources {
  const idOf = (number: string): string => stableId(16, seed, 'patient', number);
  const byId = new Map(data.patients.map((patient) => [idOf(patient.identity.id), patient]));
  const subject = (patient: Patient | undefined): Subject | undefined =>
    patient && { patient, id: idOf(patient.identity.id) };
  return {
    subjectByNumber: (number) => subject(data.patient(number)),
    subjectById: (id) => subject(byId.get(id)),
    list: (type, of) =>
      toldIn[type]
        .flatMap((told) => told(data, of))
        .flatMap(({ resources, provenance }) =>
          resources
            .filter(({ resourceType }) => resourceType === type)
            .map((resource) => ({ resource: dressed(resource), provenance })),
        )
        .toReversed(),
  };
}

type Told = (data: CouncilData, subject: Subject) => readonly FhirRecord[];

const from =
  <Id extends ToldContract>(contract: Id, record: (item: ItemOf<Id>, subject: Subject) => FhirRecord): Told =>
  (data, subject) =>
    (data.records(subject.patient.identity.id)?.(contract) ?? []).map((item: ItemOf<Id>) => record(item, subject));

const alerts = from('GetAlertInformation:2', alertRecord);
const diagnoses = from('GetDiagnosis:2', diagnosisRecord);
const functionalStatus = from('GetFunctionalStatus:2', functionalStatusRecord);
const imaging = from('GetImagingOutcome:1', imagingRecord);
const laboratory = from('GetLaboratoryOrderOutcome:4', laboratoryRecord);
const maternity = from('GetMaternityMedicalHistory:2', maternityRecord);
const medication = from('GetMedicationHistory:2', medicationRecord);
const notes = from('GetCareDocumentation:3', noteRecord);
const observations = from('GetObservations:1', observationsRecord);
const referrals = from('GetReferralOutcome:3', referralRecord);

/** Which records of the world have resources of a type. */
const toldIn: Readonly<Record<ClinicalType, readonly Told[]>> = {
  AllergyIntolerance: [alerts],
  Binary: [notes],
  CarePlan: [from('GetCarePlans:2', carePlanRecord)],
  Condition: [diagnoses, functionalStatus],
  DiagnosticReport: [laboratory, imaging, referrals],
  DocumentReference: [notes],
  Encounter: [from('GetCareContacts:3', careContactRecord)],
  Flag: [alerts],
  ImagingStudy: [imaging],
  Immunization: [from('GetVaccinationHistory:2', vaccinationRecord)],
  MedicationAdministration: [medication],
  MedicationRequest: [medication],
  MedicationStatement: [medication],
  Observation: [laboratory, maternity, observations],
  ServiceRequest: [referrals],
  Specimen: [laboratory],
  Task: [from('GetRequestActivities:1', requestRecord)],
};

/** Everything that can be read by its id. */
export const clinicalTypes = Object.keys(toldIn) as ClinicalType[];
export const isClinical = (type: string): type is ClinicalType => Object.hasOwn(toldIn, type);
/** A Binary is read, never looked for. */
export const searchedTypes = clinicalTypes.filter((type) => type !== 'Binary');
export const isSearched = (type: string): type is ClinicalType => isClinical(type) && type !== 'Binary';

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
