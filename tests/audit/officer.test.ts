import { describe, expect, it } from 'vitest';
import type { AuditFilter, StoredEntry } from '../../src/audit/index.ts';
import { viewOf } from '../../src/audit/officer.ts';
import { stored, storedRefusal } from './stored-entries.ts';

const NORRBOTTEN = 'SE2321000230-DEMOVG';
const VASTERBOTTEN = 'SE2321000222-DEMOVG';
const VASTERNORRLAND = 'SE2321000206-DEMOVG';

const shared = stored({
  units: [VASTERBOTTEN, VASTERNORRLAND].map((careProvider) => ({
    careProvider,
    careUnit: `${careProvider}-UNIT`,
    source: `${careProvider}-SYSTEM`,
    records: 2,
  })),
});
const stranger = storedRefusal();

/** A log that gives all it has, whatever it is asked for: nothing but the view stands between it and the officer. */
function careless(entries: readonly StoredEntry[]) {
  const asked: AuditFilter[] = [];
  const log = {
    async list(filter: AuditFilter) {
      asked.push(filter);
      return { entries, next: undefined };
    },
    find: async (key: string) => entries.find(({ id }) => id === key),
  };
  return { asked, log };
}

describe('what an officer may see of the log', () => {
  it.each([
    [NORRBOTTEN, [VASTERBOTTEN, VASTERNORRLAND]],
    [VASTERBOTTEN, [VASTERBOTTEN]],
    [VASTERBOTTEN.toLowerCase(), [VASTERBOTTEN]],
    ['SE5560000000-DEMOVG', undefined],
  ])('for %s: %j', async (controller, providers) => {
    const { asked, log } = careless([shared, stranger]);
    const view = viewOf(log, controller, undefined);
    const { entries } = await view.list({ patient: '191212121212' }, { limit: 10 });
    const found = await view.find(shared.id);
    expect(entries.map(({ units }) => units.map((unit) => unit.careProvider))).toEqual(providers ? [providers] : []);
    expect(found?.units.map((unit) => unit.careProvider)).toEqual(providers);
    expect(await view.find(stranger.id)).toBeUndefined();
    expect(asked).toEqual([{ patient: '191212121212', controller }]);
  });

  it('holds nothing of others in what it narrows', async () => {
    const told = JSON.stringify(await viewOf(careless([shared]).log, VASTERBOTTEN, undefined).find(shared.id));
    expect(told).not.toContain(VASTERNORRLAND);
  });

  it('does not tell one whose information was shown that something of others was not', async () => {
    const decision = { outcome: 'partial', code: undefined, rule: 'r', ruleSet: 's', ground: 'g', inputs: {} } as const;
    const told = ['blocked-exists'];
    const reading = stored({ units: shared.units, decision: { ...decision, told }, outcome: 'partial' });
    const seen = await viewOf(careless([reading]).log, VASTERBOTTEN, undefined).find(reading.id);
    expect(seen?.decision).toMatchObject({ outcome: 'permit', told: [] });
    expect(seen?.outcome).toBe('released');
    const readers = await viewOf(careless([reading]).log, NORRBOTTEN, undefined).find(reading.id);
    expect(readers).toMatchObject({ outcome: 'partial', decision: { outcome: 'partial', told } });
  });

  it('has strangers where the care provider is appointed for them, and all on the server', async () => {
    const { log } = careless([shared, stranger]);
    expect(await viewOf(log, NORRBOTTEN, NORRBOTTEN.toLowerCase()).find(stranger.id)).toEqual(stranger);
    expect((await viewOf(log, undefined, undefined).list({}, { limit: 10 })).entries).toHaveLength(2);
  });
});
