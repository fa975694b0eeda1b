import { describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contracts/index.ts';
import {
  aggregateResult,
  contracts,
  getCareDocumentation3,
  invalidRequestResult,
  okResult,
  validate,
} from '../../src/contracts/index.ts';

describe.each(contracts.map((contract) => [contract.id, contract] as const))('the result of %s', (_id, contract) => {
  const violations = (result: object | undefined) =>
    validate(contract.response, result ? { result } : {}, contract.name).map(({ path }) => path);

  it('is what its contract allows, or is left out', () => {
    expect(violations(okResult(contract, 'log-1'))).toEqual([]);
    expect(violations(aggregateResult(contract))).toEqual([]);
    const invalid = invalidRequestResult(contract, 'log-1', 'Fel.');
    expect(violations(invalid)).toEqual([]);
    expect(invalid !== undefined).toBe(contract.hasResult);
    if (contract.hasResult) expect(JSON.stringify(invalid)).toContain('Fel.');
  });
});

it('has no log id in version 3 of care documentation', () => {
  const contract = getCareDocumentation3 as unknown as Contract;
  expect(aggregateResult(contract)).toEqual({ resultCode: 'INFO' });
  expect(invalidRequestResult(contract, 'log-1', 'Fel.')).toEqual({ resultCode: 'ERROR', resultText: 'Fel.' });
});
