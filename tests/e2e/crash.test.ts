import { afterAll, expect, it } from 'vitest';
import { faultsOfLog, killableBridge } from '../support/killable-bridge.ts';
import { startPostgres } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';

const redis = await startRedis();
const postgres = await startPostgres();
afterAll(async () => {
  await Promise.all([redis?.stop(), postgres?.stop()]);
});

/** On each engine. The long form: CRASHES=100. */
const crashes = Number(process.env.CRASHES ?? 2);
const servers = redis && postgres ? { BUS_URL: redis.url, DATABASE_URL: postgres.url } : undefined;
const engines: [string, NodeJS.ProcessEnv][] = [
  ['embedded', {}],
  ...(servers ? [['on servers', servers] satisfies [string, NodeJS.ProcessEnv]] : []),
];

it.each(engines)(
  'has every answer on the log, however often it is killed under load, %s',
  { timeout: crashes * 60_000 },
  async (_, environment) => {
    const bridge = await killableBridge(environment);
    const answered: string[] = [];
    for (let crash = 0; crash < crashes; crash++) {
      const load = await bridge.startUnderLoad();
      await load.arrived(1 + Math.floor(Math.random() * 20));
      await load.kill();
      answered.push(...load.answered);
    }
    const faults = await faultsOfLog(bridge.dataDir, environment.DATABASE_URL, answered);
    await bridge.close();
    expect(faults).toEqual({ unlogged: [], fault: undefined, doubts: [] });
  },
);
