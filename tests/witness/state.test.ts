import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SignedHead, signHead } from '../../src/audit/heads/index.ts';
import { leafHash } from '../../src/audit/tree/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { cosignedHeads, openFolderState, storedState, type WitnessState } from '../../src/witness/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';
import { newKey } from './lab.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

const keys = [newKey('norrbryggan/N'), newKey('norrbryggan/O')] as const;
const head = (size: number, nr: 0 | 1 = 0): SignedHead =>
  signHead({ size, root: leafHash(`${size}`), at: new Date(1_700_000_000_000 + size).toISOString() }, keys[nr]);
const evidence = {
  origin: 'norrbryggan/N',
  suspicion: 'smaller',
  text: 'It was larger.',
  notes: [head(5).note, head(3).note],
  foundAt: '2026-05-04T12:00:00.000Z',
} as const;

interface Opened {
  state: WitnessState;
  reopen(): Promise<void>;
}

async function inFolder(folder: string): Promise<Opened> {
  const opened = { state: await openFolderState(folder), reopen };
  async function reopen(): Promise<void> {
    opened.state = await openFolderState(folder);
  }
  return opened;
}

let data: Awaited<ReturnType<typeof temporaryDataDir>> | undefined;
let store: Store | undefined;

async function inStore(databaseUrl?: string): Promise<Opened> {
  data = await temporaryDataDir();
  const dataDir = data.path;
  const open = async () => {
    store = await openStore({ databaseUrl, dataDir });
    return storedState(store);
  };
  const opened = { state: await open(), reopen };
  async function reopen(): Promise<void> {
    await store?.close();
    opened.state = await open();
  }
  return opened;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-state-'));
});
afterEach(async () => {
  await store?.close();
  await data?.remove();
  [store, data] = [undefined, undefined];
  await rm(folder, { recursive: true });
});

describe.each<readonly [string, () => Promise<Opened>]>([
  ['a folder', () => inFolder(folder)],
  ['the embedded store', () => inStore()],
  ...(postgres ? [['PostgreSQL', async () => inStore(await postgres.newDatabase())] as const] : []),
])('what a witness remembers in %s', (_where, open) => {
  it('is still there after a restart', async () => {
    const opened = await open();
    expect(await opened.state.keep(head(1), undefined)).toBe(true);
    expect(await opened.state.keep(head(7, 1), undefined)).toBe(true);
    expect(await opened.state.keep(head(2), head(1))).toBe(true);
    expect(await opened.state.accuse(evidence)).toBe(true);
    await opened.reopen();
    const sizes = (await opened.state.heads()).map(({ origin, size }) => `${origin} ${size}`).sort();
    expect(sizes).toEqual(['norrbryggan/N 2', 'norrbryggan/O 7']);
    expect(await opened.state.evidence()).toEqual([evidence]);
  }, 20_000);

  it('is not overwritten by whoever was slower', async () => {
    const { state } = await open();
    await state.keep(head(1), undefined);
    expect(await state.keep(head(9), undefined)).toBe(false);
    expect(await state.keep(head(9), head(5))).toBe(false);
    expect((await state.heads()).map(({ size }) => size)).toEqual([1]);
  }, 20_000);

  it('has each finding once', async () => {
    const { state } = await open();
    const answers = [];
    for (const foundAt of [evidence.foundAt, '2026-05-05T12:00:00.000Z'])
      answers.push(await state.accuse({ ...evidence, foundAt }));
    expect(answers).toEqual([true, false]);
    expect(await state.evidence()).toEqual([evidence]);
  }, 20_000);
});

describe('the folder', () => {
  it('is not begun anew when it cannot be read', async () => {
    await (await openFolderState(folder)).keep(head(1), undefined);
    const file = join(folder, 'state.json');
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 20));
    await expect(openFolderState(folder)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await writeFile(file, '{}');
    await expect(openFolderState(folder)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('cosigned heads of one’s own log', () => {
  it('are the largest of each witness', async () => {
    await inStore();
    const cosigned = cosignedHeads(store as Store);
    await cosigned.keep('one', head(5));
    await cosigned.keep('one', head(3));
    await cosigned.keep('two', head(1));
    await cosigned.keep('two', head(2));
    const list = await cosigned.list();
    expect(list.map(({ witness, head: { size } }) => [witness, size])).toEqual([
      ['one', 5],
      ['two', 2],
    ]);
  }, 20_000);
});
