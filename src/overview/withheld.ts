import type { WithholdingReason } from '../access/index.ts';
import type { Contract } from '../contracts/index.ts';
import type { WithheldCount } from '../quality/index.ts';
import type { Answered } from './coverage-lines.ts';

/** What a source's quality report gets from one answer. */
export function withheldCounts({ planned, withheld, brokenRules }: Answered, contract: Contract): WithheldCount[] {
  const of = (reason: WithholdingReason, rule: string, count: number): WithheldCount => ({
    source: planned.ask.hsaId,
    contract: contract.id,
    reason,
    rule,
    count,
  });
  const rules = [...(brokenRules ?? [])].map(([rule, count]) => of('broken', rule, count));
  const told = rules.reduce((total, { count }) => total + count, 0);
  const reasons = [...withheld].map(([reason, count]) => of(reason, '', reason === 'broken' ? count - told : count));
  return [...rules, ...reasons].filter(({ count }) => count > 0);
}
