import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signHead, verifyHead } from '../../src/audit/heads/index.ts';
import { rootAt } from '../../src/audit/tree/index.ts';
import { openFolderState, verifyCosignatures } from '../../src/witness/index.ts';
import { testPki } from '../support/certs.ts';
import { type LabBridge, labBridge, labLog, newKey } from './lab.ts';

let folder: string;
let bridges: [LabBridge, LabBridge, LabBridge];

beforeEach(async () => {
  const pki = await testPki();
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-witness-'));
  bridges = (await Promise.all(
    ['N', 'O', 'P'].map(async (name) => labBridge(name, await openFolderState(join(folder, name)), pki)),
  )) as typeof bridges;
  for (const bridge of bridges) bridge.know(...bridges.filter((other) => other !== bridge));
});
afterEach(async () => {
  await Promise.all(bridges.map((bridge) => bridge.close()));
  await rm(folder, { recursive: true });
});

const rounds = async (count = 1): Promise<void> => {
  for (let nr = 0; nr < count; nr++) for (const bridge of bridges) await bridge.round();
};
const findings = (bridge: LabBridge): string[] => bridge.found.map(({ suspicion, origin }) => `${suspicion} ${origin}`);

describe('three bridges that witness each other', () => {
  it('co-sign heads that grow, and each gets its own back', async () => {
    const [north, other, third] = bridges;
    for (const grown of [0, 1, 5, 300]) {
      for (const { log } of bridges) log.write(grown);
      await rounds(2);
    }
    const heads = await north.cosigned.list();
    expect(heads.map(({ witness, head }) => [witness, head.size])).toEqual([
      [other.log.key.name, 306],
      [third.log.key.name, 306],
    ]);
    for (const { witness, head } of heads) {
      const keys = bridges.map(({ log }) => log.key);
      expect(verifyCosignatures(head.note, keys).map(({ name }) => name)).toEqual([witness]);
      expect(verifyHead(head.note, north.log.key)?.root).toEqual(await rootAt(north.log.tree, 306));
    }
    for (const bridge of bridges) {
      expect(bridge.found).toEqual([]);
      expect(await bridge.alarms.troubles()).toEqual([]);
    }
  });

  it('refuse a log whose end has gone, and its own bridge learns of it', async () => {
    const [north, other] = bridges;
    north.log.write(10);
    await rounds();
    north.log.leaves.length = 7;
    await rounds();
    expect(findings(other)).toEqual(['smaller norrbryggan/N']);
    expect((await other.state.heads()).find(({ origin }) => origin === 'norrbryggan/N')?.size).toBe(10);
    expect(findings(north)).toEqual(['smaller norrbryggan/N', 'smaller norrbryggan/N']);
    expect((await north.alarms.troubles()).join()).toContain('norrbryggan/O has seen with 10 entries; it has 7');
    const [evidence] = await other.state.evidence();
    expect(evidence?.notes.map((note) => verifyHead(note, north.log.key)?.size)).toEqual([10, 7]);
  });

  it('refuse a log that was cut and has grown again', async () => {
    const [north, other] = bridges;
    north.log.write(10);
    await rounds();
    north.log.leaves.length = 7;
    north.log.write(9, 'another');
    await rounds();
    expect(findings(other)).toContain('inconsistent norrbryggan/N');
    expect(findings(north)).toContain('inconsistent norrbryggan/N');
  });

  it('refuse a log in which an entry was changed', async () => {
    const [north, other] = bridges;
    north.log.write(10);
    await rounds();
    const [, second] = labLog(newKey('x')).leaves;
    north.log.leaves.splice(3, 1, second ?? Buffer.alloc(32, 1));
    await rounds();
    expect(findings(other)).toContain('contradiction norrbryggan/N');
    north.log.write(1);
    await rounds();
    expect((await other.state.heads()).find(({ origin }) => origin === 'norrbryggan/N')?.size).toBe(10);
  });

  it('find out that a log is shown in two versions, and co-sign it no more', async () => {
    const [north, other, third] = bridges;
    north.log.write(10);
    const truth = [...north.log.leaves];
    const lie = labLog(north.log.key);
    lie.write(10, 'another');
    await other.round();
    north.log.leaves = lie.leaves;
    await third.round();
    expect(findings(other)).toEqual([]);
    // Each is shown the version it knows; only together do they see.
    north.log.leaves = truth;
    await other.round();
    expect(findings(other)).toEqual(['contradiction norrbryggan/N']);
    const [evidence] = await other.state.evidence();
    const [one, two] = (evidence?.notes ?? []).map((note) => verifyHead(note, north.log.key));
    expect(one?.size).toBe(two?.size);
    expect(one?.root).not.toEqual(two?.root);
    const before = other.told.filter((line) => line.startsWith('cosigned norrbryggan/N')).length;
    north.log.write(5);
    await other.round();
    expect(other.told.filter((line) => line.startsWith('cosigned norrbryggan/N'))).toHaveLength(before);
    expect((await other.alarms.troubles()).join()).toContain('norrbryggan/N: The log has signed two roots');
  });

  it('find out too when the two versions differ in size', async () => {
    const [north, other, third] = bridges;
    north.log.write(10);
    await other.round();
    const truth = north.log.leaves;
    const lie = labLog(north.log.key);
    lie.write(14, 'another');
    north.log.leaves = lie.leaves;
    await third.round();
    north.log.leaves = [...truth];
    north.log.write(6);
    await other.round();
    expect(findings(other)).toEqual(['inconsistent norrbryggan/N']);
  });

  it('refuse a head that is signed with another key', async () => {
    const [north, other] = bridges;
    north.log.write(3);
    await rounds();
    north.log.key = newKey('norrbryggan/N');
    north.log.write(1);
    await other.round();
    expect(findings(other)).toEqual(['not-signed norrbryggan/N']);
  });

  it('refuse a head of before, shown again', async () => {
    const [north, other] = bridges;
    north.log.write(3);
    const old = await north.log.head();
    await rounds();
    north.log.write(3);
    await rounds();
    north.log.showInstead = () => old;
    await other.round();
    expect(findings(other)).toEqual(['stale norrbryggan/N']);
    north.log.showInstead = undefined;
    await other.round();
    expect(await other.alarms.troubles()).toEqual([]);
  });

  it('refuse a head of long ago, though it is the first they see', async () => {
    const [north, other] = bridges;
    north.log.write(3);
    const root = await rootAt(north.log.tree, 3);
    const old = signHead({ size: 3, root, at: '2026-01-01T00:00:00.000Z' }, north.log.key);
    north.log.showInstead = () => old;
    await other.round();
    expect(findings(other)).toEqual(['stale norrbryggan/N']);
    expect(await other.state.heads()).toHaveLength(1);
  });

  it('do without one that is down, and go on when it is back', async () => {
    const [north, other, third] = bridges;
    for (const { log } of bridges) log.write(2);
    await north.app.close();
    await rounds(2);
    expect(other.told.filter((line) => line.startsWith('unreachable'))).toHaveLength(1);
    expect((await other.cosigned.list()).map(({ witness }) => witness)).toEqual([third.log.key.name]);
    expect((await other.alarms.troubles()).join()).toContain(north.url);
    expect(other.found).toEqual([]);
  });

  it('tell of one that lasts only when it begins', async () => {
    const [north, other] = bridges;
    north.log.write(3);
    await rounds();
    north.log.leaves.length = 1;
    await rounds(3);
    expect(findings(other)).toEqual(['smaller norrbryggan/N']);
  });
});

describe('a slow peer', () => {
  it('holds up nobody else', async () => {
    const pki = await testPki();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = await labBridge('SLOW', await openFolderState(join(folder, 'SLOW')), pki, (app) =>
      app.addHook('onRequest', () => held),
    );
    const [north, other] = bridges;
    other.know(slow, north);
    north.log.write(2);
    await other.round();
    release();
    expect(other.told).toContain('cosigned norrbryggan/N 2');
    expect(other.told).toContain(`unreachable ${slow.url}`);
    await slow.close();
  });
});

describe('what a log shows', () => {
  it.each([
    '/log/consistency?from=0',
    '/log/consistency?from=3&to=2',
    '/log/consistency?from=1&to=99',
    '/log/consistency?from=-1&to=2',
    '/log/consistency?from=1&from=1&to=2',
    '/log/inclusion?index=2&size=2',
    '/log/inclusion?index=0&size=99',
    '/log/inclusion?index=1e3&size=2000',
  ])('%s is refused with a reason', async (path) => {
    const [{ app, log }] = bridges;
    log.leaves.length = 0;
    log.write(2);
    const answer = await app.inject(path);
    expect(['400 PARAMETER_INVALID', '404 NOT_FOUND']).toContain(`${answer.statusCode} ${answer.json().code}`);
  });

  it('proves that an entry is in it, by its hash alone', async () => {
    const [{ app, log }] = bridges;
    log.write(5);
    const { leaf, proof } = (await app.inject('/log/inclusion?index=3&size=5')).json();
    expect(leaf).toBe(log.leaves[3]?.toString('base64'));
    expect(proof).toHaveLength(3);
  });
});
