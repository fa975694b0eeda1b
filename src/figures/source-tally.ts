import type { BridgeEvents, Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import { createTally } from '../store/tally.ts';
import { placeOf } from './histogram.ts';
import { answeredMeasure, type Measure } from './source-figures.ts';
import { addSourceRows, hourOf, type SourceRow } from './source-rows.ts';

type Told<Name extends keyof BridgeEvents> = BridgeEvents[Name][0];

/** About a day of everything that can be counted; then contracts are no longer kept apart. */
const mostWaiting = 20_000;

/** Counts what this process hears of record systems, until it is closed. */
export function createSourceTally(store: Pick<Store, 'db'>, events: Events, now: () => number = Date.now) {
  const tally = createTally<SourceRow>({
    write: (counted) => addSourceRows(store, counted),
    coarser: (row) => ({ ...row, contract: '' }),
    mostWaiting,
    failed: (thrown) => events.emit('figures:tally:failed', { text: (thrown as Error).message }),
  });

  function count(source: string, contract: string, measure: Measure, n = 1): void {
    if (n > 0) tally.add({ source, hour: hourOf(now()), contract, measure }, n);
  }

  function answered({ source, contract, milliseconds, records }: Told<'source:query:answered'>): void {
    count(source, contract, answeredMeasure(placeOf(milliseconds)));
    count(source, contract, 'records', records);
  }
  function failed({ source, contract, reason }: Told<'source:query:failed'>): void {
    count(source, contract, `failed:${reason}`);
  }
  function withheld({ counts }: Told<'records:withheld:counted'>): void {
    for (const { source, contract, reason, count: n } of counts) count(source, contract, `withheld:${reason}`, n);
  }
  function compared(told: Told<'engagements:reconciliation:finished'>): void {
    const { source, outcome, listed, created, updated, deleted, late } = told;
    count(source, '', outcome === 'done' ? 'index:done' : 'index:undone');
    if (outcome !== 'done') return;
    count(source, '', 'index:listed', listed);
    count(source, '', 'index:differing', created + updated + deleted);
    count(source, '', 'index:late', late);
  }
  events.on('source:query:answered', answered);
  events.on('source:query:failed', failed);
  events.on('records:withheld:counted', withheld);
  events.on('engagements:reconciliation:finished', compared);

  return {
    flush: tally.flush,
    async close(): Promise<void> {
      events.off('source:query:answered', answered);
      events.off('source:query:failed', failed);
      events.off('records:withheld:counted', withheld);
      events.off('engagements:reconciliation:finished', compared);
      await tally.flush();
    },
  };
}
