import type { Contract } from './contract.ts';
import type { BridgeRecord } from './record.ts';
import type { Violation } from './validate.ts';

/** An item of a contract as a record. What broke the contract stays with it, so that it is withheld and counted. */
export function toRecord(contract: Contract, item: object, violations: readonly Violation[] = []): BridgeRecord {
  const header = contract.headerOf(item as Parameters<Contract['headerOf']>[0]);
  if (violations.length === 0) return { contract: contract.id, header, data: item };
  return {
    contract: contract.id,
    header,
    data: item,
    problems: violations.map((violation) => `${violation.path} ${violation.rule}`),
  };
}
