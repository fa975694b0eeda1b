import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { createQualityReport, type QualityReport, type WithheldCount } from '../../src/quality/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';

const events = createEvents();
let store: Store;
let report: QualityReport;
let data: Awaited<ReturnType<typeof temporaryDataDir>>;
beforeAll(async () => {
  data = await temporaryDataDir();
  store = await openStore({ databaseUrl: undefined, dataDir: data.path });
  report = createQualityReport({ store, events });
});
afterAll(async () => {
  await report?.close();
  await store?.close();
  await data?.remove();
});

const withheld = (...counts: Partial<WithheldCount>[]): void => {
  const base = { source: 'SE-A', contract: 'GetDiagnosis:2', reason: 'no-care-unit', rule: '', count: 1 } as const;
  events.emit('records:withheld:counted', { counts: counts.map((each) => ({ ...base, ...each })), correlationId: 'c' });
};
const told = async (source?: string) =>
  (await report.lines({ days: 1, ...(source !== undefined && { source }) })).map(
    ({ source: of, reason, rule, count }) => [of, reason, rule, count],
  );

describe('the quality report', () => {
  it('adds up what is told while it writes, most first, and survives its writer', async () => {
    withheld({ count: 2 });
    withheld({ count: 3 }, { reason: 'broken', rule: 'diagnosis/diagnosisBody is missing', count: 7 });
    withheld({ source: 'SE-B' });
    const expected = [
      ['SE-A', 'broken', 'diagnosis/diagnosisBody is missing', 7],
      ['SE-A', 'no-care-unit', '', 5],
      ['SE-B', 'no-care-unit', '', 1],
    ];
    expect(await told()).toEqual(expected);
    await report.close();
    report = createQualityReport({ store, events });
    withheld({ source: 'SE-B', count: 9 });
    expect(await told('se-b')).toEqual([['SE-B', 'no-care-unit', '', 10]]);
  });

  it('counts without their rule what a source breaks in countless ways', async () => {
    withheld(
      ...Array.from({ length: 1_500 }, (_, rule) => ({ source: 'SE-C', reason: 'broken' as const, rule: `r${rule}` })),
    );
    const lines = await told('SE-C');
    expect(lines).toHaveLength(1_001);
    expect(lines[0]).toEqual(['SE-C', 'broken', '', 500]);
  });

  it('keeps counts that the store did not take, says so, and writes them with the next', async () => {
    const failures: string[] = [];
    events.on('quality:tally:failed', ({ text }) => failures.push(text));
    await store.pool.query('ALTER TABLE bridge.withheld_record RENAME TO elsewhere');
    withheld({ source: 'SE-D', count: 4 });
    await expect(told('SE-D')).rejects.toThrow();
    expect(failures.length).toBeGreaterThan(0);
    await store.pool.query('ALTER TABLE bridge.elsewhere RENAME TO withheld_record');
    withheld({ source: 'SE-D', count: 5 });
    expect(await told('SE-D')).toEqual([['SE-D', 'no-care-unit', '', 9]]);
  });
});
