import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/audit/columns.ts';
import type { StoredEntry } from '../../src/audit/index.ts';
import { type LogView, viewOf } from '../../src/audit/officer.ts';
import { cursorAfter } from '../../src/audit/rows.ts';
import { stored } from './stored-entries.ts';

const own = 'SE2321000222-DEMOVG';
const ownUnit = { careProvider: own, careUnit: 'SE2321000222-DEMOVE7', source: 'SE2321000222-DEMONCS', records: 1 };
const others = {
  careProvider: 'SE2321000206-DEMOVG',
  careUnit: 'SE2321000206-DEMOPSYK',
  source: 'SE2321000206-DEMOFHIR',
  records: 1,
};

/** A log that finds by unit and page as the store does; `entries` are newest first. */
function logOf(entries: readonly StoredEntry[]): LogView {
  return {
    async list({ unit, outcome }, { limit, after }) {
      const found = entries
        .filter((entry) => unit === undefined || columnsOf(entry).units.includes(unit))
        .filter((entry) => outcome === undefined || [outcome].flat().includes(entry.outcome));
      const start = found.findIndex((entry) => cursorAfter(entry) === after) + 1;
      const page = found.slice(start, start + limit);
      const last = page.at(-1);
      return { entries: page, next: last && start + limit < found.length ? cursorAfter(last) : undefined };
    },
    find: async (key) => entries.find(({ id }) => id === key),
  };
}

describe('the log as a care provider sees it', () => {
  it('finds nothing by the unit of another, whose information was shown beside its own', async () => {
    const entries = Array.from({ length: 3 }, () => stored({ units: [ownUnit, others] }));
    const view = viewOf(logOf(entries), own, undefined);
    const none = { entries: [], next: undefined };
    expect(await view.list({ unit: others.careUnit }, { limit: 10 })).toEqual(none);
    expect(await view.list({ unit: others.careUnit }, { limit: 1 })).toEqual(none);
    expect((await view.list({ unit: ownUnit.careUnit }, { limit: 10 })).entries).toHaveLength(3);
  });

  it('finds by its own unit, page by page', async () => {
    const entries = Array.from({ length: 5 }, () => stored({ units: [ownUnit, others] }));
    const view = viewOf(logOf(entries), own, undefined);
    const sizes: number[] = [];
    let after: string | undefined;
    do {
      const page = await view.list({ unit: ownUnit.careUnit }, { limit: 2, after });
      sizes.push(page.entries.length);
      after = page.next;
    } while (after !== undefined);
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('finds by any unit what its own staff read', async () => {
    const entry = stored({ reader: { careProvider: own, careUnit: ownUnit.careUnit }, units: [others] });
    const view = viewOf(logOf([entry]), own, undefined);
    expect((await view.list({ unit: others.careUnit }, { limit: 10 })).entries).toEqual([entry]);
  });

  it('finds by how it came out for the one who asks: what others did not give is none of hers', async () => {
    const shared = stored({ units: [ownUnit, others], outcome: 'partial' });
    const herOwn = stored({ reader: { careProvider: own, careUnit: ownUnit.careUnit }, units: [], outcome: 'partial' });
    const view = viewOf(logOf([shared, herOwn]), own, undefined);
    const found = async (outcome: 'partial' | 'released') =>
      (await view.list({ outcome }, { limit: 10 })).entries.map(({ id }) => id);
    expect(await found('partial')).toEqual([herOwn.id]);
    expect(await found('released')).toEqual([shared.id]);
  });
});
