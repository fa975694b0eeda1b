import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngagementTransaction } from '../../src/contracts/domains/engagement-index-1.ts';
import { createEngagementIndex, type EngagementIndex } from '../../src/engagements/engagement-index.ts';
import { changesIn } from '../../src/engagements/notification.ts';
import type { Subscriber } from '../../src/engagements/subscriber.ts';
import { BridgeError } from '../../src/errors.ts';
import { createEvents } from '../../src/events.ts';
import type { Store } from '../../src/store/index.ts';
import { startPostgres } from '../support/postgres.ts';
import { openTestStore, type TestStore } from '../support/store.ts';
import { description, memoryOutbox, other, self, tolvan, transaction } from './samples.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
const regional: Subscriber = {
  name: 'regional',
  logicalAddress: 'SE-REGIONAL',
  url: 'https://regional.example',
  filters: [],
};
const diagnoses: Subscriber = {
  ...regional,
  name: 'diagnoses',
  logicalAddress: 'SE-DIAGNOSES',
  filters: [{ serviceDomain: description.toUpperCase(), categorizations: ['DIA'] }],
};
const foreign = 'SE2321000222-INDEX';

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])(
  'the index over %s',
  { timeout: 60_000 },
  (engine) => {
    let store: Store;
    let close: TestStore['close'];

    beforeAll(async () => {
      ({ store, close } = await openTestStore(engine, postgres));
    });
    beforeEach(() => store.db.deleteFrom('bridge.engagement').execute());
    afterAll(() => close());

    function world(subscribers: () => readonly Subscriber[] = () => [regional, diagnoses]) {
      const outbox = memoryOutbox(store);
      const events = createEvents();
      const told: object[] = [];
      events.on('engagements:owner:changed', (event) => told.push(event));
      const index = createEngagementIndex({ store, outbox, events, names: [self], reserved: [self], subscribers });
      const messages = () =>
        outbox.sent
          .splice(0)
          .map(({ destination, key, content }) => [
            destination.replace('index.', ''),
            key,
            changesIn(Buffer.from(content)).map(
              ({ deleteFlag, engagement }) => `${deleteFlag ? '-' : '+'}${engagement.categorization}`,
            ),
          ]);
      return { index, messages, told };
    }
    const of = (patient: string) => ({ registeredResidentIdentification: patient, serviceDomain: description });
    const update = (index: EngagementIndex, ...transactions: EngagementTransaction[]) =>
      index.update(transactions, 'c');
    const notified = (index: EngagementIndex, ...transactions: EngagementTransaction[]) =>
      index.notified(transactions, 'c');

    it('sets owner and times itself, whatever a source sent', async () => {
      const { index } = world();
      await update(
        index,
        transaction({ owner: foreign, creationTime: '20000101000000', updateTime: '20000101000000' }),
      );
      const [held] = await index.find(of(tolvan));
      expect(held).toMatchObject({ ...transaction().engagement, owner: self });
      expect(held?.creationTime).toMatch(/^20(?!00)/);
      expect(held?.updateTime).toBe(held?.creationTime);
    });

    it('keeps what another index says as it was received', async () => {
      const { index } = world();
      const given = { owner: foreign, creationTime: '20000101000000', updateTime: '20010101000000' };
      await notified(index, transaction(given));
      expect(await index.find(of(tolvan))).toEqual([{ ...transaction().engagement, ...given }]);
    });

    it('tells subscribers of what they subscribe to, patient by patient, and of nothing that is as it was', async () => {
      const { index, messages } = world();
      const news = [
        transaction(),
        transaction({ categorization: 'voo' }),
        transaction({ registeredResidentIdentification: other }),
      ];
      await update(index, ...news);
      const all = messages();
      for (const message of [
        ['regional', tolvan, ['+dia', '+voo']],
        ['regional', other, ['+dia']],
        ['diagnoses', tolvan, ['+dia']],
        ['diagnoses', other, ['+dia']],
      ])
        expect(all.map(([name, key, changes]) => [name, key, [...(changes ?? [])].sort()])).toContainEqual(message);
      expect(all).toHaveLength(4);
      await update(index, ...news);
      await update(index, transaction({ deleteFlag: true, categorization: 'xxx' }));
      expect(messages()).toEqual([]);
      await update(
        index,
        transaction({ mostRecentContent: '20260202020202' }),
        transaction({ categorization: 'voo', deleteFlag: true }),
      );
      expect(messages()).toEqual([
        ['regional', tolvan, ['-voo', '+dia']],
        ['diagnoses', tolvan, ['+dia']],
      ]);
    });

    it('passes on what another index says, but not to it, and nothing that it said itself', async () => {
      const { index, messages } = world(() => [regional, { ...regional, name: 'origin', logicalAddress: foreign }]);
      await notified(index, transaction({ owner: foreign }));
      expect(messages()).toEqual([['regional', tolvan, ['+dia']]]);
      await notified(index, transaction({ owner: foreign }));
      await notified(index, transaction({ owner: self.toLowerCase(), categorization: 'voo' }));
      expect(messages()).toEqual([]);
      expect(await index.find(of(tolvan))).toHaveLength(1);
    });

    it('gives up what another index says is its own', async () => {
      const { index, messages, told } = world(() => [regional]);
      await update(index, transaction(), transaction({ categorization: 'voo' }));
      messages();
      await notified(index, transaction({ owner: foreign }));
      const held = await index.find(of(tolvan));
      expect(held.map(({ categorization, owner }) => [categorization, owner]).sort()).toEqual([
        ['dia', foreign],
        ['voo', self],
      ]);
      expect(told).toEqual([{ count: 1, correlationId: 'c' }]);
      expect(messages()).toEqual([['regional', tolvan, ['-dia', '+dia']]]);
    });

    it('finds by every field exactly, and by the newest content at or after a time', async () => {
      const { index } = world();
      await update(index, transaction(), transaction({ categorization: 'voo', mostRecentContent: undefined as never }));
      const found = async (more: object) => (await index.find({ ...of(tolvan), ...more })).length;
      expect(await found({})).toBe(2);
      expect(await found({ categorization: 'dia' })).toBe(1);
      expect(await found({ categorization: 'DIA' })).toBe(0);
      expect(await found({ mostRecentContent: '20260101120000' })).toBe(1);
      expect(await found({ mostRecentContent: '20260101120001' })).toBe(0);
      expect(await found({ sourceSystem: 'SE2321000230-DEMOVAS', owner: self, logicalAddress: 'elsewhere' })).toBe(0);
      expect(await index.find({ ...of(tolvan), serviceDomain: 'riv:other' })).toEqual([]);
    });

    it('leaves local reserve numbers out and says how many', async () => {
      const { index, messages } = world();
      expect(
        await update(index, transaction(), transaction({ registeredResidentIdentification: '991212121212' })),
      ).toBe(1);
      expect(messages()).toHaveLength(2);
      expect(await index.find(of('991212121212'))).toEqual([]);
    });

    it('takes nothing while nobody knows who is to be told', async () => {
      const { index } = world(() => {
        throw new BridgeError('CATALOGUE_UNAVAILABLE');
      });
      await expect(update(index, transaction())).rejects.toMatchObject({
        fault: 'EI000',
        code: 'CATALOGUE_UNAVAILABLE',
      });
      expect(await index.find(of(tolvan))).toEqual([]);
    });

    it('holds what a simple model holds', async () => {
      const { index } = world();
      const step = fc.record({
        deleteFlag: fc.boolean(),
        registeredResidentIdentification: fc.constantFrom(tolvan, other),
        categorization: fc.constantFrom('dia', 'voo', 'upp'),
        mostRecentContent: fc.constantFrom('20260101000000', '20260102000000'),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.uniqueArray(step, { selector: keyIn, minLength: 1, maxLength: 4 })),
          async (calls) => {
            await store.db.deleteFrom('bridge.engagement').execute();
            const model = new Map<string, string | undefined>();
            for (const call of calls) {
              await update(index, ...call.map(transaction));
              for (const each of call)
                if (each.deleteFlag) model.delete(keyIn(each));
                else model.set(keyIn(each), each.mostRecentContent);
            }
            const held = [...(await index.find(of(tolvan))), ...(await index.find(of(other)))];
            expect(new Map(held.map((each) => [keyIn(each), each.mostRecentContent]))).toEqual(model);
          },
        ),
        { numRuns: 25 },
      );
    });

    it('is the same in the end whichever of many writers comes first', async () => {
      const { index, messages } = world(() => [regional]);
      const news = ['dia', 'voo', 'upp'].map((categorization) => transaction({ categorization }));
      await Promise.all(
        Array.from({ length: 8 }, (_, turn) => update(index, ...(turn % 2 ? news : news.toReversed()))),
      );
      expect(await index.find(of(tolvan))).toHaveLength(3);
      expect(messages()).toHaveLength(1);
    });
  },
);

function keyIn(each: { readonly registeredResidentIdentification: string; readonly categorization: string }): string {
  return `${each.registeredResidentIdentification} ${each.categorization}`;
}
