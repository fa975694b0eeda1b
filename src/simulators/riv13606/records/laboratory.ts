import type { LaboratoryOrderOutcome3 } from '../../../contracts/index.ts';
import type { Composition } from '../composition.ts';
import { contactLinks, elementWriter, entry, type Link } from '../record-components.ts';
import { isOneIn, oid, type TypeForm } from '../types.ts';
import { requestComposition } from './request.ts';

type Body = LaboratoryOrderOutcome3['laboratoryOrderOutcomeBody'];
type Analysis = NonNullable<Body['analysis']>[number];

/** An answer from clinical chemistry (und), linked to what was asked (vbe); now and then the question comes first. */
export function laboratoryCompositions(item: LaboratoryOrderOutcome3): Composition[] {
  const { laboratoryOrderOutcomeHeader: header, laboratoryOrderOutcomeBody: body } = item;
  const links: Link[] = [
    ...contactLinks(header.careContactId),
    ...(body.order ? [{ target: 'vbe', targetId: body.order.orderId }] : []),
  ];
  const answer: Composition = { meaning: 'und', header, entry: (form) => answerEntry(form, links, item) };
  if (!body.order) return [answer];
  const question = requestComposition(header, { id: body.order.orderId, question: body.order.orderReason });
  return isOneIn(3, header.documentId) ? [question, answer] : [answer, question];
}

function answerEntry(
  form: TypeForm,
  links: readonly Link[],
  { laboratoryOrderOutcomeHeader: header, laboratoryOrderOutcomeBody: body }: LaboratoryOrderOutcome3,
): string {
  const items = elementWriter(form, 'items');
  const parts = elementWriter(form, 'parts');
  return entry(
    form,
    { code: 'und-kkm-ure' },
    links,
    items.cluster(
      'und-und-ure',
      parts.text('und-und-ure-typ', typeOf(body)) +
        parts.text('und-und-ure-utl', body.resultReport) +
        parts.text('und-kkm-ure-kom', body.resultComment) +
        parts.time('und-und-ure-stp', header.documentTime) +
        parts.text('und-kkm-ure-lab', 'Laboratoriemedicin'),
    ) + (body.analysis ?? []).map((analysis) => analysisCluster(form, analysis)).join(''),
  );
}

/** What is still going on at the laboratory makes the answer a preliminary one. */
function typeOf({ resultType, analysis = [] }: Body): string {
  return analysis.some(({ analysisStatus }) => analysisStatus === 'Pågående') ? 'PREL' : resultType;
}

function analysisCluster(form: TypeForm, analysis: Analysis): string {
  const parts = elementWriter(form, 'parts');
  const outcome = analysis.analysisOutcome;
  const { start, end } = analysis.analysisTime ?? {};
  const id = analysis.analysisId?.extension;
  return elementWriter(form, 'items').cluster(
    'und-kkm-uat',
    parts.concept('und-kkm-uat-kod', analysis.analysisCode, start ? { low: start, high: end } : undefined) +
      parts.text('und-kkm-uat-txt', analysis.analysisText) +
      parts.text('und-kkm-uat-sta', analysis.analysisStatus) +
      parts.text('und-kkm-uat-kom', analysis.analysisComment) +
      parts.text('und-kkm-uat-mat', analysis.specimen) +
      parts.text('und-kkm-uat-met', analysis.method) +
      (outcome ? outcomeCluster(form, outcome) : ''),
    id === undefined ? undefined : { root: oid.localId, extension: id },
  );
}

function outcomeCluster(form: TypeForm, outcome: NonNullable<Analysis['analysisOutcome']>): string {
  const parts = elementWriter(form, 'parts');
  const observed = outcome.observationTime;
  return parts.cluster(
    'und-kkm-utf',
    parts.text('und-kkm-utf-var', outcome.outcomeValue, observed ? { low: observed } : undefined) +
      parts.text('und-kkm-utf-vae', outcome.outcomeUnit) +
      parts.truth('und-kkm-utf-pat', outcome.pathologicalFlag) +
      parts.text('und-kkm-utf-bes', outcome.outcomeDescription) +
      parts.text('und-kkm-utf-ref', outcome.referenceInterval) +
      parts.text('und-kkm-utf-pop', outcome.referencePopulation),
  );
}
