import { same } from '../access/rights.ts';
import { type CommissionRight, carePurpose, type Directory, fewAtATime, samePurpose } from '../hsa/index.ts';
import { ifTold } from '../hsa/limitation.ts';
import { rolesOf } from '../sign-in/roles.ts';

/** Who holds what at a care provider on the last day before a merger. */
export interface Staff {
  /** HSA-ids in upper case: of those with an assignment for care that reads at the whole care provider (`VG`). */
  readonly readers: ReadonlySet<string>;
  /** Assignments for care in force, counted once each. */
  readonly assignments: ReadonlySet<string>;
  /** With the role of security officer or manager under an assignment there. */
  readonly officers: ReadonlySet<string>;
  readonly managers: ReadonlySet<string>;
}

export interface People {
  /** False: the directory cannot tell who holds assignments. */
  readonly told: boolean;
  /** By HSA-id of the care provider, in upper case. */
  readonly staff: ReadonlyMap<string, Staff>;
  /** Assignments that can never give anything, with why. */
  readonly faulty: readonly { readonly hsaId: string; readonly reason: string }[];
  /** The directory holds more assignments than are read. */
  readonly more: boolean;
}

type Asked = Pick<Directory, 'commissions' | 'commissionsOf' | 'person'>;

/** Everybody who holds an assignment in the directory, as far as it can tell. Throws DIRECTORY_UNAVAILABLE. */
export async function peopleAt(directory: Asked, at: Date, system: string): Promise<People> {
  const listing = await ifTold(directory.commissions());
  const { items, more } = listing?.value ?? { items: [], more: false };
  const members = new Set(items.flatMap((commission) => commission.members.map(({ person }) => person)));
  const staff = new Map<string, Record<keyof Staff, Set<string>>>();
  const faulty = new Map<string, string>();
  await fewAtATime([...members], async (hsaId) => {
    const { assignments, omitted } = (await directory.commissionsOf(hsaId, at)).value;
    const { value: person } = await directory.person(hsaId);
    for (const { commission, reason } of omitted)
      if (reason !== 'not-current' && reason !== 'archived') faulty.set(commission.hsaId, reason);
    for (const assignment of assignments) {
      const { commission, careProvider, careUnit } = assignment;
      const at = staff.get(careProvider.hsaId.toUpperCase()) ?? noStaff();
      staff.set(careProvider.hsaId.toUpperCase(), at);
      const roles = rolesOf(person, assignment, system);
      if (roles.includes('security-officer')) at.officers.add(hsaId);
      if (roles.includes('manager')) at.managers.add(hsaId);
      if (!careUnit || !samePurpose(commission.purpose, carePurpose)) continue;
      at.assignments.add(commission.hsaId);
      if (commission.rights.some(readsAtProvider)) at.readers.add(hsaId);
    }
  });
  return {
    told: listing !== undefined,
    staff,
    faulty: [...faulty].map(([hsaId, reason]) => ({ hsaId, reason })),
    more,
  };
}

function readsAtProvider({ activity, scope }: CommissionRight): boolean {
  return same(activity, 'Läsa') && same(scope, 'VG');
}

export function noStaff(): Record<keyof Staff, Set<string>> {
  return { readers: new Set(), assignments: new Set(), officers: new Set(), managers: new Set() };
}
