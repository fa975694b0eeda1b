import { hash } from 'node:crypto';
import { type BridgeRecord, dataOf } from '../contracts/index.ts';

/** SHA-256 over the data with keys sorted, so that the order in which a dialect lists elements does not matter. */
export function contentHash(record: BridgeRecord): string {
  return hashOf(dataOf(record));
}

/** What a record says beside its header: its hash, and the codes in it, undefined when there are none. */
export function contentOf(record: BridgeRecord): { readonly hash: string; readonly codes: string | undefined } {
  const data = dataOf(record);
  const parts = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  const body = Object.fromEntries(parts.filter(([name]) => !/header$/i.test(name)));
  const codes = new Set<string>();
  collectCodes(body, codes);
  return { hash: hashOf(body), codes: codes.size > 0 ? [...codes].sort().join(' ') : undefined };
}

/** A coded value is an object with `code` and `codeSystem`, in every contract. */
function collectCodes(value: unknown, codes: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('code' in value && 'codeSystem' in value) codes.add(`${String(value.codeSystem)}|${String(value.code)}`);
  for (const part of Object.values(value)) collectCodes(part, codes);
}

function hashOf(value: unknown): string {
  return hash('sha256', stableJson(value), 'base64');
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
