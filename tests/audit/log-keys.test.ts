import { mkdtemp, rename, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { originOf, readHead } from '../../src/audit/heads/index.ts';
import { makeKeyFile, makeNextKey } from '../../src/audit/heads/key-file.ts';
import { createAccessLog, type LogConfig, loadLogKey } from '../../src/audit/index.ts';
import { logSource, verifyLog } from '../../src/audit/verify/index.ts';
import type { WatchedFile } from '../../src/keys/watch.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { logConfig } from '../support/log-config.ts';
import { startPostgres } from '../support/postgres.ts';
import { sampleEntry } from './sample-entry.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

describe.skipIf(!postgres)('the key that signs the log', { timeout: 60_000 }, () => {
  let folder: string;
  let config: LogConfig;
  let store: Store;
  const origin = originOf('SE2321000230-DEMOBRIDGE');
  const file = () => join(folder, 'log.key');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-log-keys-'));
    config = logConfig(folder);
    store = await openStore({ databaseUrl: await postgres?.newDatabase(), dataDir: folder });
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  async function openLog() {
    let watched: WatchedFile | undefined;
    const watch = (one: WatchedFile) => {
      watched = one;
    };
    const log = await createAccessLog({ store, config, watch });
    return { log, look: () => (watched as WatchedFile).live.look() };
  }

  /** As an operator does: the introduction first, then the key. */
  async function put(next: string, written: Date): Promise<void> {
    await rename(`${next}.endorsement`, `${file()}.endorsement`);
    await rename(next, file());
    await utimes(file(), written, written);
  }

  it('is changed while two processes write, of which one sees it first; the log stays one that is believed', async () => {
    const [one, other] = [await openLog(), await openLog()];
    const first = await loadLogKey(config, origin, false);
    const write = async (log: typeof one.log) => {
      await log.append(sampleEntry());
      return readHead((await log.head()).note)?.keyId;
    };
    expect([await write(one.log), await write(other.log)]).toEqual([first.keyId, first.keyId]);

    const next = join(folder, 'next.key');
    await makeNextKey(next, first, origin);
    const second = await loadLogKey({ logKeyFile: next, dataDir: folder }, origin, false);
    await put(next, new Date());
    expect(one.look()).toBe('taken');
    // Every process shall believe the new key before one signs with it.
    expect(await write(one.log)).toBe(first.keyId);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file(), longAgo, longAgo);
    one.look();
    await expect.poll(() => write(one.log)).toBe(second.keyId);
    // The other has not looked, meets the new signature, and looks then.
    await expect.poll(() => write(other.log)).toBe(second.keyId);
    expect(one.log.keys.map(({ keyId }) => keyId)).toEqual([second.keyId, first.keyId]);

    const acts = (await one.log.list({}, { limit: 20 })).entries.filter(({ action }) => action === 'log:key');
    expect(acts.map(({ details }) => details)).toMatchObject([{ keyId: second.keyId, endorsed: true }]);
    const verified = await verifyLog(await logSource(one.log), { earlier: [], keys: [first] });
    expect(verified).toMatchObject({ fault: undefined });
    for (const { log } of [one, other]) await log.close();
  });

  it('is not taken when the one before has not introduced it', async () => {
    const { log, look } = await openLog();
    const present = log.keys[0].keyId;
    const stranger = join(folder, 'stranger.key');
    await makeKeyFile(stranger);
    await rename(stranger, file());
    expect(look()).toBe('refused');
    await log.append(sampleEntry());
    expect(readHead((await log.head()).note)?.keyId).toBe(present);
    await log.close();
  });
});
