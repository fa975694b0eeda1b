import { expect, it } from 'vitest';
import { byThread } from '../../../src/portal/parts/threads.ts';
import type { Item, Mark } from '../../../src/portal/records/item.ts';

/** Newest first. */
const chain = (
  ...orders: readonly { readonly key: string; readonly group?: string; readonly marks?: readonly Mark[] }[]
) => orders.map((order) => ({ marks: [], thread: 'chain', record: { source: 'A' }, ...order }) as unknown as Item);
const shown = (items: readonly Item[]) =>
  byThread(items, ({ group }) => group === 'current').map(({ latest, earlier }) =>
    [latest, ...earlier].map(({ key }) => key),
  );

it('lets the order in force stand for its chain, and never one that was withdrawn while another is left', () => {
  const withdrawn = { key: 'withdrawn', group: 'current', marks: ['withdrawn'] } as const;
  const inForce = { key: 'in force', group: 'current' };
  const ended = { key: 'ended', group: 'ended' };
  expect(shown(chain(withdrawn, ended, inForce))).toEqual([['in force', 'withdrawn', 'ended']]);
  expect(shown(chain(withdrawn, ended))).toEqual([['ended', 'withdrawn']]);
  expect(shown(chain(withdrawn))).toEqual([['withdrawn']]);
});
