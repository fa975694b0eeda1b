import { codeSystem } from '../content/code.ts';
import type { Drug, DrugChoice } from '../content/medication.ts';
import { stableId } from '../random.ts';
import { cv, words } from './coded.ts';

/** A drug in one of the five ways of GetMedicationHistory 2. */
export function drugOf(choice: DrugChoice) {
  switch (choice.by) {
    case 'product':
      return { drug: product(choice.drug) };
    case 'package':
      return {
        drugArticle: {
          nplPackId: cv({
            code: inventedNumber(choice.drug, 'pack'),
            system: codeSystem.nplPack,
            name: choice.drug.name,
          }),
        },
      };
    case 'substance': {
      const { substance, strength, strengthUnit = '', form } = choice.drug;
      return {
        generics: {
          substance,
          ...(strength !== undefined && { strength: { value: String(strength), unit: strengthUnit } }),
          form,
        },
      };
    }
    case 'article':
      return { merchandise: { articleNumber: words(`${choice.number} ${choice.name}`) } };
    case 'words':
      return { unstructuredDrugInformation: { unstructuredInformation: choice.text } };
  }
}

function product(drug: Drug) {
  return {
    nplId: cv({ code: inventedNumber(drug, 'product'), system: codeSystem.npl, name: drug.name }),
    atcCode: cv({ code: drug.atc, system: codeSystem.atc, name: drug.substance }),
    ...(drug.route && { routeOfAdministration: words(drug.route) }),
    pharmaceuticalForm: drug.form,
    ...(drug.strength !== undefined && { strength: String(drug.strength) }),
    ...(drug.strengthUnit && { strengthUnit: drug.strengthUnit }),
  };
}

/** Fourteen digits as real ones have, with zeros in front that no real one has. */
function inventedNumber({ name }: Drug, kind: string): string {
  return String(Number.parseInt(stableId(6, 'npl', kind, name), 16) % 1_000_000).padStart(14, '0');
}
