import type { CodeableConcept, Extension, Medication, MedicationStatement } from 'fhir/r4';
import type { MedicationMedicalRecord } from '../../../contracts/index.ts';
import { concept, hl7, page } from '../codes.ts';
import { quantity } from '../quantity.ts';

type Drug = NonNullable<MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription']['drug']>;

interface Medicine extends Pick<MedicationStatement, 'medicationCodeableConcept' | 'medicationReference'> {
  readonly contained?: Medication[];
  readonly extension: Extension[];
}

/** What is to be taken; `asMedication`: form and strength in a contained Medication, else in extensions. */
export function drugOf(drug: Drug | undefined, asMedication: boolean): Medicine {
  const product = drug?.drug;
  const code = drug && conceptOf(drug);
  if (!drug || !code) {
    const extension = [{ url: hl7('data-absent-reason'), valueCode: 'unknown' }];
    return { medicationCodeableConcept: { extension, text: 'Läkemedel ej angivet' }, extension: [] };
  }
  if (product && asMedication)
    return {
      contained: [medicationOf(product, code)],
      medicationReference: { reference: '#lm1', ...(code.text && { display: code.text }) },
      extension: [],
    };
  return { medicationCodeableConcept: code, extension: extensionsOf(drug) };
}

function conceptOf({ drug, generics, drugArticle, merchandise, unstructuredDrugInformation: words }: Drug) {
  if (drug) {
    const parts = [drug.nplId, drug.atcCode].filter((one) => one !== undefined).map(concept);
    const text = parts.map((one) => one.text).find(Boolean);
    return { coding: parts.flatMap(({ coding = [] }) => coding), ...(text && { text }) };
  }
  if (drugArticle) return concept(drugArticle.nplPackId);
  if (merchandise) return concept(merchandise.articleNumber);
  if (generics) {
    const { substance = '', form = '', strength } = generics;
    return { text: [substance, strength && `${strength.value} ${strength.unit}`, form].filter(Boolean).join(' ') };
  }
  return words && { text: words.unstructuredInformation };
}

function medicationOf(product: NonNullable<Drug['drug']>, code: CodeableConcept): Medication {
  const { pharmaceuticalForm: form, strength, strengthUnit, atcCode } = product;
  const substance = atcCode?.displayName ?? code.text;
  return {
    resourceType: 'Medication',
    id: 'lm1',
    code,
    ...(form && { form: { text: form } }),
    ...(strength && {
      ingredient: [
        {
          itemCodeableConcept: { text: substance ?? 'Aktiv substans' },
          strength: {
            numerator: quantity({ value: strength, unit: strengthUnit ?? '' }),
            denominator: { value: 1, ...(form && { unit: form }) },
          },
        },
      ],
    }),
  };
}

function extensionsOf({ drug, generics }: Drug): Extension[] {
  const form = drug?.pharmaceuticalForm ?? generics?.form;
  const strength = drug?.strength
    ? { value: drug.strength, unit: drug.strengthUnit ?? '' }
    : generics?.strength && { value: generics.strength.value, unit: generics.strength.unit };
  return [
    ...(form ? [{ url: page('pharmaceuticalForm'), valueString: form }] : []),
    ...(strength ? [{ url: page('drugStrength'), valueQuantity: quantity(strength) }] : []),
  ];
}
