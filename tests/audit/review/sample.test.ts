import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEntry } from '../../../src/audit/index.ts';
import { newSeed } from '../../../src/audit/review/draw.ts';
import { drawSample, type Lookups } from '../../../src/audit/review/sample.ts';
import { by, stored, storedRefusal } from '../stored-entries.ts';

const seed = '00112233445566778899aabbccddeeff';
const nobodyKnown: Lookups = { surnameOf: async () => undefined, patient: async () => 'unknown' };
const patient = (id: string) => ({ id, type: '1.2.752.129.2.1.3.1' });
const daytime = '2026-05-06T12:00:00+02:00';

function draw(entries: readonly StoredEntry[], size = 5, lookups = nobodyKnown) {
  return drawSample(entries, { seed, size }, lookups);
}
async function chosenBy(criterion: string, entries: readonly StoredEntry[], lookups = nobodyKnown) {
  const { items } = await draw(entries, 50, lookups);
  return items.filter(({ criteria }) => (criteria as readonly string[]).includes(criterion)).map(({ entry }) => entry);
}
async function reportOn(criterion: string, entries: readonly StoredEntry[], lookups = nobodyKnown) {
  const { criteria } = await draw(entries, 50, lookups);
  return criteria.find((report) => report.criterion === criterion);
}

describe('a sample of the log', () => {
  it('is drawn anew from its seed, whatever the order of the entries', async () => {
    const entries = Array.from({ length: 200 }, (_, index) =>
      stored({ actor: by(`SE-DEMO${index % 7}`), patient: patient(`19${index}`), emergency: index % 31 === 0 }),
    );
    const first = await draw(entries);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(entries, { minLength: entries.length }), async (shuffled) => {
        expect(await draw(shuffled)).toEqual(first);
      }),
      { numRuns: 20 },
    );
    expect(first.population).toBe(200);
    expect(first.items.filter(({ criteria }) => criteria.includes('random'))).toHaveLength(5);
    const other = await drawSample(entries, { seed: newSeed(), size: 5 }, nobodyKnown);
    expect(other.items).not.toEqual(first.items);
  });

  it('is of accesses: refusals, failures and how answers ended are nobody’s reading', async () => {
    const entries = [
      storedRefusal(),
      stored({ kind: 'closing' }),
      stored({ outcome: 'failed' }),
      stored({ kind: 'act', action: 'log:key', patient: undefined }),
    ];
    expect(await draw(entries)).toMatchObject({ population: 0, items: [] });
  });

  it('finds emergency access', async () => {
    const [plain, emergency] = [stored(), stored({ emergency: true })];
    expect(await chosenBy('emergency', [plain, emergency])).toEqual([emergency.id]);
  });

  it.each([
    ['2026-05-06T21:59:00+02:00', false],
    ['2026-05-06T22:00:00+02:00', true],
    ['2026-05-06T03:59:00Z', true],
    ['2026-05-06T04:00:00Z', false],
    ['2026-05-08T21:59:00Z', true],
    ['2026-05-09T12:00:00+02:00', true],
    ['2026-05-10T12:00:00+02:00', true],
    ['2026-01-07T05:30:00Z', false],
  ])('off hours at %s: %s', async (at, off) => {
    const entry = stored({ at });
    expect(await chosenBy('off-hours', [entry])).toEqual(off ? [entry.id] : []);
  });

  it('finds who reads of many more patients than others at the unit', async () => {
    const readsOf = (reader: string, patients: number) =>
      Array.from({ length: patients }, (_, index) =>
        stored({ at: daytime, actor: by(reader), patient: patient(`${reader}${index}`) }),
      );
    const quiet = ['A', 'B', 'C'].flatMap((reader) => readsOf(reader, 8));
    const busy = readsOf('D', 25);
    const [chosen, ...more] = await chosenBy('high-volume', [...quiet, ...busy]);
    expect(more).toEqual([]);
    expect(busy.map(({ id }) => id)).toContain(chosen);
    const { items } = await draw([...quiet, ...busy], 50);
    expect(items.find(({ entry }) => entry === chosen)?.note).toContain(
      '25 patients; the median of the unit’s readers is 8',
    );
    expect(await chosenBy('high-volume', [...quiet, ...readsOf('E', 24)]), 'three times is not more').toEqual([]);
  });

  it('compares surnames, and finds protected identities, where directory and register tell', async () => {
    const lookups: Lookups = {
      surnameOf: async () => 'Öravan',
      patient: async ({ id }) => ({ surname: id === '1' ? 'öraVAN' : 'Granbäcken', protected: id === '3' }),
    };
    const [one, two, three] = ['1', '2', '3'].map((id) => stored({ patient: patient(id), actor: by('SE-DEMO') }));
    const entries = [one, two, three].flatMap((entry) => entry ?? []);
    expect(await chosenBy('same-surname', entries, lookups)).toEqual([one?.id]);
    expect(await chosenBy('protected-identity', entries, lookups)).toEqual([three?.id]);
    expect(await reportOn('same-surname', entries, lookups)).toMatchObject({
      source: 'the care directory (HSA) and the person register',
      found: 1,
    });
  });

  it('has every opening of a protected identity, however many are drawn', async () => {
    const acts = (action: string, isProtected: boolean) =>
      Array.from({ length: 12 }, () =>
        stored({ kind: 'act', action, patient: patient('3'), details: { protected: isProtected } }),
      );
    const meant = ['patient:open', 'patient:places', 'lift-request:show'].flatMap((action) => acts(action, true));
    const others = [...acts('patient:open', false), ...acts('patient:show', true)];
    const { items } = await draw([...others, ...meant], 3);
    const found = items.filter(({ criteria }) => criteria.includes('protected-opening')).map(({ entry }) => entry);
    expect(new Set(found)).toEqual(new Set(meant.map(({ id }) => id)));
  });

  it('says of each criterion what it was told from, or that it cannot be computed', async () => {
    const { criteria } = await draw([stored()], 5, { ...nobodyKnown, patient: async () => 'unavailable' });
    const without = criteria.filter(({ source }) => source === undefined);
    expect(without.map(({ criterion }) => criterion)).toEqual([
      'same-surname',
      'protected-identity',
      'same-address',
      'colleague',
      'no-later-contact',
    ]);
    for (const report of without) expect(report).toMatchObject({ found: undefined, note: expect.any(String) });
    for (const { source, found } of criteria) expect(source === undefined).toBe(found === undefined);
  });
});
