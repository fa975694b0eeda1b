import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { QualityReport } from '../../quality/index.ts';
import type { Figures } from '../figures.ts';
import type { Period } from '../source-rows.ts';
import { later, type Month, monthOf, monthsBetween, spanOf } from './month.ts';
import { reportOn, type SourceReport } from './source-report.ts';

/** When a source was away and it had been announced, within a period. */
export type PlannedMaintenance = (source: string, period: Period) => Promise<readonly Period[]>;

interface ReportsParts {
  readonly config: Pick<Config, 'bridge' | 'sources'>;
  readonly figures: Pick<Figures, 'sources' | 'since'>;
  readonly quality: Pick<QualityReport, 'lines'>;
  readonly maintenance: PlannedMaintenance;
  readonly now?: () => Date;
}

export interface SourceReports {
  /** Of what there are reports; months with the latest first. */
  list(): Promise<{ readonly sources: readonly Named[]; readonly months: readonly Month[] }>;
  /** Throws NOT_FOUND for a source that is not known and for a month that was not counted. */
  of(source: string, month: Month): Promise<SourceReport>;
}

interface Named {
  /** HSA-id. */
  readonly source: string;
  readonly name: string;
}

/** A report shows this many months before its own. */
const monthsBefore = 12;

/** Monthly reports on record systems, made of the figures when they are asked for. */
export function createReports({
  config,
  figures,
  quality,
  maintenance,
  now = () => new Date(),
}: ReportsParts): SourceReports {
  async function months(): Promise<Month[]> {
    const last = monthOf(now());
    const since = await figures.since();
    return monthsBetween(since ? monthOf(since) : last, last);
  }

  return {
    list: async () => ({
      sources: config.sources.map(({ hsaId, name }) => ({ source: hsaId, name })),
      months: (await months()).reverse(),
    }),
    async of(asked, month) {
      const found = config.sources.find(({ hsaId }) => sameHsaId(hsaId, asked));
      if (!found) throw new BridgeError('NOT_FOUND', 'There is no such source.');
      const counted = await months();
      if (!counted.includes(month)) throw new BridgeError('NOT_FOUND', 'There are no figures of that month.');
      const shown = counted.filter((each) => each <= month && each >= later(month, -monthsBefore));
      const { hsaId: source, name, timeoutMs: waitedMs } = found;
      const span = spanOf(shown[0] ?? month, month);
      const own = spanOf(month);
      const away = await maintenance(source, span);
      return reportOn({
        of: {
          ...{ source, name, month, waitedMs, by: config.bridge.name },
          until: own.to > now() ? now().toISOString() : undefined,
          maintenance: away
            .filter(({ from, to }) => from < own.to && to > own.from)
            .map(({ from, to }) => ({ from: from.toISOString(), to: to.toISOString() })),
        },
        months: shown,
        figures: await figures.sources({ ...span, by: 'month', source, except: away }),
        everything: await figures.sources({ ...span, by: 'month', source }),
        lines: await quality.lines({ source, month }),
      });
    },
  };
}
