import type { CodeableConcept, Coding, Identifier } from 'fhir/r4';
import { personnummer, reservnummer, samordningsnummer } from '../world/personal-number.ts';

/** Identifier systems and code systems as the national guide writes them (generation of October 2026). */
export const system = {
  hsaId: 'urn:oid:1.2.752.29.4.19',
  localId: 'urn:oid:1.2.752.129.2.1.2.1',
  diagnosisType: 'https://terminologitjansten.inera.se/inera-kodverksforvaltning/kodverk/kv_diagnostyp',
  contactType: 'urn:oid:1.2.752.129.2.2.2.25',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  conditionCategory: 'https://fhir.inera.se/clinicalprocess-healthcond-description/CodeSystem/assessmentcategory-cs',
  maternitySection: 'https://fhir.inera.se/ig/ehds-tk/CodeSystem/maternity-section',
  planType: 'https://fhir.inera.se/CodeSystem/typeofcareplan-cs',
  prescriptionType: 'https://fhir.inera.se/CodeSystem/typeofprescription',
  requestStatus: 'urn:oid:1.2.752.129.2.2.2.43',
  requestType: 'urn:oid:1.2.752.129.2.2.2.24',
  loinc: 'http://loinc.org',
  section: 'http://terminology.hl7.org/CodeSystem/v2-0074',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
} as const;

const personSystems: Readonly<Record<string, string>> = {
  [personnummer]: 'http://electronichealth.se/identifier/personnummer',
  [samordningsnummer]: 'http://electronichealth.se/identifier/samordningsnummer',
  [reservnummer]: 'http://electronichealth.se/identifier/nationelltReservnummer',
};

const codeSystems: Readonly<Record<string, string>> = {
  '1.2.752.116.1.1.1.1.3': 'https://www.icd10.se/',
  '1.2.752.129.2.2.3.1.1': 'http://www.whocc.no/atc',
  '1.2.752.116.2.1.1': 'http://snomed.info/sct',
};

/** `https://fhir.inera.se/ig/ehds-tk/StructureDefinition/…`: profiles and local extensions. */
export const inera = (name: string): string => `https://fhir.inera.se/ig/ehds-tk/StructureDefinition/${name}`;
/** Extensions that the guide's pages name without defining them. */
export const page = (name: string): string => `https://fhir.inera.se/StructureDefinition/${name}`;
/** What this product has defined for itself. */
export const product = (name: string): string => `https://journal.demo.invalid/fhir/StructureDefinition/${name}`;
export const hl7 = (name: string): string => `http://hl7.org/fhir/StructureDefinition/${name}`;

export function personIdentifier({ id, type }: { readonly id: string; readonly type: string }): Identifier {
  return { system: personSystems[type] ?? `urn:oid:${type}`, value: id };
}

/** OID of a person identifier's system, as searches name it. */
export function personOid(uri: string): string | undefined {
  return Object.keys(personSystems).find((oid) => personSystems[oid] === uri);
}

export function hsaIdentifier(hsaId: string): Identifier {
  return {
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PRN' }] },
    system: system.hsaId,
    value: hsaId,
  };
}

export const localIdentifier = (id: string): Identifier => ({ system: system.localId, value: id });

interface ConceptParts {
  readonly code?: string;
  readonly codeSystem?: string;
  readonly displayName?: string;
  readonly originalText?: string;
}

/** CVType as CodeableConcept: `text` is always filled. */
export function concept({ code, codeSystem, displayName, originalText }: ConceptParts): CodeableConcept {
  const label = originalText ?? displayName;
  const coding: Coding | undefined =
    code === undefined
      ? undefined
      : {
          ...(codeSystem && { system: codeSystems[codeSystem] ?? `urn:oid:${codeSystem}` }),
          code,
          ...(displayName && { display: displayName }),
        };
  return { ...(coding && { coding: [coding] }), ...(label && { text: label }) };
}

export const coded = (uri: string, code: string, text?: string): CodeableConcept => ({
  coding: [{ system: uri, code }],
  ...(text && { text }),
});

/** An instance identifier (II) of a contract. */
export const identifierOf = ({
  root,
  extension,
}: {
  readonly root: string;
  readonly extension?: string;
}): Identifier =>
  extension === undefined
    ? { system: 'urn:ietf:rfc:3986', value: `urn:oid:${root}` }
    : { system: `urn:oid:${root}`, value: extension };
