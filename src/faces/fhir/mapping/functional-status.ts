import type { Condition, Extension } from 'fhir/r4';
import { type BridgeRecord, type FunctionalStatusAssessment, getFunctionalStatus2 } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, dateTime, present, text } from './data-types.ts';
import { own, valued } from './extensions.ts';
import { asserterOf, authorOf, beginningOf, encounterOf } from './header.ts';
import { narrative, readableTime } from './narrative.ts';
import { recordMapping, withdrawalReason } from './record-mapping.ts';
import { standardExtensions, systems } from './systems.ts';

const categoryWords = { 'pad-pad': 'PADL-bedömning', 'fun-fun': 'Funktionsnedsättning' } as const;

export const functionalStatus = recordMapping<FunctionalStatusAssessment>(getFunctionalStatus2, (record, context) => ({
  resources: [mapFunctionalStatus(record, context)],
  withdrawnBecause: withdrawalReason(record.data.functionalStatusAssessmentHeader),
}));

/** GetFunctionalStatus 2 → Condition (SEEHDSConditionFunctional). */
export function mapFunctionalStatus(
  record: BridgeRecord<FunctionalStatusAssessment>,
  context: MappingContext,
): Condition {
  const { functionalStatusAssessmentHeader: header, functionalStatusAssessmentBody: body } = record.data;
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(header, context);
  const assessed = dateTime(header.legalAuthenticator?.signatureTime) ?? dateTime(header.documentTime);
  const disability = body.disability && codeableConcept(body.disability.disabilityAssessment);
  const code = disability ?? { text: categoryWords[body.assessmentCategory] };
  const activities = (body.padl ?? []).map(({ typeOfAssessment, assessment }) => {
    const concept = codeableConcept(typeOfAssessment);
    return `[${concept.text ?? concept.coding?.[0]?.code ?? 'okänd'}]: ${assessment}`;
  });
  const notes = [text(body.comment), ...activities, text(body.disability?.comment)];
  return {
    resourceType: 'Condition',
    ...beginningOf('ConditionFunctional', record.header, [professional.healthcareProfessionalOrgUnit], context),
    text: narrative(code.text ?? code.coding?.[0]?.code ?? categoryWords[body.assessmentCategory], [
      ['Bedömd', readableTime(header.documentTime)],
      ...activities.map((said) => ['Aktivitet', said] as const),
      ['Kommentar', text(body.comment) ?? text(body.disability?.comment)],
      ['Makulerad', header.nullified ? 'ja' : undefined],
    ]),
    contained: present(...author.contained),
    extension: present<Extension>(
      valued(standardExtensions.assertedDate, { valueDateTime: assessed }),
      // What is signed tells there when it was.
      own('document-time', { valueDateTime: header.legalAuthenticator && dateTime(header.documentTime) }),
    ),
    // con-5: what was entered in error has no clinical status.
    clinicalStatus: header.nullified ? undefined : { coding: [{ system: systems.conditionClinical, code: 'active' }] },
    verificationStatus: {
      coding: [{ system: systems.conditionVerification, code: header.nullified ? 'entered-in-error' : 'confirmed' }],
    },
    category: [
      {
        coding: [
          {
            system: systems.assessmentCategory,
            code: body.assessmentCategory,
            display: categoryWords[body.assessmentCategory],
          },
        ],
      },
    ],
    code,
    subject: context.patient,
    encounter: encounterOf(header),
    recordedDate: dateTime(professional.authorTime),
    recorder: author.reference,
    asserter: asserterOf(header, context),
    note: present(...notes.map((said) => (said ? { text: said } : undefined))),
  };
}
