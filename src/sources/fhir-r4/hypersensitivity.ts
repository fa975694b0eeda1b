import { oidOf, systemOids } from '../../codes/index.ts';
import type { AlertInformation, CodedValue } from '../../contracts/index.ts';
import { wordsOf } from '../coded-value.ts';
import type { Draft } from '../mapped.ts';
import type { CodeableConcept, Resource } from './resources.ts';
import { codedIn, conceptOf, extensionOf, extensionsOf, hasCode, wordsOfConcept } from './values.ts';

type Hypersensitivity = Draft<NonNullable<AlertInformation['alertInformationBody']['hypersensitivity']>>;
type AllergyIntolerance = Resource<'AllergyIntolerance'>;
type Flag = Resource<'Flag'>;

/** The rule wants a comment wherever a substance has no ATC code. */
const noAtcCode = 'ATC-kod saknas';

/** From the flag, which carries the national details, and the allergy it points at; either may be missing. */
export function hypersensitivityFrom(
  flag: Flag | undefined,
  allergy: AllergyIntolerance | undefined,
): Hypersensitivity {
  const code = flag?.code ?? allergy?.code;
  const medicine = flag && extensionOf(flag, 'alert-pharmaceutical-hypersensitivity');
  const products = extensionsOf(medicine ?? {}, 'pharmaceuticalProductId').map(({ valueCodeableConcept }) =>
    conceptOf(valueCodeableConcept),
  );
  const comment = medicine && extensionOf(medicine, 'nonATCSubstanceComment')?.valueString;
  return {
    typeOfHypersensitivity: conceptOf(flag?.category?.find((category) => !isAlertKind(category))),
    degreeOfSeverity: national(flag, 'alert-degree-of-severity') ?? severityOf(allergy),
    degreeOfCertainty: national(flag, 'alert-degree-of-certainty') ?? certaintyOf(allergy),
    ...(isAboutMedicine(code, allergy) || medicine
      ? medicineOf(code, comment, products)
      : { otherHypersensitivity: agentOf(code) }),
  };
}

/** Whether a category tells the kind of alert rather than the type of hypersensitivity. */
export function isAlertKind(category: CodeableConcept): boolean {
  const lists: readonly (string | undefined)[] = [systemOids.informationType, systemOids.alertType];
  return category.coding?.some(({ system }) => lists.includes(oidOf(system ?? ''))) ?? false;
}

/** "No known allergy" and its kin in SNOMED CT: statements about the absence of what these records are about. */
const noKnownAllergy = [
  '716186003',
  '409137002',
  '429625007',
  '428607008',
  '428197003',
  '716184000',
  '716220001',
  '1003774007',
];

/** Whether it says that the patient is hypersensitive to something. */
export function isHypersensitivity({ code, verificationStatus }: AllergyIntolerance): boolean {
  return !hasCode([code], ...noKnownAllergy) && !hasCode([verificationStatus], 'refuted');
}

function isAboutMedicine(code: CodeableConcept | undefined, allergy: AllergyIntolerance | undefined): boolean {
  return codedIn(systemOids.atc, code) !== undefined || (allergy?.category?.includes('medication') ?? false);
}

/** Either an ATC code alone, or a substance in words with a comment; a code of another system has its own place. */
function medicineOf(
  code: CodeableConcept | undefined,
  comment: string | undefined,
  pharmaceuticalProductId: readonly (CodedValue | undefined)[],
): Hypersensitivity {
  const atcSubstance = codedIn(systemOids.atc, code);
  if (atcSubstance) return { pharmaceuticalHypersensitivity: { atcSubstance, pharmaceuticalProductId } };
  const nonATCSubstance = wordsOfConcept(code) ?? wordsOf(pharmaceuticalProductId.find(Boolean));
  const nonATCSubstanceComment = nonATCSubstance && (comment ?? noAtcCode);
  return {
    pharmaceuticalHypersensitivity: { nonATCSubstance, nonATCSubstanceComment, pharmaceuticalProductId },
    otherHypersensitivity: { hypersensitivityAgentCode: agentOf(code).hypersensitivityAgentCode },
  };
}

function agentOf(code: CodeableConcept | undefined) {
  const agent = conceptOf(code);
  return {
    hypersensitivityAgent: code?.text ?? agent?.displayName ?? agent?.originalText,
    hypersensitivityAgentCode: agent?.code ? agent : undefined,
  };
}

function national(flag: Flag | undefined, name: string): CodedValue | undefined {
  return flag && conceptOf(extensionOf(flag, name)?.valueCodeableConcept);
}

/** KV Allvarlighetsgrad in words; the list's codes are not public. */
function severityOf(allergy: AllergyIntolerance | undefined): CodedValue | undefined {
  const isSevere = allergy?.reaction?.some(({ severity }) => severity === 'severe');
  if (allergy?.criticality === 'high') return { originalText: isSevere ? 'livshotande' : 'skadlig' };
  return allergy?.criticality === 'low' ? { originalText: 'besvärande' } : undefined;
}

/** KV Visshetsgrad in words. */
function certaintyOf(allergy: AllergyIntolerance | undefined): CodedValue | undefined {
  return hasCode([allergy?.verificationStatus], 'unconfirmed') ? { originalText: 'misstänkt' } : undefined;
}
