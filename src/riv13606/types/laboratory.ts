import type { LaboratoryOrderOutcome3 } from '../../contracts/index.ts';
import { compose, linkTo } from '../compose.ts';
import { coded, flag, id, interval, start, text, time, unitOfQuantity } from '../conversions.ts';
import type { Context } from '../extract.ts';
import { authorTimeOf, besideItem, committedAt, demandsNoIds, documentIdOf, headerOf } from '../header.ts';
import type { InformationType } from '../information-type.ts';
import { oids } from '../namespace.ts';
import { child, childrenOf, type Node } from '../node.ts';
import { mostRepeated, repeatedTooOften } from '../repeated.ts';
import { cluster, clusters, element, observed, type Part, type Row, readRows, writeRows } from '../rows.ts';
import type { Children } from '../write.ts';
import { linkToRequest, missing, requestMade, requestOf } from './request-for-care.ts';

type Body = LaboratoryOrderOutcome3['laboratoryOrderOutcomeBody'];
type Analysis = NonNullable<Body['analysis']>[number];

const outcomeRows: readonly Row[] = [
  element('und-kkm-utf-var', text, 'outcomeValue', observed(start, 'observationTime')),
  element('und-kkm-utf-var', unitOfQuantity, 'outcomeUnit'),
  element('und-kkm-utf-vae', text, 'outcomeUnit'),
  element('und-kkm-utf-pat', flag, 'pathologicalFlag'),
  element('und-kkm-utf-bes', text, 'outcomeDescription'),
  element('und-kkm-utf-ref', text, 'referenceInterval'),
  element('und-kkm-utf-pop', text, 'referencePopulation'),
];

const analysisRows: readonly Row[] = [
  element('und-kkm-uat-kod', coded, 'analysisCode', observed(interval, 'analysisTime')),
  // Many sources time an analysis without code by its text.
  element('und-kkm-uat-txt', text, 'analysisText', observed({ ...interval, write: () => undefined }, 'textTime')),
  element('und-kkm-uat-sta', text, 'analysisStatus'),
  element('und-kkm-uat-kom', text, 'analysisComment'),
  element('und-kkm-uat-mat', text, 'specimen'),
  element('und-kkm-uat-met', text, 'method'),
  clusters('und-kkm-utf', 'analysisOutcome', outcomeRows),
];

/** From `laboratoryOrderOutcomeBody`, with the time of the answer and the laboratory's name, and times of texts, beside it. */
export const laboratoryRows: readonly Row[] = [
  cluster('und-und-ure', '', [
    element('und-und-ure-typ', text, 'resultType'),
    element('und-und-ure-stp', time, 'answeredAt'),
    element('und-und-ure-utl', text, 'resultReport'),
    element('und-kkm-ure-kom', text, 'resultComment'),
    element('und-kkm-ure-lab', text, 'laboratory'),
    clusters('und-kkm-uat', 'analysis', analysisRows, { read: readIdentity, write: writeIdentity }),
  ]),
];

/** `und-kkm-kli` ↔ GetLaboratoryOrderOutcome 3: clinical chemistry. */
export const laboratory: InformationType<LaboratoryOrderOutcome3> = {
  code: 'und-kkm-kli',
  contract: 'GetLaboratoryOrderOutcome:3',
  isRecord: (meaning) => meaning === 'und',
  isEntry: (meaning) => meaning === 'und-kkm-ure',
  companions: ['vbe'],
  read: (context) => {
    const { laboratory: name, answeredAt, ...body } = readRows<Read>(laboratoryRows, context.entry);
    const request = requestOf(context);
    const authorTime = answeredAt ?? authorTimeOf(context);
    const isTooMuch = body.analysis?.some(({ analysisOutcome = [] }) => analysisOutcome.length > mostRepeated);
    return [
      {
        item: {
          laboratoryOrderOutcomeHeader: { ...headerOf(context, authorTime, demandsNoIds), documentTime: authorTime },
          laboratoryOrderOutcomeBody: {
            ...body,
            registrationTime: committedAt(context.composition) ?? authorTime,
            discipline: 'Klinisk kemi',
            accountableHealthcareProfessional: name && {
              authorTime,
              healthcareProfessionalOrgUnit: { orgUnitName: name },
            },
            analysis: isTooMuch ? undefined : body.analysis?.flatMap((one, nr) => wholeAnalyses(one, nr, context)),
            order: { orderId: request?.id ?? missing, orderReason: request?.reason },
          },
        },
        ...besideItem(context, authorTime),
        ...(isTooMuch && { problems: [repeatedTooOften] }),
      },
    ];
  },
  write: ({ laboratoryOrderOutcomeHeader: header, laboratoryOrderOutcomeBody: body }) => {
    const { order, accountableHealthcareProfessional: answering, registrationTime } = body;
    const owner = header.accountableHealthcareProfessional;
    const laboratory = answering?.healthcareProfessionalOrgUnit?.orgUnitName;
    const answeredAt = header.documentTime ?? owner.authorTime;
    return {
      compositions: [
        compose({
          meaning: 'und',
          header,
          committed: registrationTime,
          links: [linkToRequest(order.orderId)],
          entry: { code: 'und-kkm-ure', items: writeRows(laboratoryRows, { ...body, answeredAt, laboratory }) },
        }),
        requestMade({ id: order.orderId, reason: order.orderReason }, owner),
      ],
    };
  },
};

interface Read extends Omit<Body, 'analysis'> {
  readonly laboratory?: string;
  readonly answeredAt?: string;
  readonly analysis?: readonly ToldAnalysis[];
}

type Outcome = NonNullable<Analysis['analysisOutcome']>;
type ToldAnalysis = Partial<Omit<Analysis, 'analysisOutcome'>> & {
  readonly textTime?: Analysis['analysisTime'];
  readonly analysisOutcome?: readonly Partial<Outcome>[];
};

/** The cluster's own id is the analysis', and its links are to other analyses. */
function readIdentity(cluster: Node): Part {
  const rcId = child(cluster, 'rc_id');
  const related = childrenOf(cluster, 'links').flatMap((link) => childrenOf(link, 'target_id'));
  return {
    analysisId: rcId && id.read(rcId),
    relationToAnalysis: related.map((target) => ({ analysisId: id.read(target) })),
  };
}

function writeIdentity(part: Part): Children {
  const { analysisId, relationToAnalysis = [] } = part as unknown as Analysis;
  return {
    rc_id: withoutType(analysisId),
    links: relationToAnalysis.map((relation) => {
      const link = linkTo('und-kkm-uat', []);
      return { children: { ...link.children, target_id: withoutType(relation.analysisId) } };
    }),
  };
}

/** An id stands where II is declared. */
function withoutType({ root, extension }: Analysis['analysisId']) {
  return { attributes: { root, ...(extension !== undefined && { extension }) } };
}

/**
 * What the contract demands of an analysis and its outcome, of which it has one: an analysis with several is as many
 * analyses. That a value is abnormal is only said where the source says so.
 */
function wholeAnalyses(
  { analysisOutcome: outcomes = [], textTime, analysisTime = textTime, ...rest }: ToldAnalysis,
  index: number,
  context: Context,
) {
  const analysis = { ...rest, analysisTime };
  const ownId = { root: oids.localId, extension: `${documentIdOf(context) ?? ''}#${index + 1}` };
  const analysisId = analysis.analysisId ?? ownId;
  const told = outcomes.filter((outcome) => Object.keys(outcome).length > 0);
  if (told.length === 0) return [{ ...analysis, analysisId }];
  return told.map((outcome, nr) => ({
    ...analysis,
    analysisId: nr === 0 ? analysisId : { ...analysisId, extension: `${analysisId.extension ?? ''}#${nr + 1}` },
    analysisOutcome: {
      ...outcome,
      outcomeValue: outcome.outcomeValue ?? missing,
      pathologicalFlag: outcome.pathologicalFlag ?? false,
    },
  }));
}
