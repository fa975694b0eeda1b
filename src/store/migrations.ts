import { BridgeError } from '../errors.ts';
import { accessLog } from './migrations/01-access-log.ts';
import { qualityOfSources } from './migrations/02-quality-of-sources.ts';
import { provableLog } from './migrations/03-provable-log.ts';
import { registrations } from './migrations/04-registrations.ts';
import { portalSessions } from './migrations/05-portal-sessions.ts';
import { reviews } from './migrations/06-reviews.ts';
import { witness } from './migrations/07-witness.ts';
import { spentAssertions } from './migrations/09-spent-assertions.ts';
import { deliveries } from './migrations/10-deliveries.ts';
import { engagements } from './migrations/11-engagements.ts';
import { referrals } from './migrations/12-referrals.ts';
import { trace } from './migrations/13-trace.ts';
import { processes } from './migrations/14-processes.ts';
import { operations } from './migrations/15-operations.ts';
import { logCopies } from './migrations/16-log-copies.ts';
import { signIn } from './migrations/17-sign-in.ts';
import { openPatients } from './migrations/18-open-patients.ts';
import { liftRequests } from './migrations/19-lift-requests.ts';
import { placesShown } from './migrations/20-places-shown.ts';
import { sourceFigures } from './migrations/21-source-figures.ts';
import { usageFigures } from './migrations/22-usage-figures.ts';
import { alerts } from './migrations/23-alerts.ts';
import { refusalSignOffs } from './migrations/24-refusal-sign-offs.ts';
import { news } from './migrations/25-news.ts';
import { longWork } from './migrations/26-long-work.ts';
import { measures } from './migrations/27-measures.ts';
import { failedDeliveries } from './migrations/29-failed-deliveries.ts';
import { verdictUpTo } from './migrations/30-verdict-up-to.ts';
import { newsShownTo } from './migrations/31-news-shown-to.ts';
import { revocation } from './migrations/32-revocation.ts';
import { certificateFigures } from './migrations/34-certificate-figures.ts';
import { directoryCopy } from './migrations/35-directory-copy.ts';
import { directoryCopyLooked } from './migrations/36-directory-copy-looked.ts';
import { directoryProviders } from './migrations/37-directory-providers.ts';
import { revocationAnswers } from './migrations/38-revocation-answers.ts';
import { directoryRoles } from './migrations/39-directory-roles.ts';
import { directoryShortWords } from './migrations/40-directory-short-words.ts';
import type { Migration } from './migrations/migration.ts';
import type { Pool } from './pool.ts';

/** In order; versions may have gaps. */
const migrations: readonly Migration[] = [
  accessLog,
  qualityOfSources,
  provableLog,
  registrations,
  portalSessions,
  reviews,
  witness,
  spentAssertions,
  deliveries,
  engagements,
  referrals,
  trace,
  processes,
  operations,
  logCopies,
  signIn,
  openPatients,
  liftRequests,
  placesShown,
  sourceFigures,
  usageFigures,
  alerts,
  refusalSignOffs,
  news,
  longWork,
  measures,
  failedDeliveries,
  verdictUpTo,
  newsShownTo,
  revocation,
  certificateFigures,
  directoryCopy,
  directoryCopyLooked,
  directoryProviders,
  revocationAnswers,
  directoryRoles,
  directoryShortWords,
];

/** Serialises migrations of processes that start together; the integer spells NORR. */
const ADVISORY_LOCK = 0x4e4f5252;

/**
 * Brings schema `bridge` to the newest version, all in one transaction.
 * Throws `STORE_UNAVAILABLE` when a newer program has been here: its tables may mean something else.
 */
export async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
    await client.query('CREATE SCHEMA IF NOT EXISTS bridge');
    await client.query(`CREATE TABLE IF NOT EXISTS bridge.migration (
      version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await client.query<{ version: number }>('SELECT version FROM bridge.migration');
    const applied = new Set(rows.map(({ version }) => version));
    refuseNewer(Math.max(0, ...applied));
    for (const { version, name, sql } of migrations) {
      if (applied.has(version)) continue;
      await client.query(sql);
      await client.query('INSERT INTO bridge.migration (version, name) VALUES ($1, $2)', [version, name]);
    }
    await client.query('COMMIT');
  } catch (thrown) {
    await client.query('ROLLBACK');
    throw thrown;
  } finally {
    client.release();
  }
}

function refuseNewer(current: number): void {
  const newest = Math.max(...migrations.map((migration) => migration.version));
  if (current <= newest) return;
  throw new BridgeError(
    'STORE_UNAVAILABLE',
    `The schema has version ${current}; this program knows ${newest}. Use the newer program.`,
  );
}
