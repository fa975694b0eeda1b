import { describe, expect, it } from 'vitest';
import { narrowedTo } from '../../../src/audit/controller.ts';
import type { StoredEntry } from '../../../src/audit/index.ts';
import { wholeAccesses } from '../../../src/audit/review/whole-access.ts';
import { stored } from '../stored-entries.ts';

const READS = 'SE2321000230-DEMOREADS';
const SHOWS = 'SE2321000222-DEMOSHOWS';
const reader = { careProvider: READS, careUnit: 'SE2321000230-DEMOUNIT' };
const start = Date.parse('2026-05-06T12:00:00Z');
const after = (seconds: number) => new Date(start + seconds * 1_000).toISOString();
const unit = (careProvider: string, records: number) => ({
  careProvider,
  careUnit: `${careProvider}-U`,
  source: `S-${careProvider}`,
  records,
});
const part = (seconds: number, shown: Record<string, number>, facts: Partial<StoredEntry> = {}): StoredEntry => {
  const units = Object.entries(shown).map(([careProvider, records]) => unit(careProvider, records));
  const records = units.reduce((sum, one) => sum + one.records, 0);
  const sourcesAsked = [`S-${READS}`, `S-${SHOWS}`];
  return stored({
    kind: 'continuation',
    correlationId: 'one-reading',
    at: after(seconds),
    reader,
    units,
    records,
    sourcesAsked,
    ...facts,
  });
};
const begun = (seconds: number, facts: Partial<StoredEntry> = {}) =>
  part(seconds, {}, { kind: 'access', outcome: 'empty', ...facts });

async function of(entries: readonly StoredEntry[], controller?: string): Promise<StoredEntry[]> {
  const seen = entries.flatMap((entry) => (controller ? (narrowedTo(entry, controller) ?? []) : entry));
  const accesses: StoredEntry[] = [];
  for await (const access of wholeAccesses(seen.toReversed())) accesses.push(access);
  return accesses;
}

describe('accesses of the log', () => {
  const reading = [begun(0), part(1, { [READS]: 2 }), part(2, { [SHOWS]: 3 }), part(3, { [SHOWS]: 1, [READS]: 1 })];

  it('are one for an answer in parts, with all that the parts showed', async () => {
    expect(await of(reading)).toMatchObject([{ id: reading[0]?.id, kind: 'access', outcome: 'released', records: 7 }]);
  });

  it('are there for who disclosed a part and never sees the beginning', async () => {
    expect(await of(reading, SHOWS)).toMatchObject([
      { id: reading[2]?.id, records: 4, units: [unit(SHOWS, 3), unit(SHOWS, 1)] },
    ]);
  });

  it('are told apart by contract, by source, and by time where a correlation id is used again', async () => {
    const other = part(2, { [SHOWS]: 5 }, { contract: 'GetCarePlans:2' });
    const elsewhere = part(4, { [SHOWS]: 6 });
    const again = part(600, { [SHOWS]: 7 });
    const from = (entry: StoredEntry) => ({
      ...entry,
      units: entry.units.map((one) => ({ ...one, source: 'S-OTHER' })),
    });
    const seen = await of([...reading, other, from(elsewhere), again], SHOWS);
    expect(seen.map(({ records }) => records).toSorted()).toEqual([4, 5, 6, 7]);
  });

  it('are each their own where nothing came in parts', async () => {
    const entries = [begun(0), begun(1), stored({ kind: 'closing', correlationId: 'one-reading', at: after(2) })];
    expect(await of(entries)).toEqual(entries.toReversed());
  });
});
