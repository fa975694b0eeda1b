import { hsaIdentifier } from '../../contracts/index.ts';
import type { Context } from './context.ts';
import { personOf } from './people.ts';
import type { AnyResource, Reference } from './resources.ts';

/** Parts of the header for patient record information (JoL), which care documentation 3 and laboratory 4 have. */
export function hsaIdentifierOf(hsaId: string | undefined) {
  return hsaId ? hsaIdentifier(hsaId) : undefined;
}

/** Of a unit, whose id may be any: one that does not look like an HSA-id is not told. */
export function unitIdentifierOf(id = '') {
  return /^SE\d{10}-[A-Z0-9]+$/i.test(id) ? hsaIdentifier(id) : undefined;
}

/** AuthorType or SignatureType, without the unit; nobody without a time. */
export function participantOf(
  reference: Reference | undefined,
  holder: AnyResource,
  context: Context,
  timestamp: string | undefined,
) {
  if (!timestamp) return undefined;
  const { hsaId, name, role } = personOf(reference, holder, context);
  return { id: hsaIdentifierOf(hsaId), name, timestamp, byRole: role };
}
