import type { Assignment } from '../../hsa/assignments.ts';
import type { Directory } from '../../hsa/directory.ts';
import { ifTold } from '../../hsa/limitation.ts';
import { sameHsaId } from '../../identities/same-hsa-id.ts';

/** How the care directory names the role: `system;security-officer`. */
const role = 'security-officer';

/**
 * HSA-ids of those who are responsible for reviewing what was read from a care unit: its head of operations
 * (verksamhetschef); where the directory names none, the security officers of the care provider, or of the one that has
 * taken it over. Throws DIRECTORY_UNAVAILABLE.
 */
export async function reviewersOf(
  directory: Pick<Directory, 'unit' | 'peopleWithRole' | 'commissionsOf'>,
  { careProvider, careUnit }: { readonly careProvider: string | undefined; readonly careUnit: string | undefined },
  system: string,
): Promise<string[]> {
  const place = careUnit === undefined ? undefined : (await directory.unit(careUnit)).value;
  const manager = place?.object.manager;
  if (manager !== undefined) return [manager];
  if (careProvider === undefined) return [];
  // Where nobody can list people, whoever of the officers signs in sees the task all the same.
  const officers = (await ifTold(directory.peopleWithRole({ system, role })))?.value ?? [];
  const atProvider = await Promise.all(
    officers.map(async ({ hsaId }) => {
      const { assignments } = (await directory.commissionsOf(hsaId)).value;
      const isOfficerOf = ({ careProvider: { hsaId: own }, takenOver = [] }: Assignment): boolean =>
        [own, ...takenOver].some((one) => sameHsaId(one, careProvider));
      return assignments.some(isOfficerOf) ? hsaId : [];
    }),
  );
  return atProvider.flat();
}
