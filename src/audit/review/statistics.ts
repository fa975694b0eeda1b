import type { Store } from '../../store/index.ts';

/** How often the staff of a care unit read, and in emergencies. */
export interface UnitStatistics {
  /** HSA-id; undefined: read from no care unit. */
  readonly careUnit: string | undefined;
  readonly accesses: number;
  readonly emergencies: number;
  /** Emergencies of a thousand accesses; undefined without accesses. */
  readonly perThousand: number | undefined;
  /** The same of the care provider’s other units together. */
  readonly peersPerThousand: number | undefined;
}

interface Count {
  readonly unit: string | null;
  readonly accesses: number;
  readonly emergencies: number;
}

/** Of the units of these care providers, or of all. Most emergencies of a thousand accesses first. ISO 8601. */
export async function emergencyStatistics(
  { pool }: Pick<Store, 'pool'>,
  controllers: readonly string[] | undefined,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<UnitStatistics[]> {
  const { rows } = await pool.query<Count>(
    `SELECT upper(reader ->> 'careUnit') AS unit,
       count(*) FILTER (WHERE kind = 'access')::int AS accesses,
       count(*) FILTER (WHERE action = 'emergency:open')::int AS emergencies
     FROM (SELECT kind, action, entry::json -> 'reader' AS reader FROM bridge.audit_entry
       WHERE at >= $1 AND at < $2 AND entry IS NOT NULL AND outcome <> 'failed' AND outcome <> 'refused'
         AND (kind = 'access' OR action = 'emergency:open')
         AND ($3::text[] IS NULL OR controllers && $3::text[])) AS read
     WHERE $3::text[] IS NULL OR upper(reader ->> 'careProvider') = ANY($3::text[])
     GROUP BY 1`,
    [from, to, controllers?.map((one) => one.toUpperCase()) ?? null],
  );
  return rows.map((row) => statisticsOf(row, rows)).toSorted((a, b) => (b.perThousand ?? 0) - (a.perThousand ?? 0));
}

function statisticsOf(row: Count, all: readonly Count[]): UnitStatistics {
  const { unit, accesses, emergencies } = row;
  const peers = all.filter((other) => other !== row);
  return {
    careUnit: unit ?? undefined,
    accesses,
    emergencies,
    perThousand: perThousand([row]),
    peersPerThousand: perThousand(peers),
  };
}

function perThousand(counts: readonly Count[]): number | undefined {
  const accesses = counts.reduce((sum, count) => sum + count.accesses, 0);
  const emergencies = counts.reduce((sum, count) => sum + count.emergencies, 0);
  return accesses === 0 ? undefined : Math.round((emergencies / accesses) * 10_000) / 10;
}
