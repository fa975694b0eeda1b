import type { Reference } from 'fhir/r4';
import type { MappingContext } from './context.ts';
import { hsaIdentifier } from './data-types.ts';

/** A unit by its HSA-id alone. */
export function unitReference(hsaId: string | undefined, { generation }: MappingContext): Reference | undefined {
  return hsaId === undefined ? undefined : { type: 'Organization', identifier: hsaIdentifier(generation, hsaId) };
}
