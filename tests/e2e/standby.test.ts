import { afterAll, expect, it } from 'vitest';
import { standbyHealth } from '../../src/audit/health.ts';
import { openStore } from '../../src/store/index.ts';
import { faultsOfLog, killableBridge } from '../support/killable-bridge.ts';
import { startPostgres } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';

const redis = await startRedis();
const primary = await startPostgres();
afterAll(async () => {
  await Promise.all([redis?.stop(), primary?.stop()]);
});

it.runIf(redis && primary)(
  'has every answer on the log when the primary database is lost under load',
  { timeout: 60_000 },
  async () => {
    if (!redis || !primary) return;
    const standby = await primary.addStandby();
    const bridge = await killableBridge({ DATABASE_URL: primary.url, BUS_URL: redis.url });
    const load = await bridge.startUnderLoad();
    const store = await openStore({ databaseUrl: primary.url, dataDir: bridge.dataDir });
    expect(await standbyHealth(store)).toEqual({ ok: true, reasons: [] });
    await store.close();
    await load.arrived(8 + Math.floor(Math.random() * 24));
    await primary.destroy();
    await load.unanswered;
    await load.kill();
    const faults = await faultsOfLog(bridge.dataDir, await standby.promote(), load.answered);
    await Promise.all([bridge.close(), standby.stop()]);
    expect(faults).toEqual({ unlogged: [], fault: undefined, doubts: [] });
  },
);
