/**
 * The generation of the national mapping guide (EHDS-TK, `https://fhir.inera.se/ig/ehds-tk`) that the resources follow.
 * The guide is a moving draft: profile names, the HSA-id system and the form of `meta.source` have all changed between
 * its generations, so they stand here as data and nowhere else.
 */
export interface Generation {
  /** Canonical of the profile a resource claims in `meta.profile`, by resource type. */
  readonly profiles: Readonly<Record<ProfiledType, string>>;
  readonly hsaSystem: string;
  /** `{hsaId}` stands for the HSA-id of the record system. */
  readonly sourceTemplate: string;
}

type ProfiledType =
  | 'Condition'
  | 'Flag'
  | 'AllergyIntolerance'
  | 'Encounter'
  | 'Provenance'
  | 'PractitionerRole'
  | 'Organization';

const guide = 'https://fhir.inera.se/ig/ehds-tk';

/** Where the guide defines its own profiles and extensions. */
export const guideDefinitions = `${guide}/StructureDefinition/`;

/** The guide as it stood in October 2026: ids equal names, parents from HL7 Europe Core. */
export const october2026: Generation = {
  profiles: {
    Condition: `${guideDefinitions}SEEHDSConditionDiagnosis`,
    Flag: `${guideDefinitions}SEEHDSFlag`,
    AllergyIntolerance: `${guideDefinitions}SEEHDSAllergyIntolerance`,
    Encounter: `${guideDefinitions}SEEHDSEncounter`,
    Provenance: `${guideDefinitions}SEEHDSProvenance`,
    PractitionerRole: `${guideDefinitions}SEEHDSPractitionerRole`,
    Organization: `${guideDefinitions}SEEHDSOrganization`,
  },
  hsaSystem: 'urn:oid:1.2.752.29.4.19',
  sourceTemplate: 'https://tjanstekatalogen.inera.se/Endpoint/{hsaId}',
};

/** Code systems and extensions of FHIR and HL7 terminology that the mapping writes. */
export const systems = {
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  nullFlavor: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor',
  observationValue: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  conditionVerification: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  conditionCategory: 'http://terminology.hl7.org/CodeSystem/condition-category',
  allergyVerification: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
  allergyClinical: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
  provenanceParticipant: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  diagnosisType: 'https://terminologitjansten.inera.se/inera-kodverksforvaltning/kodverk/kv_diagnostyp',
  alertType: 'urn:oid:1.2.752.129.2.2.2.1',
  careContactType: 'urn:oid:1.2.752.129.2.2.2.25',
  /** Ids that are unique within their source and have no root of their own: document and care contact ids. */
  localId: 'urn:oid:1.2.752.129.2.1.2.1',
} as const;

export const standardExtensions = {
  assertedDate: 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate',
  relatedCondition: 'http://hl7.org/fhir/StructureDefinition/condition-related',
  flagDetail: 'http://hl7.org/fhir/StructureDefinition/flag-detail',
  dataAbsentReason: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
} as const;
