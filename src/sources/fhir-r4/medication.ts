import { systemOids } from '../../codes/index.ts';
import { wordsOf } from '../coded-value.ts';
import type { Context } from './context.ts';
import { type DrugChoice, dosageFrom } from './dosage.ts';
import type { AnyResource, CodeableConcept, Reference, Resource } from './resources.ts';
import type { Dosage } from './shapes/medicines.ts';
import { codedIn, conceptOf, extensionOf, quantityOf, wordsOfConcept } from './values.ts';

interface Prescribed {
  readonly medicationCodeableConcept?: CodeableConcept;
  readonly medicationReference?: Reference;
}

/** By the words of what is not known to be a medicine at all; a treatment without any would be lost. */
const notStated = 'Läkemedel ej angivet';

/** Which drug, told in the one way of the contract's five that says most, and how it is dosed. */
export function drugFrom(
  prescribed: Prescribed & AnyResource,
  dosages: readonly Dosage[] | undefined,
  context: Context,
): DrugChoice | undefined {
  const medication = context.index.find('Medication', prescribed.medicationReference, prescribed);
  const concept =
    prescribed.medicationCodeableConcept ?? medication?.code ?? medication?.ingredient?.[0]?.itemCodeableConcept;
  const words = wordsOfConcept(concept) ?? prescribed.medicationReference?.display;
  const strengthOrForm = ['drug-strength', 'pharmaceutical-form'].some((name) => extensionOf(prescribed, name));
  // An order to end a treatment need not say of what; so our own face writes one that does not.
  if (concept?.text === notStated && !concept.coding && !strengthOrForm && !dosages?.length) return undefined;
  return {
    ...choiceOf(concept, words, medication, prescribed, dosages),
    dosage: dosages?.map(dosageFrom),
  };
}

function choiceOf(
  concept: CodeableConcept | undefined,
  words: string | undefined,
  medication: Resource<'Medication'> | undefined,
  prescribed: AnyResource,
  dosages: readonly Dosage[] | undefined,
): DrugChoice {
  const nplPackId = codedIn(systemOids.nplPackage, concept);
  const nplId = codedIn(systemOids.npl, concept);
  const atcCode = codedIn(systemOids.atc, concept);
  // Words that the code does not say itself, such as the name that it is sold under.
  const said = [nplPackId, nplId, atcCode].map(wordsOf);
  const comment = said.includes(words) ? undefined : words;
  if (nplPackId) return { comment, drugArticle: { nplPackId } };
  const articleNumber = codedIn(systemOids.productsWithoutNpl, concept);
  if (articleNumber) return { comment, merchandise: { articleNumber } };
  const strength = strengthOf(medication, prescribed);
  const form = wordsOfConcept(medication?.form) ?? extensionOf(prescribed, 'pharmaceutical-form')?.valueString;
  if (!nplId && !atcCode) {
    return words !== undefined && (strength || form)
      ? { generics: { substance: words === notStated ? undefined : words, strength, form } }
      : { unstructuredDrugInformation: { unstructuredInformation: words ?? notStated } };
  }
  return {
    comment,
    drug: {
      nplId,
      atcCode,
      routeOfAdministration: conceptOf(dosages?.map(({ route }) => route).find(Boolean)),
      pharmaceuticalForm: form,
      strength: strength?.value,
      strengthUnit: strength?.unit,
    },
  };
}

/** Of one substance; how strong a mixture is cannot be told as one number. */
function strengthOf(medication: Resource<'Medication'> | undefined, prescribed: AnyResource) {
  const [ingredient, ...others] = medication?.ingredient ?? [];
  const { numerator, denominator } = ingredient?.strength ?? {};
  const amount = others.length === 0 ? quantityOf(numerator) : undefined;
  const per = denominator?.value?.digits === '1' ? (denominator.unit ?? denominator.code) : undefined;
  if (!amount || (denominator && !per)) return quantityOf(extensionOf(prescribed, 'drug-strength')?.valueQuantity);
  return per && per !== '1' ? { ...amount, unit: `${amount.unit}/${per}` } : amount;
}
