import { beforeAll, describe, expect, it } from 'vitest';
import { createEvents } from '../../../../src/events.ts';
import { isShownTo, shownTo } from '../../../../src/faces/portal-api/directory/audience.ts';
import { openUnitOf } from '../../../../src/faces/portal-api/directory/open-data.ts';
import { createDirectory, type Directory, type Unit } from '../../../../src/hsa/index.ts';

const clinic = 'SE2321000230-DEMOMED';
const at = new Date('2026-03-02T12:00:00Z');
const [before, after] = ['2026-03-01T23:00:00.000Z', '2026-03-02T23:00:00.000Z'];

let directory: Directory;
let unit: Unit;
beforeAll(async () => {
  const settings = { url: 'file:config/hsa/demo.ldif', baseDn: 'c=SE', timeoutMs: 1_000 };
  directory = await createDirectory(settings, createEvents());
  unit = (await directory.unit(clinic)).value?.object as Unit;
});

describe.each(['colleagues', 'anyone'] as const)('a unit, for %s,', (audience) => {
  it('is shown from the day that it opens', () => {
    const [open, unopened] = [before, after].map((from) => ({ ...unit, period: { from, to: undefined } })) as [
      Unit,
      Unit,
    ];
    expect([isShownTo(audience, open, at), isShownTo(audience, unopened, at)]).toEqual([true, false]);
    expect(shownTo(audience, [open, unopened], at)).toEqual([open]);
  });

  it('is listed until it closes, and found by its HSA-id after that', () => {
    const closed = { ...unit, period: { from: undefined, to: before } };
    expect(isShownTo(audience, closed, at)).toBe(true);
    expect(shownTo(audience, [closed], at)).toEqual([]);
  });

  it('is in the same list until one of the list opens or closes', () => {
    const listed = [unit, { ...unit, period: { from: after, to: undefined } }];
    const first = shownTo(audience, listed, at);
    expect(shownTo(audience, listed, new Date(at.getTime() + 1))).toBe(first);
    expect(shownTo(audience, listed, new Date(after))).toHaveLength(2);
    expect(shownTo(audience, listed, at)).toEqual(first);
  });
});

it('is no open data before it opens', async () => {
  const unopened = { ...unit, period: { from: '2999-01-01T00:00:00.000Z', to: undefined } };
  const listing = await directory.units();
  const withIt = (items: readonly Unit[]) => ({ units: async () => ({ ...listing, value: { items, more: false } }) });
  expect(await openUnitOf({ ...directory, ...withIt([unit]) }, clinic)).toMatchObject({ hsaId: clinic });
  expect(await openUnitOf({ ...directory, ...withIt([unopened]) }, clinic)).toBeUndefined();
});
