import type { Owner } from './decide-record.ts';
import type { Decision } from './decision.ts';
import type { BlockState, Fact } from './facts.ts';

type Decide = (owner: Owner, blocks: Fact<BlockState>) => Decision;

/**
 * The same decisions, each taken once: the records of an answer have few owners, and those with one owner and one state
 * of the blocks are all alike to the law. Only for decisions under the same circumstances.
 */
export function decidingOnce(decide: Decide): Decide {
  const ofProviders = new Map<string | undefined, Map<string | undefined, Map<string, Decision>>>();
  return (owner, blocks) => {
    const taken = inside(inside(ofProviders, owner.careProvider), owner.careUnit);
    const state = `${owner.approvedForPatient} ${blocks.known ? blocks.value : 'unknown'}`;
    const decision = taken.get(state) ?? decide(owner, blocks);
    taken.set(state, decision);
    return decision;
  };
}

function inside<Key, InnerKey, Value>(maps: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  const found = maps.get(key);
  if (found) return found;
  const made = new Map<InnerKey, Value>();
  maps.set(key, made);
  return made;
}
