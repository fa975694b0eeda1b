import type { StoredEntry } from './entry.ts';

/** One certificate, by how it has been used here. Instants are ISO 8601. */
export interface CertificateUse {
  readonly fingerprint: string;
  readonly serial: string;
  readonly subject: string;
  readonly issuer: string;
  readonly first: string;
  readonly last: string;
  /** Calls, refused ones among them. */
  readonly count: number;
  /** How many were refused, by code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly expires: string;
  readonly expired: boolean;
}

/** Every certificate that the entries tell of, latest used first. */
export async function certificatesIn(
  entries: AsyncIterable<StoredEntry> | Iterable<StoredEntry>,
  now: Date,
): Promise<CertificateUse[]> {
  const uses = new Map<string, CertificateUse>();
  for await (const entry of entries) {
    const { certificate, kind, at, outcome, code, details } = entry;
    // These two tell of a call that has an entry already.
    if (!certificate || kind === 'continuation' || kind === 'closing') continue;
    // What is repeated in haste has one entry a minute, which counts.
    const calls = typeof details?.attempts === 'number' ? details.attempts : 1;
    const { fingerprint, serial, subject, issuer, validTo } = certificate;
    const known = uses.get(fingerprint);
    const refusedBefore = known?.refused ?? {};
    const reason = outcome === 'refused' ? (code ?? 'UNKNOWN') : undefined;
    uses.set(fingerprint, {
      fingerprint,
      serial,
      subject,
      issuer,
      first: known && instant(known.first) < instant(at) ? known.first : at,
      last: known && instant(known.last) > instant(at) ? known.last : at,
      count: (known?.count ?? 0) + calls,
      refused: reason ? { ...refusedBefore, [reason]: (refusedBefore[reason] ?? 0) + calls } : refusedBefore,
      expires: validTo,
      expired: instant(validTo) <= now.getTime(),
    });
  }
  return [...uses.values()].toSorted((a, b) => instant(b.last) - instant(a.last));
}

function instant(text: string): number {
  return new Date(text).getTime();
}
