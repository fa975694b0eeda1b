import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngagementTransaction } from '../../src/contracts/domains/engagement-index-1.ts';
import { createEngagementIndex } from '../../src/engagements/engagement-index.ts';
import { changesIn } from '../../src/engagements/notification.ts';
import { listFromSystem, listInFile as read } from '../../src/engagements/reconcile/list.ts';
import { type Reconciled, reconcile } from '../../src/engagements/reconcile/reconcile.ts';
import { lastReconciled, reconciliations } from '../../src/engagements/reconcile/rows.ts';
import { lastDue } from '../../src/engagements/reconcile/schedule.ts';
import { createEvents } from '../../src/events.ts';
import { SourceFailure } from '../../src/sources/query.ts';
import type { ServiceClient } from '../../src/sources/service-client.ts';
import type { Store } from '../../src/store/index.ts';
import { startPostgres } from '../support/postgres.ts';
import { openTestStore, type TestStore } from '../support/store.ts';
import { description, memoryOutbox, other, self, tolvan, transaction } from './samples.ts';

const postgres = await startPostgres();
const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-lists-'));
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true });
});
type Listed = EngagementTransaction['engagement'];
const source = 'SE2321000230-DEMOVAS';
const listed = (bent: Partial<Listed> = {}) => transaction(bent).engagement;
const many = Array.from({ length: 40 }, (_, nr) => listed({ businessObjectInstanceIdentifier: `o${nr}` }));
const complete = (engagements: number) => ({ complete: true, engagements });

async function file(lines: readonly (object | string)[]): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.ndjson`);
  await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])('over %s', { timeout: 60_000 }, (engine) => {
  let store: Store;
  let close: TestStore['close'];

  beforeAll(async () => {
    ({ store, close } = await openTestStore(engine, postgres));
  });
  beforeEach(async () => {
    await store.db.deleteFrom('bridge.engagement').execute();
    await store.db.deleteFrom('bridge.engagement_reconciliation').execute();
  });
  afterAll(() => close());

  function world() {
    const outbox = memoryOutbox(store);
    const events = createEvents();
    const regional = { name: 'regional', logicalAddress: 'SE-REGIONAL', url: 'https://r.example', filters: [] };
    const subscribers = () => [regional];
    const index = createEngagementIndex({ store, outbox, events, names: [self], reserved: [self], subscribers });
    const parts = { store, index, events, owner: self, reserved: [self] };
    const compare = (list: Reconciled['list'], more: Partial<Reconciled> = {}, due?: Date) =>
      reconcile(
        { source, domains: undefined, deleteAtMost: 0.05, list, ...more },
        due,
        new AbortController().signal,
        parts,
      );
    const told = () =>
      outbox.sent
        .splice(0)
        .flatMap(({ content }) => changesIn(Buffer.from(content)))
        .map(({ deleteFlag, engagement }) => `${deleteFlag ? '-' : '+'}${engagement.businessObjectInstanceIdentifier}`)
        .sort();
    const held = async () =>
      (await index.find({ registeredResidentIdentification: tolvan, serviceDomain: description })).length;
    return { index, compare, told, held, last: async () => (await reconciliations(store, 1))[0] };
  }
  const gives = (...engagements: Listed[]): Reconciled['list'] =>
    async function* () {
      yield* engagements;
    };

  it('makes the index like the list, and tells subscribers of the differences alone', async () => {
    const { index, compare, told, held, last } = world();
    const [first, second, third, ...rest] = many as [Listed, Listed, Listed, ...Listed[]];
    expect(await compare(gives(first, second, ...rest))).toBe('done');
    expect(told()).toHaveLength(39);
    await index.update(
      [
        {
          deleteFlag: false,
          engagement: listed({ sourceSystem: 'SE-OTHER', businessObjectInstanceIdentifier: 'theirs' }),
        },
      ],
      'c',
    );
    told();
    expect(await compare(gives({ ...second, mostRecentContent: '20260606060606' }, third, ...rest))).toBe('done');
    expect(told()).toEqual(['+o1', '+o2', '-o0']);
    expect(await last()).toMatchObject({ outcome: 'done', listed: 39, created: 1, updated: 1, deleted: 1 });
    expect(await held()).toBe(40);
    expect(await compare(gives({ ...second, mostRecentContent: '20260606060606' }, third, ...rest))).toBe('done');
    expect(told()).toEqual([]);
  });

  it.each<[string, () => Promise<Reconciled['list']>, RegExp]>([
    ['that is empty', async () => gives(), /empty/],
    ['that lacks too much', async () => gives(...many.slice(0, 30)), /lacks 10 of the 40/],
    [
      'whose file breaks off',
      async () => {
        const path = await file(many);
        return () => read(path);
      },
      /breaks off after 40/,
    ],
    [
      'whose file says another number',
      async () => {
        const path = await file([...many, complete(41)]);
        return () => read(path);
      },
      /something else/,
    ],
    [
      'that goes on after its end',
      async () => {
        const path = await file([...many, complete(40), listed()]);
        return () => read(path);
      },
      /more after/,
    ],
    [
      'whose file ends within a line',
      async () => {
        const path = await file([...many, '{"registeredRes']);
        return () => read(path);
      },
      /Line 41 is no JSON/,
    ],
    [
      'with a line that is no engagement',
      async () => {
        const path = await file([{ ...listed(), sourceSystem: 1 }, complete(1)]);
        return () => read(path);
      },
      /line 1\/sourceSystem must be/,
    ],
    ['of another system', async () => gives(...many, listed({ sourceSystem: 'SE-OTHER' })), /another source system/],
    ['with a field that no index takes', async () => gives(...many, listed({ categorization: ' x' })), /white space/],
  ])('refuses a list %s, and changes nothing', async (_what, list, reason) => {
    const { compare, told, held, last } = world();
    await compare(gives(...many));
    told();
    expect(await compare(await list())).toBe('refused');
    expect((await last())?.reason).toMatch(reason);
    expect((await last())?.reason).not.toContain('1912');
    expect([told(), await held()]).toEqual([[], 40]);
    expect(await store.pool.query('SELECT FROM bridge.engagement_listed')).toMatchObject({ rows: [] });
  });

  it('leaves alone what was changed while the list was on its way', async () => {
    const { index, compare, held } = world();
    await compare(gives(...many));
    const late = listed({ businessObjectInstanceIdentifier: 'late' });
    const [first] = many as [Listed];
    await compare(async function* () {
      await index.update([{ deleteFlag: false, engagement: late }], 'c');
      await index.update([{ deleteFlag: false, engagement: { ...first, mostRecentContent: '20270101000000' } }], 'c');
      yield* many;
    });
    expect(await held()).toBe(41);
    const found = await index.find({
      registeredResidentIdentification: tolvan,
      serviceDomain: description,
      mostRecentContent: '20270101000000',
    });
    expect(found).toHaveLength(1);
  });

  it('leaves alone what was changed between reading a difference and applying it', async () => {
    const { index, compare, held } = world();
    await compare(gives(...many));
    const before = new Date(0);
    const engagement = { ...(many[0] as Listed), owner: 'SE2321000230-DEMOBRIDGE' };
    const changes = [true, false].map((deleteFlag) => ({
      deleteFlag,
      engagement: { ...engagement, mostRecentContent: '20270101000000' },
    }));
    for (const change of changes) {
      const { deleted, updated } = await index.apply([change], 'c', before);
      expect([...deleted, ...updated]).toEqual([]);
    }
    expect(await held()).toBe(40);
    expect((await index.apply(changes.slice(1), 'c', new Date(Date.now() + 3_600_000))).updated).toHaveLength(1);
  });

  it('judges a list by domains by what it is about', async () => {
    const { compare, held } = world();
    await compare(gives(...many, listed({ registeredResidentIdentification: other, serviceDomain: 'riv:other' })));
    expect(await compare(gives(...many), { domains: [description], deleteAtMost: 0 })).toBe('done');
    expect(await held()).toBe(40);
    expect(await compare(gives(...many), { deleteAtMost: 0 })).toBe('refused');
  });

  it('is done by one process each day, and again when it failed and some time is over', async () => {
    const { compare, last } = world();
    const due = new Date('2026-01-01T01:00:00Z');
    const fails: Reconciled['list'] = async function* () {
      yield* many.slice(0, 1);
      throw new SourceFailure('unreachable', 503, 'secret');
    };
    expect(await compare(fails, {}, due)).toBe('failed');
    expect((await last())?.reason).toBe('The source does not answer: unreachable.');
    expect(await compare(gives(...many), {}, due)).toBeUndefined();
    await store.pool.query(
      `UPDATE bridge.engagement_reconciliation SET finished_at = finished_at - interval '16 minutes'`,
    );
    const both = await Promise.all([compare(gives(...many), {}, due), compare(gives(...many), {}, due)]);
    expect(both.sort()).toEqual(['done', undefined]);
    expect(await compare(gives(...many), {}, due)).toBeUndefined();
    expect(await lastReconciled(store, new Date(Date.now() - 60_000))).toEqual([source]);
    expect(await lastReconciled(store, new Date(Date.now() + 60_000))).toEqual([]);
  });
});

describe('a list from a system', () => {
  type Page = { responseIsComplete: boolean; registeredResidentEngagement?: object[] };
  function system(pages: readonly Page[]) {
    const asked: object[] = [];
    const client = {
      call: async (_contract: unknown, _address: string, request: object) => {
        asked.push(request);
        return pages[asked.length - 1] ?? pages.at(-1);
      },
    } as unknown as Pick<ServiceClient, 'call'>;
    const signal = new AbortController().signal;
    const list = () => listFromSystem({ client, logicalAddress: source, domains: [description], signal });
    return { asked, all: async () => collected(list()) };
  }
  const of = (patient: string, ...engagement: Listed[]) => ({ registeredResidentIdentification: patient, engagement });

  it('is asked for page by page, from the last person on', async () => {
    const { asked, all } = system([
      {
        responseIsComplete: false,
        registeredResidentEngagement: [of(tolvan, listed(), listed({ categorization: 'voo' }))],
      },
      {
        responseIsComplete: true,
        registeredResidentEngagement: [of(other, listed({ registeredResidentIdentification: other }))],
      },
    ]);
    expect(await all()).toHaveLength(3);
    expect(asked).toEqual([
      { serviceDomain: description, timeStamp: '19000101000000' },
      { serviceDomain: description, timeStamp: '19000101000000', registeredResidentLastFetched: tolvan },
    ]);
  });

  it.each<[string, Page[], RegExp]>([
    [
      'the same page for ever',
      [{ responseIsComplete: false, registeredResidentEngagement: [of(tolvan, listed())] }],
      /gives what it gave/,
    ],
    ['more, and nothing in it', [{ responseIsComplete: false }], /gives what it gave/],
    [
      'another domain',
      [{ responseIsComplete: true, registeredResidentEngagement: [of(tolvan, listed({ serviceDomain: 'riv:x' }))] }],
      /another domain/,
    ],
  ])('is refused when it gives %s', async (_what, pages, reason) => {
    await expect(system(pages).all()).rejects.toThrow(reason);
  });
});

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

it.each([
  ['2026-01-10T05:00:00Z', '2026-01-10T01:00:00.000Z'],
  ['2026-01-10T00:30:00Z', '2026-01-09T01:00:00.000Z'],
  ['2026-07-10T05:00:00Z', '2026-07-10T00:00:00.000Z'],
  // Swedish midnight has passed, the hour has not.
  ['2026-01-09T23:30:00Z', '2026-01-09T01:00:00.000Z'],
])('at %s two in the morning was last at %s', (now, due) => {
  expect(lastDue('02:00', new Date(now)).toISOString()).toBe(due);
});
