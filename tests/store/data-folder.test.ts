import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { startChild } from '../support/child.ts';
import { temporaryDataDir } from '../support/data-dir.ts';

const program = new URL('./programs/write-rows.ts', import.meta.url);

describe('the data folder of an embedded store', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  beforeAll(async () => {
    dataDir = await temporaryDataDir();
  });
  afterAll(() => dataDir.remove());
  const open = () => openStore({ databaseUrl: undefined, dataDir: dataDir.path });

  it('keeps every acknowledged row of a process killed while writing', { timeout: 120_000 }, async () => {
    const acknowledged: number[] = [];
    for (const rows of [1, 40, 150]) {
      const child = startChild(program, dataDir.path, String(acknowledged.length + 1000 * rows));
      await child.printed(rows + 1);
      await child.signal('SIGKILL');
      acknowledged.push(...child.lines.slice(1).map(Number));
    }
    const store = await open();
    const { rows } = await store.pool.query('SELECT number, count(*) AS halves FROM bridge.kept GROUP BY number');
    await store.close();
    const kept = new Map(rows.map((row) => [row.number, row.halves]));
    expect(acknowledged.filter((number) => kept.get(number) !== 2)).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(190);
    expect(
      [...kept.values()].every((halves) => halves === 2),
      'no half transaction',
    ).toBe(true);
  });

  it('belongs to one process, named to the others, until that is gone', { timeout: 60_000 }, async () => {
    const child = startChild(program, dataDir.path);
    await child.printed(1);
    await expect(open()).rejects.toMatchObject({
      code: 'STORE_LOCKED',
      detail: expect.stringContaining(`process ${child.pid} on `),
    });
    await child.signal('SIGSTOP');
    await expect(open(), 'stopped, not gone').rejects.toMatchObject({ code: 'STORE_LOCKED' });
    await child.signal('SIGKILL');
    await (await open()).close();
  });

  it('is refused a second time within the process too, and free after closing', { timeout: 60_000 }, async () => {
    const first = await open();
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(open()).rejects.toMatchObject({
        code: 'STORE_LOCKED',
        detail: expect.stringContaining(`process ${process.pid} `),
      });
    }
    await expect(first.pool.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 });
    const child = startChild(program, dataDir.path);
    await expect(child.printed(1), 'the refused attempts have not loosened the lock').rejects.toThrow('ended');
    await first.close();
    await (await open()).close();
  });
});
