import { prunedFor } from '../draft.ts';
import type { BridgeRecord } from '../record.ts';
import { toRecord } from '../records.ts';
import { contractById } from '../registry.ts';
import { validate } from '../validate.ts';
import type { Translation } from './translation.ts';

/** What is lost of a record at its extension points: no other version can be known to have a place for it. */
export const extensionElements = '(extension elements)';

interface TranslatedRecord {
  /** Undefined: it cannot be told in the other version. */
  readonly record: BridgeRecord | undefined;
  /** Element paths of what could not be told, each once; never values. Empty when nothing of the record is told. */
  readonly lost: readonly string[];
}

/**
 * A whole record in another version of its contract. Its header stays: it is the same record, known by the same document
 * id, so that one delivered in both versions is recognised.
 */
export function translateRecord(record: BridgeRecord, { to, translate }: Translation): TranslatedRecord {
  const contract = contractById(to);
  const { item, lost } = translate(record.data);
  const told = contract && item && prunedFor(contract.item, plain(item) as object);
  if (!told) return { record: undefined, lost: [] };
  const { problems } = toRecord(contract, told, validate(contract.item, told, contract.itemElement));
  if (problems) return { record: undefined, lost: [] };
  return {
    record: { contract: to, header: record.header, data: told },
    lost: holdsForeign(record.data) ? [...lost, extensionElements] : lost,
  };
}

/** Without what stood at extension points, which belongs to the version that it came in. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (name === '$foreign' ? [] : [[name, plain(part)]])),
  );
}

function holdsForeign(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, part]) => name === '$foreign' || holdsForeign(part));
}
