import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../../src/errors.ts';
import type { TypeAnswer } from '../../../src/faces/npo/answers.ts';
import { detailsOf, inOrder } from '../../../src/faces/npo/details.ts';
import type { SourceCoverage } from '../../../src/overview/index.ts';
import { informationTypeNamed } from '../../../src/riv13606/index.ts';

const base = { name: 'NCS', contract: 'GetDiagnosis:2', notes: [], deliversFrom: undefined } as const;
const counts = { records: 1, milliseconds: 1, withheld: 0, duplicateIds: 0 };
const answered = (source: string): SourceCoverage => ({ ...base, source, outcome: 'answered', ...counts });
const failed = (source: string): SourceCoverage => ({
  ...base,
  source,
  outcome: 'failed',
  reason: 'timed-out',
  status: 504,
  text: '',
  milliseconds: 1,
});
const skipped = (reason: 'does-not-deliver' | 'no-permission'): SourceCoverage => ({
  ...base,
  source: 'SE3',
  outcome: 'not-asked',
  reason,
});
const answer = (coverage: readonly SourceCoverage[], more: object = {}) =>
  ({ type: informationTypeNamed('dia'), answer: { records: [], coverage, ...more } }) as unknown as TypeAnswer;
const kinds = (answers: readonly TypeAnswer[]) => inOrder(detailsOf(answers)).map(({ kind }) => kind);

describe('details', () => {
  it.each([
    ['nothing when all have answered', [answer([answered('SE1'), skipped('does-not-deliver')])], []],
    ['a warning for a source that did not', [answer([answered('SE1'), failed('SE2')])], ['W']],
    ['an error when none did', [answer([failed('SE1'), failed('SE2')])], ['E', 'E']],
    [
      'a warning for one that was not asked for want of permission',
      [answer([answered('SE1'), skipped('no-permission')])],
      ['W'],
    ],
    [
      'a warning for records withheld and for a source that warned',
      [answer([{ ...answered('SE1'), notes: ['records-withheld', 'source-warned'] }])],
      ['W', 'W'],
    ],
    ['a warning when the person register did not answer', [answer([], { notes: ['identities-unverified'] })], ['W']],
    ['nothing of a register that is not there', [answer([], { notes: ['no-person-register'] })], []],
    [
      'a warning for an information type that was refused',
      [
        answer([answered('SE1')]),
        { type: informationTypeNamed('upp'), refusal: new BridgeError('CALLER_NOT_PERMITTED') } as TypeAnswer,
      ],
      ['W'],
    ],
  ] as const)('say %s', (_, answers, expected) => {
    expect(kinds(answers)).toEqual(expected);
  });
});
