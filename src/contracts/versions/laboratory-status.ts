import type { LaboratoryOrderOutcome4 } from '../get-laboratory-order-outcome-4.ts';
import type { Lost3, Lost4 } from './laboratory-losses.ts';
import { wordsOf } from './laboratory-values.ts';

type Status4 = LaboratoryOrderOutcome4['body']['type'];

const system = '2.16.840.1.113883.4.642.3.235';
const codes: ReadonlyMap<string, string> = new Map([
  ['DEF', 'final'],
  ['PREL', 'preliminary'],
]);
const resultTypes: ReadonlyMap<string, string> = new Map([
  ['final', 'DEF'],
  ['preliminary', 'PREL'],
  ['partial', 'PREL'],
  ['registered', 'PREL'],
]);

/** Version 4 knows final, partial and preliminary answers; a supplementary one is final. */
export function statusOf(lost: Lost3, resultType: string): Status4 {
  if (resultType === 'TILL') lost.add('laboratoryOrderOutcomeBody/resultType');
  const code = codes.get(resultType === 'TILL' ? 'DEF' : resultType);
  return code ? { code, codeSystem: system, displayName: code } : { originalText: resultType };
}

/** The rule of version 3 knows final and supplementary answers only; what is neither must not pass for final. */
export function resultTypeOf(lost: Lost4, type: Status4): string {
  const known = resultTypes.get(type.code ?? '');
  if (type.code !== undefined && codes.get(known ?? '') !== type.code) lost.add('body/type');
  return known ?? wordsOf(type) ?? 'PREL';
}
