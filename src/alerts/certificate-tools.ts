import type { Config } from '../config.ts';
import type { TableKeeper } from '../routing/index.ts';
import { createFlows, type Flows } from './certificates/flows.ts';
import type { KnownCertificate } from './certificates/known.ts';
import { type Rung, rungOf } from './certificates/ladder.ts';
import type { Alerts } from './start-alerts.ts';

interface CertificateToolsParts {
  readonly config: Pick<Config, 'bridge' | 'callers' | 'sources'>;
  readonly alerts: Pick<Alerts, 'certificates'>;
  readonly table: Pick<TableKeeper, 'current'>;
}

/** A certificate with what rests on it. */
export interface TracedCertificate extends KnownCertificate {
  readonly rung: Rung;
  readonly stops: Flows;
}

export interface CertificateLadder {
  /** Soonest end first. */
  readonly certificates: readonly TracedCertificate[];
  /** How many persons' certificates have been seen lately, by rung. */
  readonly persons: readonly { readonly rung: Rung; readonly count: number }[];
}

/** What ends when, and what stops then. Throws what the database throws, and CATALOGUE_UNAVAILABLE. */
export function createLadder({ config, alerts, table }: CertificateToolsParts): () => Promise<CertificateLadder> {
  return async () => {
    const { known, seen } = await alerts.certificates();
    const now = new Date();
    const stops = createFlows({ config, table: table.current().table, seen });
    const persons = seen.filter(({ shownBy }) => shownBy === 'person');
    return {
      certificates: known.map((each) => ({ ...each, rung: rungOf(each.until, now), stops: stops(each) })),
      persons: [...Map.groupBy(persons, ({ until }) => rungOf(until, now))].map(([rung, group]) => ({
        rung,
        count: group.length,
      })),
    };
  };
}
