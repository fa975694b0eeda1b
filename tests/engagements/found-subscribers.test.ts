import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findSubscribers } from '../../src/engagements/found-subscribers.ts';
import { createEvents } from '../../src/events.ts';
import { SourceFailure } from '../../src/sources/query.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { description, self } from './samples.ts';

const url = 'https://platform.example';
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let store: Store;
beforeAll(async () => {
  dataDir = await temporaryDataDir();
  store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
});
beforeEach(() => store.db.deleteFrom('bridge.engagement_subscriber').execute());
afterAll(async () => {
  await store.close();
  await dataDir.remove();
});

/** A registry that answers, one after the other, what the test says; then with the last again. */
async function found(answers: readonly (object | 'away')[], reloadMs = 3_600_000) {
  const told: string[] = [];
  let renewed = 0;
  const events = createEvents();
  events.on('engagements:subscribers:found', ({ count }) => told.push(`found ${count}`));
  events.on('engagements:subscribers:missing', ({ known }) => told.push(`missing, ${known} known`));
  let asked = 0;
  const client = {
    call: async (_contract: unknown, address: string, request: object) => {
      expect([address, request]).toMatchObject(['SE-PLATFORM', { serviceConsumerHsaId: self }]);
      const answer = answers[Math.min(asked++, answers.length - 1)];
      if (answer === 'away') throw new SourceFailure('unreachable', 503, 'No connection.');
      return { logicalAddressRecord: answer };
    },
  } as never;
  const registry = { url, logicalAddress: 'SE-PLATFORM', reloadMs, timeoutMs: 1_000 };
  const subscribers = await findSubscribers({
    ...{ registry, client, store, events, names: [self] as const },
    renewed: async () => {
      renewed += 1;
    },
  });
  return { subscribers, told, renewals: () => renewed };
}

const record = {
  logicalAddress: 'SE-REGIONAL',
  filter: [{ serviceDomain: description, categorization: ['dia'] }, { serviceDomain: 'riv:x' }],
};
const regional = {
  name: 'SE-REGIONAL',
  logicalAddress: 'SE-REGIONAL',
  url,
  filters: [
    { serviceDomain: description, categorizations: ['dia'] },
    { serviceDomain: 'riv:x', categorizations: [] },
  ],
};

describe('subscribers of a registry', () => {
  it('are those it names, with what they want to hear of, and never this index itself', async () => {
    const { subscribers, told, renewals } = await found([[record, { logicalAddress: self.toLowerCase() }]]);
    subscribers.close();
    expect(subscribers.known()).toEqual([regional]);
    expect([told, renewals()]).toEqual([['found 1'], 1]);
  });

  it('have names that a queue may have', async () => {
    const { subscribers } = await found([[{ logicalAddress: 'SE å/1' }]]);
    subscribers.close();
    expect(subscribers.known()?.[0]?.name).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('are not known while it never answered, and then soon', async () => {
    const { subscribers, told } = await found(['away', [record]], 20);
    expect(subscribers.known()).toBeUndefined();
    await expect.poll(() => subscribers.known()).toEqual([regional]);
    subscribers.close();
    expect(told.slice(0, 2)).toEqual(['missing, undefined known', 'found 1']);
  });

  it('are those known last while it is away, also after a restart', async () => {
    (await found([[record]])).subscribers.close();
    const { subscribers, told } = await found(['away']);
    expect(subscribers.known()).toEqual([regional]);
    await expect.poll(() => told).toEqual(['missing, 1 known']);
    subscribers.close();
    expect(subscribers.known()).toEqual([regional]);
  });

  it('are nobody when it says so', async () => {
    const { subscribers } = await found([[]]);
    subscribers.close();
    expect(subscribers.known()).toEqual([]);
  });
});
