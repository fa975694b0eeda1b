import type { Admission } from '../access/index.ts';
import type { LoggedDecision } from '../audit/index.ts';
import type { Judged } from './judged.ts';

/** The decision with all it rests on, so that it can be explained, and taken again, years later. Nothing of any content. */
export function loggedDecision({ decision, circumstances }: Admission, judged: Judged | undefined): LoggedDecision {
  const { code, rule, ruleSet, ground, detail } = decision;
  const { lifts = [] } = judged ?? {};
  return {
    outcome: decision.outcome === 'deny' ? 'deny' : (judged?.outcome ?? 'permit'),
    code,
    rule,
    ruleSet,
    ground,
    detail,
    inputs: { ...circumstances, blocks: judged?.blocks ?? [], ...(lifts.length > 0 && { lifts }) },
    records: judged?.records ?? [],
    told: judged?.told.indicators ?? [],
  };
}
