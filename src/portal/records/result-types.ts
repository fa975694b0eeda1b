import type { Mark } from './item.ts';
import type { Term } from './terms.ts';

/** Whether an answer is the last word: TypeOfResultCodeEnum of healthcond:actoutcome 3. */
export const resultTypes: Readonly<Record<string, Term>> = {
  PREL: 'preliminaryAnswer',
  DEF: 'finalAnswer',
  TILL: 'supplementaryAnswer',
};

export function resultMarks(type: string | undefined): readonly (Mark | false)[] {
  return [type === 'PREL' && 'preliminary', type === 'TILL' && 'supplementary'];
}
