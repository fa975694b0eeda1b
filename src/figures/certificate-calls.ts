import { sql } from 'kysely';
import type { Store } from '../store/index.ts';

type Db = Pick<Store, 'db'>;

/** Calls that were made with a certificate. HSA-ids in upper case; what the log did not know is empty. */
export interface CertificateCalls {
  /** Of a system's certificate; empty for persons, of whom only the issuer of their cards is told. */
  readonly fingerprint: string;
  /** As it stands in CertificateFacts. */
  readonly issuer: string;
  /** HSA-id of the system; empty for persons. */
  readonly caller: string;
  readonly contract: string;
  readonly careUnit: string;
  readonly n: number;
}

export interface CountedCalls {
  /** How many whole days have been added up, at most seven; 0: nothing but what there is of today. */
  readonly days: number;
  readonly calls: readonly CertificateCalls[];
}

/** Of the last seven whole days, or of today where it is the first that is counted. Throws what the database throws. */
export async function readCertificateCalls({ db }: Db): Promise<CountedCalls> {
  const { rows: spans } = await sql<{ today: string; weekAgo: string; first: string | null }>`
    SELECT to_char(${local}, 'YYYY-MM-DD') AS today, to_char(${local} - interval '7 days', 'YYYY-MM-DD') AS "weekAgo",
      (SELECT min(day) FROM bridge.certificate_figure) AS first`.execute(db);
  const [span] = spans;
  if (!span || span.first === null) return { days: 0, calls: [] };
  const { today, weekAgo, first } = span;
  const from = first > weekAgo ? first : weekAgo;
  const days = Math.round((Date.parse(today) - Date.parse(from)) / dayMs);
  const { rows } = await sql<Omit<CertificateCalls, 'n'> & { n: string }>`
    SELECT fingerprint, issuer, caller, contract, care_unit AS "careUnit", sum(n)::text AS n
    FROM bridge.certificate_figure
    WHERE day >= ${from} AND ${days > 0 ? sql`day < ${today}` : sql`day <= ${today}`}
    GROUP BY 1, 2, 3, 4, 5`.execute(db);
  return { days, calls: rows.map((row) => ({ ...row, n: Number(row.n) })) };
}

const local = sql`now() AT TIME ZONE 'Europe/Stockholm'`;
const dayMs = 86_400_000;

/**
 * Adds the entries of the access log from one sequence number on, before another. A call is one entry: what was refused, and
 * what goes on telling of a call that has been told of, counts for nothing.
 */
export async function countCertificates({ db }: Db, from: number, before: number): Promise<void> {
  await sql`
    INSERT INTO bridge.certificate_figure (day, fingerprint, issuer, caller, contract, care_unit, n)
    SELECT to_char(at AT TIME ZONE 'Europe/Stockholm', 'YYYY-MM-DD'),
      CASE WHEN kind_of_caller = 'function' THEN certificate_fingerprint ELSE '' END,
      issuer,
      CASE WHEN kind_of_caller = 'function' THEN coalesce(caller_hsa_id, '') ELSE '' END,
      coalesce(contract, ''), care_unit, count(*)
    FROM (
      SELECT at, certificate_fingerprint, caller_hsa_id, contract,
        entry::json -> 'caller' ->> 'kind' AS kind_of_caller,
        left(coalesce(entry::json -> 'certificate' ->> 'issuer', ''), 500) AS issuer,
        upper(coalesce(entry::json -> 'reader' ->> 'careUnit', '')) AS care_unit
      FROM bridge.audit_entry
      WHERE sequence >= ${from} AND sequence < ${before} AND entry IS NOT NULL AND certificate_fingerprint IS NOT NULL
        AND kind IN ('access', 'act') AND outcome NOT IN ('refused', 'failed')
    ) AS call
    GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (day, fingerprint, issuer, caller, contract, care_unit)
      DO UPDATE SET n = certificate_figure.n + excluded.n`.execute(db);
}
