import { systemOids } from '../../codes/index.ts';
import type { Diagnosis } from '../../contracts/index.ts';
import type { Mapped } from '../mapped.ts';
import { type Context, careContactIdOf, identityOf, ownerOf, writingOfFinding } from './context.ts';
import { legalAuthenticatorOf, professionalOf } from './people.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { Resource } from './resources.ts';
import { codedIn, conceptOf, documentIdOf, extensionOf, extensionsOf, hasCode, timeOf } from './values.ts';

type Condition = Resource<'Condition'>;

/** Assessments of how the patient gets along, which GetFunctionalStatus has. */
export function isFunctional({ category = [], code }: Condition): boolean {
  return hasCode(category, 'fun-fun', 'pad-pad', 'functional-status') || codedIn(systemOids.icf, code) !== undefined;
}

/** Conditions that are no diagnoses: considered and dismissed, or not yet decided between. */
const notDiagnoses = ['refuted', 'differential'];

export const diagnoses: Mapping = (search, context) => eachOf('Condition', search, createDiagnosisMapping(context));

/**
 * Condition → GetDiagnosis 2. Made anew for every answer: it remembers which encounters it has met, because a
 * diagnosis without a type is the main one if it is the first of its encounter.
 */
function createDiagnosisMapping(context: Context) {
  const encounters = new Set<string>();

  function typeOf(condition: Condition): 'Huvuddiagnos' | 'Bidiagnos' {
    const encounter = condition.encounter?.identifier?.value ?? condition.encounter?.reference;
    const isFirst = encounter !== undefined && !encounters.has(encounter);
    if (encounter !== undefined) encounters.add(encounter);
    const category = condition.category ?? [];
    if (hasCode(category, 'HD', 'Huvuddiagnos')) return 'Huvuddiagnos';
    if (hasCode(category, 'BY', 'Bidiagnos')) return 'Bidiagnos';
    return isFirst ? 'Huvuddiagnos' : 'Bidiagnos';
  }

  return (condition: Condition): Mapped<Diagnosis> | undefined => {
    if (hasCode([condition.verificationStatus], ...notDiagnoses) || isFunctional(condition)) return undefined;
    const owner = ownerOf(condition, context);
    const onset = timeOf(condition.onsetDateTime, condition.onsetPeriod?.start);
    const { authorTime, undated } = writingOfFinding(condition, context);
    const signed = timeOf(extensionOf(condition, 'condition-assertedDate')?.valueDateTime);
    const careContact = careContactIdOf(condition, condition.encounter, context);
    return {
      item: {
        diagnosisHeader: {
          ...identityOf(condition, condition.subject, context),
          accountableHealthcareProfessional: professionalOf(condition.recorder, condition, context, authorTime, owner),
          legalAuthenticator: legalAuthenticatorOf(condition.asserter, condition, context, signed),
          careContactId: careContact,
          ...withdrawn(condition),
        },
        diagnosisBody: {
          typeOfDiagnosis: typeOf(condition),
          chronicDiagnosis: extensionOf(condition, 'condition-chronic-diagnosis')?.valueBoolean,
          diagnosisTime: onset,
          diagnosisCode: isCodeless(condition)
            ? undefined
            : conceptOf(condition.code, [systemOids.icd10Se, systemOids.snomedCt]),
          relatedDiagnosis: relatedTo(condition, context),
        },
      },
      ...owner,
      careContact,
      undated,
    };
  };
}

/** Europe Core wants a code of every Condition; the guide's mapping, and our own face, write so where there is none. */
function isCodeless({ code }: Condition): boolean {
  return code?.coding === undefined && code?.text === 'Diagnoskod saknas';
}

function withdrawn({ verificationStatus, note }: Condition) {
  if (!hasCode([verificationStatus], 'entered-in-error')) return {};
  return { nullified: true, nullifiedReason: note?.map(({ text }) => text).find(Boolean) };
}

function relatedTo(condition: Condition, { index }: Context) {
  return ['condition-related', 'condition-dueTo']
    .flatMap((name) => extensionsOf(condition, name))
    .map(({ valueReference }) => {
      const found = index.find('Condition', valueReference, condition);
      return { documentId: valueReference?.identifier?.value ?? (found && documentIdOf(found)) };
    });
}
