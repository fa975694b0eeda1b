import { sql } from 'kysely';
import { every } from '../deliveries/every.ts';
import { placeOf } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import { type CountedCalls, readCertificateCalls } from './certificate-calls.ts';
import { countUsage } from './count-usage.ts';
import type { SourceFigures } from './source-figures.ts';
import { firstHour, readSourceFigures, type SourceQuestion } from './source-rows.ts';
import { createSourceTally } from './source-tally.ts';
import { readUsage, type UsageFigure, type UsageQuestion } from './usage.ts';

/** What happened, counted. Of other processes what they had written down: at most half a minute is missing. */
export interface Figures {
  sources(question: SourceQuestion): Promise<readonly SourceFigures[]>;
  /** The first hour that is counted of sources; undefined before there is any. */
  since(): Promise<Date | undefined>;
  usage(question: UsageQuestion): Promise<readonly UsageFigure[]>;
  /** By certificate, of the last week. */
  certificateCalls(): Promise<CountedCalls>;
  /** Counts use from now on, for a process that has the access log open. */
  followLog(): void;
  /** Writes what is still to be written. */
  close(): Promise<void>;
}

interface FiguresParts {
  readonly store: Store;
  readonly events: Events;
}

const writeMs = 30_000;
const countMs = 5_000;
const cleanMs = 6 * 3_600_000;
/** Two years to compare with, and the month under way. */
const kept = '25 months';

/**
 * Keeps figures of record systems by hour, out of the events of this process, and of use by day, out of the access log.
 * They are added up in the store over all processes, and hold no patient and no person. While the store does not take
 * them they wait (`figures:tally:failed`, `figures:usage:delayed`).
 */
export function keepFigures({ store, events }: FiguresParts): Figures {
  const tally = createSourceTally(store, events);
  const delayed = (thrown: unknown) => void events.emit('figures:usage:delayed', { place: placeOf(thrown) });
  const rounds = [every(writeMs, () => tally.flush())];
  let closing = false;

  async function countAll(): Promise<void> {
    while (!closing && (await countUsage(store)));
  }

  return {
    sources: async (question) => {
      await tally.flush();
      return readSourceFigures(store, question);
    },
    since: async () => {
      await tally.flush();
      return firstHour(store);
    },
    usage: (question) => readUsage(store, question),
    certificateCalls: () => readCertificateCalls(store),
    followLog() {
      rounds.push(every(countMs, () => countAll().catch(delayed)));
      rounds.push(every(cleanMs, () => removeOld(store).catch(delayed)));
    },
    close: async () => {
      closing = true;
      await Promise.all(rounds.map((round) => round.stop()));
      await tally.close();
    },
  };
}

async function removeOld({ db }: Pick<Store, 'db'>): Promise<void> {
  await sql`DELETE FROM bridge.source_figure WHERE hour < now() - ${kept}::interval`.execute(db);
  await sql`DELETE FROM bridge.usage_figure
    WHERE day < to_char(now() - ${kept}::interval, 'YYYY-MM-DD')`.execute(db);
  // As long as certificates that have been seen are remembered.
  await sql`DELETE FROM bridge.certificate_figure
    WHERE day < to_char(now() - interval '90 days', 'YYYY-MM-DD')`.execute(db);
}
