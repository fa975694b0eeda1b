import type { Contract } from './contract.ts';
import type { BridgeRecord } from './record.ts';
import { brokenRules } from './rules.ts';
import type { Violation } from './validate.ts';

/** An item of a contract as a record. What broke the contract stays with it, so that it is withheld and counted. `written`: its element. */
export function toRecord(
  contract: Contract,
  item: object,
  violations: readonly Violation[] = [],
  written?: string,
): BridgeRecord {
  const header = contract.headerOf(item as Parameters<Contract['headerOf']>[0]);
  const problems = (violations.length > 0 ? violations : rulesBroken(contract, item)).map(
    ({ path, rule }) => `${path} ${rule}`,
  );
  // Present but empty: the schema lets it pass, yet nothing tells such a record from the next.
  if (problems.length === 0 && header.documentId === '') problems.push(`${contract.itemElement} has no document id`);
  const more = problems.length > 0 ? { problems } : written !== undefined && { written };
  return { contract: contract.id, header, data: item, ...more };
}

function rulesBroken({ rules, item: type, itemElement }: Contract, item: object): readonly Violation[] {
  return rules ? brokenRules(rules, type, item as Readonly<Record<string, unknown>>, itemElement) : [];
}
