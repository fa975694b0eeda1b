import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Contract,
  contracts,
  getCareContacts2,
  getLaboratoryOrderOutcome4,
  getMaternityMedicalHistory2,
  looselyCoded,
  sendable,
  strictlyCoded,
  validate,
} from '../../src/contracts/index.ts';
import type { AnyType } from '../../src/contracts/schema.ts';
import { runs } from '../support/runs.ts';
import { arbitraryOf } from './arbitrary.ts';

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

describe('the looser rule of coded values', () => {
  const whole = { code: 'bes', codeSystem: '1.2.752.129.2.2.2.11', originalText: 'Besök' };

  it.each([
    ['a code with its system', whole, whole],
    ['text alone', { originalText: 'Besök' }, { originalText: 'Besök' }],
    ['a code without system', { code: 'bes', displayName: 'Besök' }, { originalText: 'bes Besök' }],
    ['a system without code', { codeSystem: '1.2.3', displayName: 'Besök' }, { originalText: 'Besök' }],
    ['nothing', { codeSystem: '1.2.3' }, undefined],
  ])('%s', (_, value, expected) => {
    expect(looselyCoded(value)).toEqual(expected);
  });
});

describe('what is sent', () => {
  it.each(contracts.map((contract) => [contract.id, contract] as const))(
    'of any item of %s is schema-valid and within the rules',
    (_, contract) => {
      fc.assert(
        fc.property(arbitraryOf(contract.item), (item) => {
          const sent = sendable(contract, item);
          expect(validate(contract.item, sent, contract.itemElement)).toEqual([]);
          for (const path of pathsIn(sent, contract.itemElement))
            for (const forbidden of contract.neverSent) expect(path).not.toMatch(new RegExp(`/${forbidden}$`));
          for (const value of strictlyCodedIn(contract, contract.item, sent)) expect(isStrict(value)).toBe(true);
        }),
        runs(60),
      );
    },
  );

  it('of a contract that states no strict rule has its coded values as they came', () => {
    const role = { code: 'L', codeSystem: 'local', originalText: 'Läkare' };
    const item = { careContactHeader: { accountableHealthcareProfessional: { healthcareProfessionalRoleCode: role } } };
    expect(sendable(getCareContacts2 as unknown as Contract, item)).toEqual(item);
  });

  it('of laboratory 4 and maternity 2 keeps the original text beside a display name', () => {
    const code = { code: 'A', codeSystem: atc, displayName: 'Kalium', originalText: 'P-K' };
    const outcome = { body: { groupOfAnalyses: [{ analysis: [{ code }] }] } };
    expect(sendable(getLaboratoryOrderOutcome4 as unknown as Contract, outcome)).toEqual(outcome);
    const professional = { healthcareProfessionalRoleCode: code };
    const record = { maternityMedicalRecordHeader: { accountableHealthcareProfessional: professional } };
    expect(sendable(getMaternityMedicalHistory2 as unknown as Contract, record)).toEqual(record);
  });
});

type Coded = Record<string, string>;

function pathsIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [`${path}/${name}`, ...pathsIn(part, `${path}/${name}`)]);
}

/** Every value in it of the type that the contract's strict rule is about, and that has a code or original text. */
function strictlyCodedIn(contract: Contract, type: AnyType, value: unknown): Coded[] {
  if (type.kind === 'simple') return [];
  if (Array.isArray(value)) return value.flatMap((item) => strictlyCodedIn(contract, type, item));
  if (type === contract.strictlyCoded) {
    const { code, originalText } = value as Coded;
    return code === undefined && originalText === undefined ? [] : [value as Coded];
  }
  return Object.entries(value as object).flatMap(([name, part]) => {
    const inner = type.elements[name]?.type;
    return inner ? strictlyCodedIn(contract, inner, part) : [];
  });
}

function isStrict({ code, codeSystem, displayName, originalText }: Coded): boolean {
  if (code === undefined) return originalText !== undefined;
  return originalText === undefined && displayName !== undefined && /^[0-2](\.[0-9]+)+$/.test(codeSystem ?? '');
}
