import type { Draft } from '../draft.ts';
import { hsaIdentifier } from '../instance-identifier.ts';
import { isMadeUp } from './laboratory-ids.ts';
import type { Lost3 } from './laboratory-losses.ts';
import { type Analysis3, type Analysis4, type Group4, resultOf, wordsOf } from './laboratory-values.ts';

const at = 'laboratoryOrderOutcomeBody/analysis';

/** What the analyses of one answer are told with. */
interface Telling {
  readonly documentId: string;
  /** For those that do not say when they were sampled. */
  readonly sampled: string;
  /** When the samples that are told of were taken. */
  readonly samplings: Set<string>;
  readonly lost: Lost3;
  /** Those that refer to it. */
  readonly children: ReadonlyMap<Analysis3 | undefined, readonly Analysis3[]>;
}

/** When its sample was taken: a start or an end alone is the same moment. */
export function samplingOf({ analysisTime: time }: Analysis3): string | undefined {
  return time?.start ?? time?.end;
}

/**
 * Version 3 lists analyses that refer to each other. One without outcome to which others refer is the heading of a
 * group; what refers to one with an outcome is related to that result. The rest stand alone, each in a group of one.
 */
export function groupsOf(analyses: readonly Analysis3[], answer: Omit<Telling, 'children'>): readonly Draft<Group4>[] {
  const parents = parentsOf(answer.lost, analyses);
  const telling = { ...answer, children: Map.groupBy(analyses, (one) => parents.get(one)) };
  return (telling.children.get(undefined) ?? []).map((analysis) => {
    const members = telling.children.get(analysis) ?? [];
    if (members.length > 0 && !analysis.analysisOutcome) return groupOf(telling, analysis, members);
    return { analysis: told(telling, analysis, {}) };
  });
}

/** How many levels of analyses may stand in each other; real answers have one or two. */
const deepest = 5;

/** The first analysis of the answer that each refers to. Other relations cannot be told, nor those in a ring or too deep. */
function parentsOf(lost: Lost3, analyses: readonly Analysis3[]): ReadonlyMap<Analysis3, Analysis3> {
  const byId = new Map(analyses.map((analysis) => [keyOf(analysis.analysisId), analysis]));
  const parents = new Map<Analysis3, Analysis3>();
  for (const analysis of analyses) {
    for (const { analysisId } of analysis.relationToAnalysis ?? []) {
      const target = byId.get(keyOf(analysisId));
      if (target && target !== analysis && !parents.has(analysis)) parents.set(analysis, target);
      else lost.add(`${at}/relationToAnalysis`);
    }
  }
  for (const analysis of analyses) {
    const ancestor = ancestorOf(parents, analysis, deepest);
    if (ancestor && parents.delete(ancestor)) lost.add(`${at}/relationToAnalysis`);
  }
  return parents;
}

function ancestorOf(
  parents: ReadonlyMap<Analysis3, Analysis3>,
  analysis: Analysis3,
  levels: number,
): Analysis3 | undefined {
  let one: Analysis3 | undefined = analysis;
  for (let level = 0; one && level < levels; level += 1) one = parents.get(one);
  return one;
}

function keyOf({ root, extension }: Analysis3['analysisId']): string {
  return JSON.stringify([root, extension]);
}

function groupOf(telling: Telling, heading: Analysis3, members: readonly Analysis3[]): Draft<Group4> {
  const { lost, documentId } = telling;
  const { analysisId, analysisCode: code, analysisText, analysisComment: comment } = heading;
  const named = nameLost(lost, heading);
  if (!isMadeUp(analysisId, documentId)) lost.add(`${at}/analysisId`);
  for (const name of ['analysisStatus', 'method', 'attested'] as const)
    if (heading[name] !== undefined) lost.add(`${at}/${name}`);
  for (const name of ['analysisTime', 'specimen'] as const)
    if (heading[name] && members.every((member) => member[name])) lost.add(`${at}/${name}`);
  noteEnd(lost, heading);
  return {
    // A group with a comment must have a name.
    name: named ? comment && named : (analysisText ?? 'Analysgrupp'),
    comment,
    code,
    analysis: members.flatMap((member) => told(telling, member, { heading })),
  };
}

/** What an analysis stands in, from which it may have its sample. */
interface Place {
  readonly heading?: Analysis3 | undefined;
  readonly parent?: Analysis3;
}

/** The analysis with those that refer to it inside; where it has no outcome to hold them, they stand after it. */
function told(telling: Telling, analysis: Analysis3, place: Place): Draft<Analysis4>[] {
  const { lost, children } = telling;
  const { analysisOutcome: outcome, attested } = analysis;
  const related = children.get(analysis) ?? [];
  if (!outcome) {
    if (related.length > 0) lost.add(`${at}/relationToAnalysis`);
    if (attested) lost.add(`${at}/attested`);
    return [analysisOf(telling, analysis, place), ...related.flatMap((one) => told(telling, one, place))];
  }
  const signature = attested && {
    id: hsaIdentifier(attested.attesterHSAId),
    name: attested.attesterName,
    timestamp: attested.attestedTime,
  };
  const result = {
    ...resultOf(outcome),
    recipientSignature: signature,
    related: related.flatMap((one) => told(telling, one, { heading: place.heading, parent: analysis })),
  };
  return [{ ...analysisOf(telling, analysis, place), result: [result] }];
}

function analysisOf(telling: Telling, analysis: Analysis3, place: Place): Draft<Analysis4> {
  const { documentId, lost } = telling;
  const { analysisId, analysisText, method, analysisStatus: status } = analysis;
  const named = nameLost(lost, analysis);
  noteEnd(lost, analysis);
  return {
    // Here an identifier always has an extension: a root that identifies alone is written twice.
    identifier: isMadeUp(analysisId, documentId)
      ? undefined
      : { root: analysisId.root, extension: analysisId.extension ?? analysisId.root },
    timestamp: analysis.analysisOutcome?.observationTime,
    code: { ...analysis.analysisCode, ...(!named && { originalText: analysisText ?? 'Ej namngiven analys' }) },
    method: { originalText: method },
    // Left out means finished.
    status: { originalText: status === 'Avklarad' ? undefined : status },
    comment: analysis.analysisComment,
    specimen: specimenOf(telling, analysis, place),
  };
}

/** The words of the code, beside which other words are lost. */
function nameLost(lost: Lost3, { analysisCode, analysisText }: Analysis3): string | undefined {
  const named = wordsOf(analysisCode);
  if (named && analysisText !== undefined && analysisText !== named) lost.add(`${at}/analysisText`);
  return named;
}

function noteEnd(lost: Lost3, { analysisTime: time }: Analysis3): void {
  if (time?.start && time.end && time.start !== time.end) lost.add(`${at}/analysisTime`);
}

/** A related analysis is of the sample of the one that it is related to, unless it says otherwise. */
function specimenOf(
  { sampled, samplings }: Telling,
  analysis: Analysis3,
  { heading, parent }: Place,
): Draft<Analysis4['specimen']> {
  const own = sampleOf(analysis, heading, sampled);
  if (parent) {
    const its = sampleOf(parent, heading, sampled);
    const silent = analysis.specimen === undefined && samplingOf(analysis) === undefined;
    if (silent || (own.material === its.material && own.timestamp === its.timestamp)) return undefined;
  }
  samplings.add(own.timestamp);
  return [{ timestamp: own.timestamp, material: { originalText: own.material } }];
}

function sampleOf(analysis: Analysis3, heading: Analysis3 | undefined, sampled: string) {
  return {
    timestamp: samplingOf(analysis) ?? (heading && samplingOf(heading)) ?? sampled,
    material: analysis.specimen ?? heading?.specimen,
  };
}
