import type { LaboratoryOrderOutcome3 } from '../../../contracts/index.ts';
import { codeSystem } from '../content/code.ts';
import { describeAnalysis, isAbnormal, type LaboratoryReport, type LaboratoryResult } from '../content/laboratory.ts';
import type { Entry } from '../entries.ts';
import type { History } from '../history.ts';
import { cv } from './coded.ts';
import { headerOf, localId, nameOf, writtenAt } from './header.ts';

export function laboratory3({ chart, entries }: History): LaboratoryOrderOutcome3[] {
  return entries('laboratory').map((entry) => ({
    laboratoryOrderOutcomeHeader: { ...headerOf(chart, entry), documentTime: writtenAt(entry) },
    laboratoryOrderOutcomeBody: {
      // DEF is the final answer, TILL what comes after it; an answer before it cannot be said here.
      resultType: entry.content.status === 'supplementary' ? 'TILL' : 'DEF',
      registrationTime: writtenAt(entry),
      discipline: 'Klinisk kemi',
      ...(entry.content.statement && { resultReport: entry.content.statement }),
      analysis: entry.content.results.map((result, index) => analysis(entry, result, index)),
      order: { orderId: `${entry.id}-b`, orderReason: entry.content.question },
    },
  }));
}

function analysis(entry: Entry<LaboratoryReport>, result: LaboratoryResult, index: number) {
  const { name, npu, unit, specimen } = describeAnalysis(result.analysis);
  const sampled = sampledAt(entry);
  const interval = referenceText(result);
  return {
    analysisId: localId(`${entry.id}-${index + 1}`),
    analysisTime: { start: sampled, end: sampled },
    ...(npu ? { analysisCode: cv({ code: npu, system: codeSystem.npu, name }) } : { analysisText: name }),
    analysisStatus: entry.content.status === 'preliminary' ? 'Pågående' : 'Avklarad',
    ...(result.comment && { analysisComment: result.comment }),
    specimen,
    analysisOutcome: {
      outcomeValue: valueText(result),
      ...(unit && typeof result.value === 'number' && { outcomeUnit: unit }),
      observationTime: writtenAt(entry),
      pathologicalFlag: isAbnormal(result),
      ...(interval && { referenceInterval: interval }),
      ...(interval && { referencePopulation: 'Vuxna' }),
    },
    ...(entry.signed && {
      attested: { attestedTime: entry.signed, attesterHSAId: entry.author.hsaId, attesterName: nameOf(entry) },
    }),
  };
}

/** Samples are taken some time before the laboratory answers. */
export function sampledAt(entry: Entry): string {
  return writtenAt({ ...entry, minute: Math.max(entry.minute - 95, 7 * 60) });
}

/** With the decimals that the analysis has; a decimal comma, as laboratories print. */
export function valueText({ analysis, value }: LaboratoryResult): string {
  if (typeof value !== 'number') return value.text;
  return value.toFixed(describeAnalysis(analysis).decimals).replace('.', ',');
}

function referenceText({ analysis }: LaboratoryResult): string | undefined {
  const { low, high } = describeAnalysis(analysis);
  const comma = (value: number) => String(value).replace('.', ',');
  if (low !== undefined && high !== undefined) return `${comma(low)}–${comma(high)}`;
  if (high !== undefined) return `<${comma(high)}`;
  return low === undefined ? undefined : `>${comma(low)}`;
}
