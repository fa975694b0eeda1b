import type { AllergyIntolerance, CodeableConcept, Condition, MedicationStatement, Reference } from 'fhir/r4';
import { absent } from '../mapping/data-types.ts';
import { narrative } from '../mapping/narrative.ts';
import { systems } from '../mapping/systems.ts';
import type { Section } from './section.ts';

/** SNOMED CT: that nothing was found says nothing of the patient. "No known …" is for a source to say. */
const noInformation: CodeableConcept = {
  coding: [{ system: 'http://snomed.info/sct', code: '1287211007', display: 'No information available' }],
  text: 'Ingen information tillgänglig',
};

/** The entry of a required section that has no other. */
export function noInformationEntry(
  type: NonNullable<Section['required']>,
  id: string,
  patient: Reference,
  why: string,
): Condition | AllergyIntolerance | MedicationStatement {
  const text = narrative('Ingen information tillgänglig', [['Orsak', why]]);
  const clinicalStatus = (system: string): CodeableConcept => ({ coding: [{ system, code: 'active' }] });
  switch (type) {
    case 'Condition':
      return {
        resourceType: type,
        id,
        language: 'sv-SE',
        text,
        clinicalStatus: clinicalStatus(systems.conditionClinical),
        category: [{ coding: [{ system: systems.conditionCategory, code: 'problem-list-item' }] }],
        code: noInformation,
        subject: patient,
      };
    case 'AllergyIntolerance':
      return {
        resourceType: type,
        id,
        language: 'sv-SE',
        text,
        clinicalStatus: clinicalStatus(systems.allergyClinical),
        code: noInformation,
        patient,
      };
    case 'MedicationStatement':
      return {
        resourceType: type,
        id,
        language: 'sv-SE',
        text,
        status: 'unknown',
        medicationCodeableConcept: noInformation,
        subject: patient,
        // IPS asks for a time, and there is none.
        ...({ _effectiveDateTime: { extension: [absent('unknown')] } } as object),
      };
  }
}
