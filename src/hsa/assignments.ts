import {
  type Commission,
  type CommissionMember,
  carePurpose,
  covers,
  type Person,
  samePurpose,
  type Unit,
} from './model.ts';
import { placeOf } from './place.ts';
import type { DirectorySource } from './source.ts';

/** A commission as one of its members holds it: what the access decision needs to know of the reader. */
export interface Assignment {
  readonly commission: Commission;
  readonly member: CommissionMember;
  /** The care unit under which the commission stands; undefined when it stands directly under the care provider. */
  readonly careUnit: Unit | undefined;
  readonly careProvider: Unit;
  /** The care provider that the directory names, where the other one has taken it over (`successions`). */
  readonly formerProvider?: Unit | undefined;
  /** HSA-ids of all that the care provider has taken over by then; left out: none. */
  readonly takenOver?: readonly string[] | undefined;
}

/** HSA-id of its care provider as the directory has it, which is how masters know it: whoever has taken that over. */
export function namedProvider({ formerProvider, careProvider }: Assignment): string {
  return (formerProvider ?? careProvider).hsaId;
}

/** A commission that gives nothing, and why. */
export interface OmittedAssignment {
  readonly commission: Commission;
  readonly reason: AssignmentFault;
}

/** - `not-current`: person, membership, commission, care unit or care provider is outside its dates;
 *  - `archived`: one of them is closed for good;
 *  - `misplaced`: it stands neither under a care unit nor directly under a care provider;
 *  - `no-care-provider`: the care unit names no care provider, or one that does not exist;
 *  - `no-org-number`: the care provider has no organisation number;
 *  - `care-needs-care-unit`: *Vård och behandling* is only valid under a care unit. */
type AssignmentFault =
  | 'not-current'
  | 'archived'
  | 'misplaced'
  | 'no-care-provider'
  | 'no-org-number'
  | 'care-needs-care-unit';

/** A commission with where it stands, whatever the day; `fault` when it can never give anything. */
export interface PlacedCommission {
  readonly commission: Commission;
  readonly careUnit: Unit | undefined;
  readonly careProvider: Unit | undefined;
  readonly formerProvider?: Unit | undefined;
  readonly takenOver?: readonly string[] | undefined;
  readonly fault: AssignmentFault | undefined;
}

/**
 * Reads a commission's place from its nearest unit in the tree, never from where its members are placed. An incomplete
 * one is a fault: the catalogue's own services omit such assignments entirely.
 */
export async function placeCommission(source: DirectorySource, commission: Commission): Promise<PlacedCommission> {
  const [owner] = await source.ancestors(commission.dn);
  const careUnit = owner?.isCareUnit ? owner : undefined;
  const placed = (careProvider: Unit | undefined, fault?: AssignmentFault) => ({
    commission,
    careUnit,
    careProvider,
    fault,
  });
  if (!owner || !(owner.isCareUnit || owner.isCareProvider)) return placed(undefined, 'misplaced');
  const { careProvider } = await placeOf(source, owner);
  if (careProvider.kind !== 'found') return placed(undefined, 'no-care-provider');
  const provider = careProvider.value;
  if (!provider.orgNo) return placed(provider, 'no-org-number');
  if (commission.archived || careUnit?.archived) return placed(provider, 'archived');
  if (!careUnit && samePurpose(commission.purpose, carePurpose)) return placed(provider, 'care-needs-care-unit');
  return placed(provider);
}

/** Splits a person's placed commissions into those that she holds at the instant and those that give her nothing. */
export function assignmentsAt(
  person: Person,
  placed: readonly PlacedCommission[],
  at: Date,
): { readonly assignments: readonly Assignment[]; readonly omitted: readonly OmittedAssignment[] } {
  const assignments: Assignment[] = [];
  const omitted: OmittedAssignment[] = [];
  for (const { commission, careUnit, careProvider, fault, ...merged } of placed) {
    const member = commission.members.find((one) => one.person === person.hsaId && covers(one.period, at));
    const inForce = [person, commission, careUnit, careProvider].every(
      (object) => !object || covers(object.period, at),
    );
    if (fault || !careProvider) omitted.push({ commission, reason: fault ?? 'no-care-provider' });
    else if (person.archived || careProvider.archived) omitted.push({ commission, reason: 'archived' });
    else if (!member || !inForce) omitted.push({ commission, reason: 'not-current' });
    else assignments.push({ commission, member, careUnit, careProvider, ...merged });
  }
  return { assignments, omitted };
}
