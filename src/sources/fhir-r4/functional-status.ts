import { systemOids } from '../../codes/index.ts';
import type { FunctionalStatusAssessment } from '../../contracts/index.ts';
import type { Mapped } from '../mapped.ts';
import { type Context, writingOfFinding } from './context.ts';
import { isFunctional } from './diagnosis.ts';
import { headerFrom } from './header.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { Resource } from './resources.ts';
import { conceptOf, extensionOf, hasCode, joined, timeOf } from './values.ts';

type Condition = Resource<'Condition'>;

export const functionalStatus: Mapping = (search, context) =>
  eachOf('Condition', search, (condition) =>
    isFunctional(condition) ? assessmentFrom(condition, context) : undefined,
  );

/** A note `[type]: assessment`, as the national guide tells an activity of daily living. */
const activity = /^\[([^\]]+)\]: (.+)$/s;

/** Condition of functional status → GetFunctionalStatus 2. */
function assessmentFrom(condition: Condition, context: Context): Mapped<FunctionalStatusAssessment> {
  const documented = timeOf(extensionOf(condition, 'document-time')?.valueDateTime);
  const assessed = timeOf(extensionOf(condition, 'condition-assertedDate')?.valueDateTime);
  const { authorTime, undated } = writingOfFinding(condition, context);
  const { header, beside } = headerFrom(
    condition,
    {
      subject: condition.subject,
      encounter: condition.encounter,
      author: condition.recorder,
      authorTime,
      signer: condition.asserter,
      signed: condition.asserter || documented ? assessed : undefined,
      nullified: hasCode([condition.verificationStatus], 'entered-in-error'),
    },
    context,
  );
  const isDaily = hasCode(condition.category ?? [], 'pad-pad');
  const notes = (condition.note ?? []).flatMap(({ text }) => text ?? []);
  const comment = joined(isDaily ? notes.filter((note) => !activity.test(note)) : notes);
  return {
    item: {
      functionalStatusAssessmentHeader: { ...header, documentTime: documented ?? assessed ?? authorTime },
      functionalStatusAssessmentBody: isDaily
        ? {
            assessmentCategory: 'pad-pad',
            comment,
            padl: notes.flatMap((note) => {
              const [, type, assessment] = activity.exec(note) ?? [];
              return type ? { typeOfAssessment: { originalText: type }, assessment } : [];
            }),
          }
        : {
            assessmentCategory: 'fun-fun',
            disability: { disabilityAssessment: conceptOf(condition.code, [systemOids.icf]), comment },
          },
    },
    ...beside,
    undated,
  };
}
