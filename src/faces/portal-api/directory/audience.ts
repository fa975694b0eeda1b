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

/** Closed ones included: who may see them knows their HSA-id. */
export function isShownTo(audience: Audience, object: Unit | DirectoryFunction): boolean {
  return !object.hidden && !object.feigned && (audience === 'colleagues' || isForAnyone(object));
}

/** Of a listing. */
export function shownTo(audience: Audience, listed: readonly Unit[]): readonly Unit[] {
  return audience === 'colleagues' ? listed : markedForAnyone(listed);
}

const markedForAnyone = keptWith((units: readonly Unit[]) => units.filter(isForAnyone));

/** Never one with protected identity, by whatever way she is reached; nor one who has left. */
export function isShownPerson(object: DirectoryObject | undefined, at: Date): object is Person {
  return object?.kind === 'person' && !object.protected && isListed(object) && covers(object.period, at);
}
