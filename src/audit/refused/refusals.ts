import { sql } from 'kysely';
import type { ErrorCode } from '../../errors.ts';
import type { CertificateFacts } from '../../siths/caller.ts';
import type { Store } from '../../store/index.ts';
import { entryOf } from '../leaf.ts';
import { type AuditFilter, matching } from '../rows.ts';

/**
 * One certificate that was refused for one reason, or that was accepted with a remark, however often. Instants are
 * ISO 8601.
 */
export interface Refusals {
  readonly certificate: CertificateFacts;
  readonly code: ErrorCode;
  /** It was only remarked on, the last time. */
  readonly isAccepted: boolean;
  readonly first: string;
  readonly last: string;
  readonly count: number;
  /** Logical addresses that it wanted to reach, and network addresses that the log has. */
  readonly addresses: readonly string[];
}

/** What of an entry has no column. */
interface Facts {
  readonly code: string | null;
  readonly logicalAddress: string | null;
  readonly details: object | null;
}

/**
 * By certificate and reason, the latest refused first. Counted in the database: a system that calls each minute with a
 * certificate that has expired is refused half a million times in a year.
 */
export async function refusalsIn(db: Store['db'], filter: AuditFilter): Promise<Refusals[]> {
  const refused = matching(db, filter)
    .where((eb) =>
      eb.or([
        eb.and([eb('outcome', '=', 'refused'), eb('kind', '=', 'refusal')]),
        eb('action', '=', 'certificate:remark'),
      ]),
    )
    .where('certificate_fingerprint', 'is not', null)
    .select(['sequence', 'at', 'certificate_fingerprint as fingerprint', 'entry']);
  // Each text is parsed once.
  const facts = sql<Facts>`json_to_record(entry::json)`.as<'facts'>(
    sql`facts(code text, "logicalAddress" text, details json)`,
  );
  const groups = await db
    .with('refused', () => refused)
    .selectFrom(['refused', facts])
    .select([
      sql<Date>`min(at)`.as('first'),
      sql<Date>`max(at)`.as('last'),
      sql<number>`max(sequence)`.as('latest'),
      // What is repeated in haste has one entry a minute, which counts.
      sql<number>`sum(coalesce((details ->> 'attempts')::int, 1))`.as('count'),
      sql<(string | null)[]>`array_agg(DISTINCT "logicalAddress")`.as('logical'),
      sql<(string | null)[]>`array_agg(DISTINCT details ->> 'address')`.as('network'),
    ])
    .where('code', 'like', 'CERT\\_%')
    .groupBy(['fingerprint', 'code'])
    .orderBy('last', 'desc')
    .execute();
  if (groups.length === 0) return [];
  const rows = await db
    .selectFrom('bridge.audit_entry')
    .select(['sequence', 'entry'])
    .where(
      'sequence',
      'in',
      groups.map(({ latest }) => latest),
    )
    .execute();
  const entries = new Map(rows.map(({ sequence, entry }) => [sequence, entry]));
  return groups.flatMap(({ first, last, latest, count, logical, network }) => {
    const text = entries.get(latest);
    const { certificate, code, outcome } = text ? entryOf(text) : {};
    if (!certificate || !code) return [];
    const addresses = [...new Set([...logical, ...network])].filter((one) => one !== null);
    const when = { first: first.toISOString(), last: last.toISOString() };
    return { certificate, code, isAccepted: outcome !== 'refused', ...when, count: Number(count), addresses };
  });
}
