import { systemOids } from '../../codes/index.ts';
import type { Draft } from '../draft.ts';
import { madeUpId } from './laboratory-ids.ts';
import type { Lost4 } from './laboratory-losses.ts';
import {
  type Analysis3,
  type Analysis4,
  type Group4,
  inWords,
  outcomeOf,
  type Result4,
  saysMore,
  wordsOf,
} from './laboratory-values.ts';

const at = 'body/groupOfAnalyses/analysis';
type Id = Analysis3['analysisId'];

/** What an analysis of version 3 has beside its result, and what a related one has from the one it is related to. */
type Sample = Draft<Pick<Analysis3, 'analysisTime' | 'specimen'>>;

/** The list that grows while an answer is told: an analysis without id gets its number in it. */
interface Telling {
  readonly sourceSystem: string;
  readonly documentId: string;
  readonly lost: Lost4;
  readonly list: Draft<Analysis3>[];
}

/**
 * Version 4 has analyses in groups and under results; in 3 they stand in one list and refer to what they stood in. A
 * group becomes an analysis without outcome, unless all it does is hold a single one. `sampled` is for those that have
 * no specimen of their own or of the analysis that they are related to.
 */
export function analysesOf(
  groups: readonly Group4[],
  { sampled, ...answer }: Omit<Telling, 'list'> & { readonly sampled: string },
): readonly Draft<Analysis3>[] {
  const telling = { ...answer, list: [] };
  for (const group of groups) {
    const heading = isGroup(group) ? tellHeading(telling, group) : undefined;
    for (const analysis of group.analysis) tell(telling, analysis, heading, { analysisTime: { start: sampled } });
  }
  return telling.list;
}

function isGroup({ name, code, comment, analysis }: Group4): boolean {
  return name !== undefined || code !== undefined || comment !== undefined || analysis.length > 1;
}

function tellHeading(telling: Telling, { name, code, comment }: Group4): Id {
  const { lost } = telling;
  const words = wordsOf(code);
  const analysisId = nextId(telling);
  if (isNpu(code)) {
    if (name !== undefined && name !== words) lost.add('body/groupOfAnalyses/name');
    telling.list.push({ analysisId, analysisCode: code, analysisComment: comment });
  } else {
    if (saysMore(code) || (name && words && name !== words)) lost.add('body/groupOfAnalyses/code');
    telling.list.push({ analysisId, analysisText: name ?? words ?? 'Analysgrupp', analysisComment: comment });
  }
  return analysisId;
}

/** The analysis with its first result, then its further results and related analyses, as analyses that refer to it. */
function tell(telling: Telling, analysis: Analysis4, refersTo: Id | undefined, around: Sample): void {
  const { lost } = telling;
  const { identifier, result: [first, ...further] = [] } = analysis;
  const analysisId = identifier ? idOf(identifier) : nextId(telling);
  const sample = sampleOf(lost, analysis.specimen ?? []) ?? around;
  if (analysis.accredited !== undefined) lost.add(`${at}/accredited`);
  if (analysis.device) lost.add(`${at}/device`);
  if (!first && analysis.timestamp !== undefined) lost.add(`${at}/timestamp`);
  if (first?.type) lost.add(`${at}/result/type`);
  telling.list.push(entryOf(telling, analysis, { analysisId, refersTo, sample, result: first }));
  for (const result of further) {
    const furtherId = nextId(telling);
    telling.list.push(
      entryOf(telling, analysis, { analysisId: furtherId, refersTo: analysisId, sample, result }, result.type),
    );
    for (const related of result.related ?? []) tell(telling, related, furtherId, sample);
  }
  for (const related of first?.related ?? []) tell(telling, related, analysisId, sample);
}

interface Entry {
  readonly analysisId: Id;
  readonly refersTo: Id | undefined;
  readonly sample: Sample;
  readonly result: Result4 | undefined;
}

function entryOf(
  { lost }: Telling,
  analysis: Analysis4,
  { analysisId, refersTo, sample, result }: Entry,
  type?: Result4['type'],
): Draft<Analysis3> {
  return {
    analysisId,
    ...(type ? namedBy(lost, `${at}/result/type`, type) : namedBy(lost, `${at}/code`, analysis.code)),
    // Left out means finished.
    analysisStatus: inWords(lost, `${at}/status`, analysis.status) ?? 'Avklarad',
    analysisComment: analysis.comment,
    ...sample,
    method: inWords(lost, `${at}/method`, analysis.method),
    relationToAnalysis: refersTo && [{ analysisId: refersTo }],
    analysisOutcome: result && { ...outcomeOf(lost, result), observationTime: analysis.timestamp },
    attested: attestedOf(lost, result),
  };
}

/** Version 3 takes codes of NPU only; other analyses are named in words. */
function namedBy(lost: Lost4, path: `${typeof at}/${'code' | 'result/type'}`, code: Analysis4['code']) {
  return isNpu(code) ? { analysisCode: code } : { analysisText: inWords(lost, path, code) ?? 'Ej namngiven analys' };
}

function isNpu(code: Group4['code']): boolean {
  return Boolean(code?.code) && code?.codeSystem === systemOids.npu;
}

function attestedOf(lost: Lost4, result: Result4 | undefined): Draft<Analysis3['attested']> {
  const { recipientSignature: signature, performerSignature } = result ?? {};
  const path = `${at}/result/recipientSignature`;
  if (performerSignature) lost.add(`${at}/result/performerSignature`);
  const known = signature?.id?.root === systemOids.hsaId;
  if (signature && (!known || signature.byRole)) lost.add(path);
  if (!signature || !known) return undefined;
  return {
    attestedTime: signature.timestamp,
    attesterHSAId: signature.id?.extension,
    attesterName: signature.name,
  };
}

/** All samples in one text, at the time of the first. */
function sampleOf(lost: Lost4, specimens: NonNullable<Analysis4['specimen']>): Sample | undefined {
  const times = specimens.map((specimen) => specimen.timestamp).sort();
  if (times[0] === undefined) return undefined;
  if (times.some((time) => time !== times[0])) lost.add(`${at}/specimen/timestamp`);
  const texts = specimens.flatMap((specimen) => {
    for (const name of ['identifier', 'activity', 'container'] as const)
      if (specimen[name]) lost.add(`${at}/specimen/${name}`);
    const words = [
      inWords(lost, `${at}/specimen/material`, specimen.material),
      inWords(lost, `${at}/specimen/anatomicalLocation`, specimen.anatomicalLocation),
      specimen.comment,
    ];
    return words.filter(Boolean).join(', ') || [];
  });
  return { analysisTime: { start: times[0] }, specimen: [...new Set(texts)].join('; ') || undefined };
}

/** A root written twice identifies alone. */
function idOf({ root, extension }: NonNullable<Analysis4['identifier']>): Id {
  return root === extension ? { root } : { root, extension };
}

function nextId({ sourceSystem, documentId, list }: Telling): Id {
  return madeUpId(sourceSystem, documentId, list.length + 1);
}
