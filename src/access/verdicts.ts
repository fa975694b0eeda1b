import type { Decision } from './decision.ts';
import type { Circumstances } from './gatekeeper.ts';
import { type CheckId, checks } from './rules/checks.ts';
import type { Citations } from './rules/citations.ts';
import { type RuleSet, ruleSetOf } from './rules/rule-sets.ts';

/** The rules of the day of the reading. */
export function rulesFor({ ruleSet, at }: Pick<Circumstances, 'ruleSet' | 'at'>): RuleSet {
  return ruleSetOf(ruleSet, new Date(at));
}

export function refuse(circumstances: Circumstances, rule: CheckId, detail?: string): Decision {
  const { id, law } = rulesFor(circumstances);
  const check: { readonly shown?: Decision['shown'] } & (typeof checks)[CheckId] = checks[rule];
  return {
    outcome: 'deny',
    shown: check.shown ?? 'nothing',
    code: check.code,
    rule,
    ruleSet: id,
    ground: law[check.ground],
    detail,
  };
}

export function permit(circumstances: Circumstances, rule: string, ground: keyof Citations): Decision {
  const { id, law } = rulesFor(circumstances);
  return {
    outcome: 'permit',
    shown: 'content',
    code: undefined,
    rule,
    ruleSet: id,
    ground: law[ground],
    detail: undefined,
  };
}
