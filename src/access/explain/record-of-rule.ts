import { localities } from '../decide-admission.ts';
import type { SeenRecord } from '../decide-record.ts';
import type { BlockState, Fact } from '../facts.ts';
import { columns } from '../rules/record-rules.ts';

/** Rules on records that do not say how far the record is; another care provider's is what one asks the bridge for. */
const anyDistance = ['consent/unknown', 'patient/own-record', 'patient/unable-to-decide'];

/** A record that the rule, as the log has it, would be about; undefined where it is about the reading as a whole. */
export function recordOfRule(rule: string): SeenRecord | undefined {
  const seen = { blocks: known('none'), approvedForPatient: true };
  if (rule === 'record/owner-unknown') return { ...seen, locality: undefined };
  if (rule === 'patient/not-approved') return { ...seen, locality: 'other-provider', approvedForPatient: false };
  if (rule === 'blocks/unknown') return { ...seen, locality: 'other-provider', blocks: unknown };
  if (anyDistance.includes(rule)) return { ...seen, locality: 'other-provider' };
  const parts = rule.split('/');
  const named = localities.find((locality) => parts[0] === locality);
  if (named) return { ...seen, locality: named, blocks: known(columnOf(parts.at(-1))) };
  const locality = localities.find((distance) => rule.endsWith(`-${distance}`));
  return locality && { ...seen, locality };
}

/** Of what the log does not say, the least is assumed. */
function columnOf(name: string | undefined): BlockState {
  return columns.find((column) => column === name) ?? (name === 'no-block' ? 'none' : 'blocked');
}

function known(value: BlockState): Fact<BlockState> {
  return { known: true, value, asOf: '', from: 'bridge' };
}

const unknown: Fact<BlockState> = { known: false, from: '', reason: '' };
