import type { ClinicalType } from './clinical.ts';

/**
 * The generation of the national mapping guide (EHDS-TK, `https://fhir.inera.se/ig/ehds-tk`) that the resources follow.
 * The guide is a moving draft: what has changed between its generations stands here as data and nowhere else.
 */
export interface Generation {
  /** Canonical of what a resource claims in `meta.profile`; undefined where the generation has no such profile. */
  readonly profileOf: (name: ProfileName) => string | undefined;
  readonly hsaSystem: string;
  /** `{hsaId}` stands for the HSA-id of the record system. */
  readonly sourceTemplate: string;
  /** Whether the patient is referred to by the id of this server too, not by identity number alone. */
  readonly literalPatient: boolean;
  /** What a diagnosis says of its clinical status, of which the contract tells nothing. */
  readonly diagnosisClinicalStatus: 'active' | undefined;
  /** Whether growth and maternity observations claim the categories `exam` and `survey`. */
  readonly staticObservationCategories: boolean;
}

export type GenerationName = 'october-2026' | 'june-2026';

interface Profile {
  readonly type: ClinicalType | 'Provenance' | 'Patient' | 'PractitionerRole' | 'Organization';
  readonly october: string | undefined;
  readonly june: string | undefined;
}

const profile = (type: Profile['type'], october?: string, june?: string): Profile => ({ type, october, june });

/** The guide's profiles by the name they have here: resource type, id in October 2026, id in June 2026. */
const profiles = {
  AllergyIntolerance: profile('AllergyIntolerance', 'SEEHDSAllergyIntolerance', 'inera-ehds-allergy-intolerance'),
  CarePlan: profile('CarePlan', 'SEEHDSCarePlan', 'inera-ehds-care-plan'),
  ConditionDiagnosis: profile('Condition', 'SEEHDSConditionDiagnosis', 'inera-ehds-condition-diagnosis'),
  ConditionFunctional: profile('Condition', 'SEEHDSConditionFunctional', 'inera-ehds-condition-functional'),
  Device: profile('Device', 'SEEHDSDevice'),
  DiagnosticReportImaging: profile(
    'DiagnosticReport',
    'SEEHDSDiagnosticReportImaging',
    'inera-ehds-diagnostic-report-imaging',
  ),
  DiagnosticReportLab: profile('DiagnosticReport', 'SEEHDSDiagnosticReportLab', 'inera-ehds-diagnostic-report-lab'),
  DiagnosticReportReferral: profile(
    'DiagnosticReport',
    'SEEHDSDiagnosticReportReferral',
    'inera-ehds-diagnostic-report-referral',
  ),
  DocumentReference: profile('DocumentReference', 'SEEHDSDocumentReference', 'inera-ehds-document-reference'),
  Encounter: profile('Encounter', 'SEEHDSEncounter', 'inera-ehds-encounter'),
  Flag: profile('Flag', 'SEEHDSFlag', 'inera-ehds-flag'),
  ImagingStudy: profile('ImagingStudy', 'SEEHDSImagingStudy', 'inera-ehds-imaging-study'),
  Immunization: profile('Immunization', 'SEEHDSImmunization', 'inera-ehds-immunization'),
  MedicationStatement: profile('MedicationStatement', 'SEEHDSMedicationStatement', 'inera-ehds-medication-statement'),
  ObservationBase: profile('Observation', 'SEEHDSObservationBase', 'inera-ehds-observation-base'),
  ObservationGrowth: profile('Observation', 'SEEHDSObservationGrowth', 'inera-ehds-observation-growth'),
  ObservationLab: profile('Observation', 'SEEHDSObservationLab', 'inera-ehds-observation-lab'),
  ObservationMaternity: profile('Observation', 'SEEHDSObservationMaternity', 'inera-ehds-observation-maternity'),
  Organization: profile('Organization', 'SEEHDSOrganization'),
  Patient: profile('Patient', 'SEEHDSPatient', 'inera-ehds-patient'),
  PractitionerRole: profile('PractitionerRole', 'SEEHDSPractitionerRole'),
  Provenance: profile('Provenance', 'SEEHDSProvenance', 'inera-ehds-provenance'),
  /** A stub of the referral. */
  ServiceRequestReferral: profile(
    'ServiceRequest',
    'SEEHDSServiceRequestReferral',
    'inera-ehds-service-request-referral',
  ),
  /** The guide has no profile of its own. */
  Specimen: profile('Specimen'),
  Task: profile('Task', 'SEEHDSTask', 'inera-ehds-task'),
} as const;

export type ProfileName = keyof typeof profiles;

/** The resource type that a profile is of. */
export function typeOfProfile(name: ProfileName): Profile['type'] {
  return profiles[name].type;
}

/** Where the guide defines its own profiles and extensions. */
export const guideDefinitions = 'https://fhir.inera.se/ig/ehds-tk/StructureDefinition/';

const canonical = (id: string | undefined) => (id === undefined ? undefined : `${guideDefinitions}${id}`);

const generations: Readonly<Record<GenerationName, Generation>> = {
  /** Ids equal names, parents from HL7 Europe Core. */
  'october-2026': {
    profileOf: (name) => canonical(profiles[name].october),
    hsaSystem: 'urn:oid:1.2.752.29.4.19',
    sourceTemplate: 'https://tjanstekatalogen.inera.se/Endpoint/{hsaId}',
    literalPatient: true,
    diagnosisClinicalStatus: undefined,
    staticObservationCategories: false,
  },
  /** Ids in kebab case, parents from the International Patient Summary. */
  'june-2026': {
    profileOf: (name) => canonical(profiles[name].june),
    hsaSystem: 'urn:oid:1.2.752.129.2.1.4.1',
    sourceTemplate: 'urn:oid:1.2.752.129.2.1.4.1#{hsaId}',
    literalPatient: false,
    diagnosisClinicalStatus: 'active',
    staticObservationCategories: true,
  },
};

export function generationOf(name: GenerationName): Generation {
  return generations[name];
}
