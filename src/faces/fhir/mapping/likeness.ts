import type { Extension } from 'fhir/r4';
import type { BridgeRecord } from '../../../contracts/index.ts';
import type { Clinical } from './clinical.ts';
import { localIdentifier } from './data-types.ts';
import { own } from './extensions.ts';

/** The record's resources, the main one with the record that it may be another telling of. Both are shown. */
export function markedAsLike(resources: readonly Clinical[], { likenessOf }: BridgeRecord): readonly Clinical[] {
  const [main, ...others] = resources;
  if (!main || !likenessOf) return resources;
  const { source, documentId } = likenessOf;
  const mark = own('possible-duplicate-of', {
    valueReference: { identifier: localIdentifier(documentId), display: source },
  }) as Extension;
  return [{ ...main, extension: [...(main.extension ?? []), mark] }, ...others];
}
