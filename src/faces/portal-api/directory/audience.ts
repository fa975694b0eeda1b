import {
  covers,
  type DirectoryFunction,
  type DirectoryObject,
  isForAnyone,
  isListed,
  keptWith,
  type Person,
  type Unit,
} from '../../../hsa/index.ts';

/**
 * Who looks: colleagues who have signed in, or anyone. Anyone sees units that are marked for the internet, with what is
 * public of them, and no people.
 */
export type Audience = 'colleagues' | 'anyone';

/** Closed ones included: who may see them knows their HSA-id. None that has yet to open. */
export function isShownTo(audience: Audience, object: Unit | DirectoryFunction, at: Date): boolean {
  const { from } = object.period;
  const hasOpened = from === undefined || from <= at.toISOString();
  return hasOpened && !object.hidden && !object.feigned && (audience === 'colleagues' || isForAnyone(object));
}

/** Of a listing, those in force. The same array until one of them opens or closes. */
export function shownTo(audience: Audience, listed: readonly Unit[], at: Date): readonly Unit[] {
  const inForce = inForceAt(listed)(at);
  return audience === 'colleagues' ? inForce : markedForAnyone(inForce);
}

const inForceAt = keptWith((units: readonly Unit[]) => {
  const changes = [...new Set(units.flatMap(({ period: { from, to } }) => [from ?? [], to ?? []].flat()))].toSorted();
  let kept: { readonly passed: number; readonly units: readonly Unit[] } | undefined;
  return (at: Date): readonly Unit[] => {
    const instant = at.toISOString();
    const next = changes.findIndex((change) => change > instant);
    const passed = next === -1 ? changes.length : next;
    if (kept?.passed !== passed) kept = { passed, units: units.filter(({ period }) => covers(period, at)) };
    return kept.units;
  };
});

const markedForAnyone = keptWith((units: readonly Unit[]) => units.filter(isForAnyone));

/** Never one with protected identity, by whatever way she is reached; nor one who has left. */
export function isShownPerson(object: DirectoryObject | undefined, at: Date): object is Person {
  return object?.kind === 'person' && !object.protected && isListed(object) && covers(object.period, at);
}
