import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clocksFrom } from '../../../src/audit/incident/clocks.ts';
import { reportIncident, type Suspicion } from '../../../src/audit/incident/incident.ts';
import type { StoredEntry } from '../../../src/audit/index.ts';
import { stored, storedRefusal } from '../stored-entries.ts';

const NORRBOTTEN = 'SE2321000230-DEMOVG';
const VASTERBOTTEN = 'SE2321000222-DEMOVG';
const VASTERNORRLAND = 'SE2321000206-DEMOVG';
const suspicion: Suspicion = { by: 'certificate', value: '0a1b2c3d', from: undefined, to: undefined };
const knownAt = new Date('2026-01-31T09:00:00Z');

const unitOf = (careProvider: string, careUnit: string, records = 1) => ({
  careProvider,
  careUnit,
  source: `${careProvider}-SYSTEM`,
  records,
});

async function reportOn(entries: readonly StoredEntry[], about = suspicion) {
  const files = new Map<string, StoredEntry[]>();
  const write = async (controller: string, entry: StoredEntry) => {
    files.set(controller, [...(files.get(controller) ?? []), entry]);
  };
  return { report: await reportIncident(about, entries, { write }, knownAt), files };
}

describe('an incident', () => {
  const shared = stored({
    units: [unitOf(VASTERBOTTEN, 'UNIT-A', 2), unitOf(VASTERNORRLAND, 'UNIT-B')],
    reason: 'SE2321000206-DEMOVG-SYSTEM timeout',
    details: { assertion: 'secret of the reader' },
    records: 3,
  });
  const other = stored({ patient: { id: '199801022383', type: '1.2.752.129.2.1.3.1' }, units: [] });
  const again = stored({
    patient: { id: '197010632391', type: '1.2.752.129.2.1.3.3' },
    linked: [{ id: '191212121212', type: '1.2.752.129.2.1.3.1' }],
    units: [],
    contract: 'GetMedicationHistory:2',
  });

  it('counts patients as persons, units and kinds of information, refusals apart', async () => {
    const { report } = await reportOn([shared, other, again, storedRefusal()]);
    expect(report.reach).toMatchObject({
      entries: 4,
      refused: 1,
      patients: 2,
      units: ['UNIT-A', 'UNIT-B'],
      kinds: ['diagnoser'],
    });
  });

  it('gives each controller its own part in a file of its own', async () => {
    const { report, files } = await reportOn([shared, other, storedRefusal()]);
    expect([...files.keys()].toSorted()).toEqual([VASTERNORRLAND, VASTERBOTTEN, NORRBOTTEN, 'unknown']);
    expect(files.get(NORRBOTTEN)).toEqual([shared, other]);
    expect(files.get(VASTERBOTTEN)).toEqual([
      expect.objectContaining({ units: [unitOf(VASTERBOTTEN, 'UNIT-A', 2)], records: 2, details: undefined }),
    ]);
    const told = JSON.stringify(files.get(VASTERBOTTEN));
    for (const others of ['UNIT-B', VASTERNORRLAND, 'secret of the reader']) expect(told).not.toContain(others);
    expect(report.controllers[VASTERBOTTEN]).toMatchObject({ patients: 1, units: ['UNIT-A'] });
    expect(JSON.stringify(report), 'the report itself names no patient').not.toContain('191212121212');
  });

  it('of a record system takes what it was asked for or gave', async () => {
    const value = `${VASTERBOTTEN}-system`;
    const { report } = await reportOn([shared, other], { ...suspicion, by: 'source', value });
    expect(report.reach.entries).toBe(1);
  });
});

describe('the clocks', () => {
  it('run from when it was known: 24 hours, 72 hours, one month', () => {
    expect(clocksFrom(knownAt).map(({ until }) => until)).toEqual([
      '2026-02-01T09:00:00.000Z',
      '2026-02-03T09:00:00.000Z',
      '2026-02-03T09:00:00.000Z',
      '2026-02-28T09:00:00.000Z',
    ]);
  });

  it('leave the final report at least 28 days and at most 31', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (day) => {
        const days = (new Date(clocksFrom(day).at(-1)?.until ?? '').getTime() - day.getTime()) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(28);
        expect(days).toBeLessThanOrEqual(31);
      }),
    );
  });
});
