import { decideAdmission } from '../decide-admission.ts';
import { decideSeen, foresee, type SeenRecord } from '../decide-record.ts';
import type { Decision } from '../decision.ts';
import type { Circumstances } from '../gatekeeper.ts';
import { type ChangeId, changeIds, changes, type Situation } from './changes.ts';
import { recordOfRule } from './record-of-rule.ts';

/** Who asks why. */
export type Audience = 'clinician' | 'engineer' | 'officer';

export interface Explanation {
  /** Taken again, by the rules of its day. */
  readonly decision: Decision;
  /** The fewest changes that would make it a permit; none where it is one. Undefined: nothing can. */
  readonly needed: readonly ChangeId[] | undefined;
  /** Who may be told. Where nothing may be shown, only officers learn that there is a record at all. */
  readonly audiences: readonly Audience[];
}

/**
 * Why a reading, or with a rule on records one of its records, came out as it did, and what would change that. The rule
 * is as the log has it; one that is not about records is about the reading as a whole.
 */
export function explain(circumstances: Circumstances, rule: string): Explanation {
  const record = recordOfRule(rule);
  const decision = decide({ circumstances, record });
  return {
    decision,
    needed: fewest({ circumstances, record }),
    audiences: audiencesOf(circumstances, decision, record),
  };
}

function decide({ circumstances, record }: Situation): Decision {
  const admission = decideAdmission(circumstances);
  return record && admission.outcome === 'permit' ? decideSeen(circumstances, record) : admission;
}

/**
 * What no permit does without, and of the rest, where one thing may stand for another, the smallest set; of equal ones
 * what one would rather do.
 */
function fewest(situation: Situation): readonly ChangeId[] | undefined {
  if (!permits(situation, changeIds)) return undefined;
  const useful = changeIds.filter(
    (id, index) => alters(id, situation) || alters(id, changed(situation, changeIds.slice(0, index))),
  );
  const necessary = useful.filter((id) => !permits(situation, less(changeIds, [id])));
  const sets = setsOf(less(useful, necessary)).map((set) =>
    changeIds.filter((id) => [...necessary, ...set].includes(id)),
  );
  return sets.toSorted((a, b) => a.length - b.length).find((ids) => permits(situation, ids));
}

function permits(situation: Situation, ids: readonly ChangeId[]): boolean {
  return decide(changed(situation, ids)).outcome === 'permit';
}

function changed(situation: Situation, ids: readonly ChangeId[]): Situation {
  return ids.reduce((now, id) => changes[id](now), situation);
}

function alters(id: ChangeId, situation: Situation): boolean {
  return JSON.stringify(changes[id](situation)) !== JSON.stringify(situation);
}

function less(ids: readonly ChangeId[], without: readonly ChangeId[]): readonly ChangeId[] {
  return ids.filter((id) => !without.includes(id));
}

/** Of sets of equal size, those with earlier items come first. */
function setsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const [first, ...rest] = items;
  if (first === undefined) return [[]];
  const others = setsOf(rest);
  return [...others.map((set) => [first, ...set]), ...others];
}

/** What would be so whatever records there are may be told to anyone who was there. */
function audiencesOf(
  circumstances: Circumstances,
  { shown, rule }: Decision,
  record: SeenRecord | undefined,
): readonly Audience[] {
  const foreseen = Object.values(foresee(circumstances)).some((decision) => decision.rule === rule);
  const tellsOfRecord = record !== undefined && shown === 'nothing' && !foreseen;
  return tellsOfRecord ? ['officer'] : ['clinician', 'engineer', 'officer'];
}
