import { sql } from 'kysely';
import type { Store } from '../store/index.ts';
import type { ProcessKnowledge } from './knowledge.ts';
import type { ProcessRole } from './role.ts';

/** A process as it last told of itself. */
export interface ProcessLine extends ProcessKnowledge {
  readonly id: string;
  readonly role: ProcessRole;
  readonly version: string;
  readonly host: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seenAt: string;
  /** It has not been heard of for longer than it would keep silent by itself: killed, frozen, or cut off the store. */
  readonly silent: boolean;
}

const SILENCE = sql`interval '20 seconds'`;

/** Every process of the installation that has a store, oldest first. Throws what the database throws. */
export async function readProcesses({ db }: Pick<Store, 'db'>): Promise<readonly ProcessLine[]> {
  const rows = await db
    .selectFrom('bridge.process')
    .selectAll()
    .select(sql<boolean>`seen_at < now() - ${SILENCE}`.as('silent'))
    .orderBy('started_at')
    .execute();
  return rows.map(({ started_at, seen_at, knows, role, ...row }) => ({
    ...row,
    // A process of an earlier version knows less.
    ...{ brokenSince: {}, sources: {} },
    ...(knows as ProcessKnowledge),
    role: role as ProcessRole,
    startedAt: started_at.toISOString(),
    seenAt: seen_at.toISOString(),
  }));
}
