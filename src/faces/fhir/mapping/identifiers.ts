import type { Identifier } from 'fhir/r4';
import { uriOf } from '../../../codes/index.ts';
import { hsaIdOf, type InstanceIdentifier } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { hsaIdentifier, localIdentifier, text } from './data-types.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const oid = /^[0-2](\.(0|[1-9]\d*))+$/;

/** IIType → Identifier: the root is the system; alone it is the value, as a URN. Undefined when nothing is in it. */
export function identifierOf(given: InstanceIdentifier | undefined, context: MappingContext): Identifier | undefined {
  const root = text(given?.root);
  const extension = text(given?.extension);
  const hsaId = given && hsaIdOf(given);
  if (hsaId) return hsaIdentifier(context.generation, hsaId);
  if (extension) {
    const system = root && (oid.test(root) ? uriOf(root) : urnOf(root));
    return system ? { system, value: extension } : localIdentifier([root, extension].filter(Boolean).join('/'));
  }
  if (!root) return undefined;
  const urn = urnOf(root);
  return urn ? { system: 'urn:ietf:rfc:3986', value: urn } : localIdentifier(root);
}

function urnOf(root: string): string | undefined {
  if (oid.test(root)) return `urn:oid:${root}`;
  return uuid.test(root) ? `urn:uuid:${root.toLowerCase()}` : undefined;
}
