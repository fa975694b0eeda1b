import type { CodeableConcept, Coding } from 'fhir/r4';
import { systemOids, uriOf } from '../../../codes/index.ts';
import type { MedicationMedicalRecord } from '../../../contracts/index.ts';
import { absent, codeableConcept, text } from './data-types.ts';

export type Prescription = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
export type DrugChoice = NonNullable<Prescription['drug']>;

/** What a drug choice names, as one concept with every code it has. */
export function medicationOf(drug: DrugChoice | undefined): CodeableConcept {
  const given = drug && conceptOf(drug);
  if (given && (given.coding || given.text)) return given;
  return { extension: [absent('unknown')], text: 'Läkemedel ej angivet' };
}

function conceptOf(drug: DrugChoice): CodeableConcept | undefined {
  if (drug.unstructuredDrugInformation) return { text: text(drug.unstructuredDrugInformation.unstructuredInformation) };
  if (drug.merchandise) return named(codeableConcept(drug.merchandise.articleNumber));
  if (drug.drugArticle) return named(codeableConcept(drug.drugArticle.nplPackId, uriOf(systemOids.nplPackage)));
  if (drug.generics) return { text: text(drug.generics.substance) };
  const { nplId, atcCode } = drug.drug ?? {};
  const concepts = [nplId, atcCode].flatMap((code) => (code ? [codeableConcept(code)] : []));
  const coding: Coding[] = concepts.flatMap((concept) => concept.coding ?? []);
  const words = concepts.map((concept) => concept.text ?? concept.coding?.[0]?.code).find(Boolean);
  return { coding: coding.length > 0 ? coding : undefined, text: words };
}

/** `text` is always filled: readers show it. */
function named(concept: CodeableConcept): CodeableConcept {
  return concept.text || concept.extension ? concept : { ...concept, text: concept.coding?.[0]?.code };
}
