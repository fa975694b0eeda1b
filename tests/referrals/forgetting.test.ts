import { once } from 'node:events';
import { expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { startForgetting } from '../../src/referrals/forgetting.ts';

const config = { referrals: { keepDays: 400 } } as Parameters<typeof startForgetting>[0]['config'];

it('forgets at once when the process starts, and tells how many', async () => {
  const events = createEvents();
  const told = once(events, 'referral:old:forgotten');
  const forgetting = startForgetting({ config, store: { forget: async (days) => days }, events });
  expect(await told).toEqual([{ referrals: 400 }]);
  await forgetting.stop();
});

it('tells that it could not, and goes on', async () => {
  const events = createEvents();
  const told = once(events, 'referral:forgetting:failed');
  const store = { forget: () => Promise.reject(new Error('no database')) };
  const forgetting = startForgetting({ config, store, events });
  expect(await told).toEqual([{ text: 'no database' }]);
  await forgetting.stop();
});
