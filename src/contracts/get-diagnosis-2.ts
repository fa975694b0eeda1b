import { anyDayWithin, defineContract, responderNamespace } from './contract.ts';
import {
  CVType,
  commonRequest,
  DiagnosisTypeEnum,
  description2,
  PatientSummaryHeaderType,
  ResultType,
  TimeStampType,
} from './domains/description-2.ts';
import { commonFilterOf, commonRequestFor, neverSentInHeader, recordHeaderOf } from './patient-summary.ts';
import { boolean, many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:description';
const responder = schema(responderNamespace(domain, 'GetDiagnosis', 2), 'GetDiagnosisResponder_2.0.xsd');

const RelatedDiagnosisType = description2.open('RelatedDiagnosisType', { documentId: one(string) });

const DiagnosisBodyType = description2.open(
  'DiagnosisBodyType',
  {
    typeOfDiagnosis: one(DiagnosisTypeEnum),
    chronicDiagnosis: optional(boolean),
    diagnosisTime: optional(TimeStampType),
    diagnosisCode: optional(CVType),
    relatedDiagnosis: many(RelatedDiagnosisType),
  },
  // Domain release 2.1 had it, 2.1.3 took it away again.
  ['relation'],
);

const DiagnosisType = description2.open('DiagnosisType', {
  diagnosisHeader: one(PatientSummaryHeaderType),
  diagnosisBody: one(DiagnosisBodyType),
});

export type Diagnosis = ValueOf<typeof DiagnosisType>;

/** GetDiagnosis 2.0: the patient's diagnoses. Domain clinicalprocess:healthcond:description, categorization `dia`. */
export const getDiagnosis2 = defineContract({
  name: 'GetDiagnosis',
  major: 2,
  minor: 0,
  domain,
  schema: responder,
  categorizations: ['dia'],
  request: commonRequest(responder, 'GetDiagnosis'),
  response: responder.open('GetDiagnosisResponseType', {
    diagnosis: many(DiagnosisType),
    result: optional(ResultType),
  }),
  itemElement: 'diagnosis',
  item: DiagnosisType,
  hasResult: true,
  aggregateResult: 'none',
  neverSent: neverSentInHeader,
  strictlyCoded: CVType,
  filterOf: commonFilterOf,
  requestFor: commonRequestFor,
  headerOf: (item) => recordHeaderOf(item.diagnosisHeader),
  inPeriod: ({ diagnosisHeader: header, diagnosisBody: body }, period) =>
    anyDayWithin(
      [
        header.accountableHealthcareProfessional.authorTime,
        header.legalAuthenticator?.signatureTime,
        body.diagnosisTime,
      ],
      period,
    ),
});
