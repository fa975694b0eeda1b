import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Contract,
  contracts,
  getAlertInformation2,
  getCareContacts2,
  getDiagnosis2,
  sendable,
  strictlyCoded,
  validate,
} from '../../src/contracts/index.ts';
import { arbitraryOf } from './arbitrary.ts';

const strict = [getDiagnosis2, getAlertInformation2] as unknown as readonly Contract[];
const atc = '1.2.752.129.2.2.3.1.1';

describe('the strict rule of coded values', () => {
  it.each([
    ['a whole one as it is', { code: 'A', codeSystem: atc, displayName: 'b' }, undefined],
    ['a code and its own words', { code: 'A', codeSystem: atc, originalText: 'b' }, { displayName: 'b' }],
    ['a code without any words', { code: 'A', codeSystem: atc }, { displayName: 'A' }],
    [
      'a code with both names',
      { code: 'A', codeSystem: atc, displayName: 'b', originalText: 'c' },
      { displayName: 'b' },
    ],
  ])('keeps %s', (_, value, change) => {
    expect(strictlyCoded(value)).toEqual({ code: 'A', codeSystem: atc, ...(change ?? { displayName: 'b' }) });
  });

  it.each([
    ['text alone', { originalText: 'b' }, 'b'],
    ['a code without system', { code: 'A', displayName: 'b' }, 'A b'],
    ['a code of something that is no OID', { code: 'A', codeSystem: 'ICD', originalText: 'A' }, 'A'],
    ['a name alone', { displayName: 'b', codeSystem: atc }, 'b'],
  ])('makes text of %s', (_, value, text) => {
    expect(strictlyCoded(value)).toEqual({ originalText: text });
  });

  it('leaves nothing of nothing', () => {
    expect(strictlyCoded({ codeSystem: atc })).toBeUndefined();
  });
});

describe('what is sent', () => {
  it.each(contracts.map((contract) => [contract.name, contract] as const))(
    'of any item of %s is schema-valid and within the rules',
    (_, contract) => {
      fc.assert(
        fc.property(arbitraryOf(contract.item), (item) => {
          const sent = sendable(contract, item);
          expect(validate(contract.item, sent, contract.itemElement)).toEqual([]);
          expect(namesIn(sent)).not.toEqual(
            expect.arrayContaining([expect.stringMatching(/^(documentTitle|documentTime|nullified|nullifiedReason)$/)]),
          );
          if (strict.includes(contract)) for (const value of codedIn(sent)) expect(isStrict(value)).toBe(true);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('of a contract that states no strict rule has its coded values as they came', () => {
    const role = { code: 'L', codeSystem: 'local', originalText: 'Läkare' };
    const item = { careContactHeader: { accountableHealthcareProfessional: { healthcareProfessionalRoleCode: role } } };
    expect(sendable(getCareContacts2 as unknown as Contract, item)).toEqual(item);
  });
});

type Coded = Record<string, string>;

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [name, ...namesIn(part)]);
}

/** Whatever has a code or original text in it. */
function codedIn(value: unknown): Coded[] {
  if (Array.isArray(value)) return value.flatMap(codedIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'code' in value || 'originalText' in value ? [value as Coded] : [];
  return [...own, ...Object.values(value).flatMap(codedIn)];
}

function isStrict({ code, codeSystem, displayName, originalText }: Coded): boolean {
  if (code === undefined) return originalText !== undefined;
  return originalText === undefined && displayName !== undefined && /^[0-2](\.[0-9]+)+$/.test(codeSystem ?? '');
}
