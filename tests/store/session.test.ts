import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Session } from '../../src/store/session.ts';
import { temporaryDataDir } from '../support/data-dir.ts';

let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let session: Session;
beforeAll(async () => {
  dataDir = await temporaryDataDir();
  session = new Session(await PGlite.create({ dataDir: join(dataDir.path, 'pglite') }));
});
afterAll(async () => {
  await session.close();
  await dataDir.remove();
});

it('hands over to who waits, also when a newcomer comes at that very moment', async () => {
  const [first, waiting, newcomer] = [{}, {}, {}];
  const order: string[] = [];
  let owners = 0;
  const statement = (name: string) => async () => {
    expect(++owners, `${name} has it alone`).toBe(1);
    await null;
    order.push(name);
    owners--;
  };
  const [started, ends] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const running = session.run(first, () => {
    started.resolve();
    return ends.promise;
  });
  await started.promise;
  const waited = session.run(waiting, statement('waiting'));
  const came = ends.promise.then(() => session.run(newcomer, statement('newcomer')));
  ends.resolve();
  await Promise.all([running, waited, came]);
  expect(order).toEqual(['waiting', 'newcomer']);
});

it('serves who waits in order, and goes on after a failing statement', async () => {
  const order: number[] = [];
  const failing = session.run({}, () => Promise.reject(new Error('no such table')));
  const rest = [1, 2, 3].map((number) => session.run({}, async () => order.push(number)));
  await expect(failing).rejects.toThrow('no such table');
  await Promise.all(rest);
  expect(order).toEqual([1, 2, 3]);
});
