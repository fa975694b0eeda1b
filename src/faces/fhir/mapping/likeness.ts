import type { Extension } from 'fhir/r4';
import type { BridgeRecord } from '../../../contracts/index.ts';
import { localIdentifier } from './data-types.ts';
import { own } from './extensions.ts';
import type { MappedRecord } from './record-mapping.ts';

/** What the record became, the main resource with the record that it may be another telling of. Both are shown. */
export function markedAsLike(mapped: MappedRecord, { likenessOf }: BridgeRecord): MappedRecord {
  const [main, ...others] = mapped.resources;
  if (!main || !likenessOf) return mapped;
  const { source, documentId } = likenessOf;
  const mark = own('possible-duplicate-of', {
    valueReference: { identifier: localIdentifier(documentId), display: source },
  }) as Extension;
  const marked = { ...main, extension: [...(main.extension ?? []), mark] };
  return { ...mapped, resources: [marked, ...others] };
}
