import type { ErrorCode } from '../../errors.ts';
import type { CertificateFacts } from '../../siths/caller.ts';
import type { StoredEntry } from '../entry.ts';

/** One certificate that was refused for one reason, however often. Instants are ISO 8601. */
export interface Refusals {
  readonly certificate: CertificateFacts;
  readonly code: ErrorCode;
  readonly first: string;
  readonly last: string;
  readonly count: number;
  /** Logical addresses that it wanted to reach, and network addresses that the log has. */
  readonly addresses: readonly string[];
}

/** By certificate and reason, the latest refused first. */
export async function refusalsIn(entries: AsyncIterable<StoredEntry> | Iterable<StoredEntry>): Promise<Refusals[]> {
  const found = new Map<string, Refusals>();
  for await (const { at, certificate, code, logicalAddress, details } of entries) {
    if (!certificate || !code?.startsWith('CERT_')) continue;
    const key = `${certificate.fingerprint} ${code}`;
    const known = found.get(key);
    const addresses = [logicalAddress, details?.address].filter((one) => typeof one === 'string');
    found.set(key, {
      certificate,
      code,
      first: known && isBefore(known.first, at) ? known.first : at,
      last: known && isBefore(at, known.last) ? known.last : at,
      count: (known?.count ?? 0) + timesOf(details),
      addresses: [...new Set([...(known?.addresses ?? []), ...addresses])],
    });
  }
  return [...found.values()].toSorted((a, b) => Date.parse(b.last) - Date.parse(a.last));
}

/** What is repeated in haste has one entry a minute, which counts. */
function timesOf(details: StoredEntry['details']): number {
  return typeof details?.attempts === 'number' ? details.attempts : 1;
}

function isBefore(one: string, other: string): boolean {
  return Date.parse(one) < Date.parse(other);
}
