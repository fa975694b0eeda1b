import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publicPem, verifierKey } from '../../src/audit/heads/index.ts';
import { connectPeer, openFolderState, verifyCosignatures } from '../../src/witness/index.ts';
import { testPki } from '../support/certs.ts';
import { startChild } from '../support/child.ts';
import { type LabBridge, labBridge, newKey } from './lab.ts';

let folder: string;
let bridge: LabBridge;
let config: string;

beforeEach(async () => {
  const pki = await testPki();
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-program-'));
  bridge = await labBridge('N', await openFolderState(join(folder, 'N')), pki);
  config = join(folder, 'witness.yaml');
  await writeFile(join(folder, 'n.pem'), publicPem(bridge.log.key));
  await writeFile(
    config,
    `name: witness/w\nfolder: ${join(folder, 'memory')}\nport: 0\neverySeconds: 1\nca: ${pki.file('ca.crt')}\n` +
      `logs:\n  - { name: norrbryggan/N, url: '${bridge.url}', publicKey: ${join(folder, 'n.pem')} }\n`,
  );
});
afterEach(async () => {
  await bridge.close();
  await rm(folder, { recursive: true });
});

/** Runs the program; what it prints first is where it is, and its public key of three lines. */
async function start() {
  const child = startChild(new URL('./programs/witness.ts', import.meta.url), config);
  await child.printed(5);
  const [ready = '', ...lines] = child.lines;
  const key = verifierKey('witness/w', lines.slice(0, 3).join('\n'), 'what it printed');
  return { child, key, url: ready.split(' ')[1] ?? '', next: (count: number) => child.printed(count) };
}

describe('the witness program', () => {
  it('co-signs, keeps its key to itself, and remembers after being killed', async () => {
    bridge.log.write(4);
    const first = await start();
    expect(first.child.lines[4]).toMatch(/co-signed norrbryggan\/N at 4 entries$/);
    const peer = connectPeer(first.url, undefined);
    const [note = ''] = await peer.seen();
    expect(verifyCosignatures(note, [first.key])).toHaveLength(1);
    await peer.close();
    expect((await stat(join(folder, 'memory', 'log.key'))).mode & 0o077).toBe(0);

    // Both keys are changed while it runs: the log's, of which its operator has told, and its own.
    const next = newKey('norrbryggan/N');
    writeFileSync(join(folder, 'n.pem'), publicPem(next));
    Object.assign(bridge.log, { key: next, keys: [next] });
    const own = newKey('witness/w');
    writeFileSync(join(folder, 'memory', 'log.key'), own.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    bridge.log.write(2);
    await first.child.said(/co-signed norrbryggan\/N at 6 entries$/);
    const after = connectPeer(first.url, undefined);
    expect((await after.seen()).map((seen) => verifyCosignatures(seen, [own]).length)).toEqual([1]);
    await after.close();
    await first.child.signal('SIGKILL');

    bridge.log.leaves.length = 2;
    const again = await start();
    expect(again.key.keyId).toBe(own.keyId);
    expect(again.child.lines[4]).toMatch(/ALARM smaller norrbryggan\/N: The log had 6 entries and shows 2/);
    const kept = JSON.parse(await readFile(join(folder, 'memory', 'state.json'), 'utf8'));
    expect(kept.evidence).toHaveLength(1);
    const told = (await (await fetch(`${again.url}/witness/heads`)).json()) as { evidence: { suspicion: string }[] };
    expect(told.evidence.map(({ suspicion }) => suspicion)).toEqual(['smaller']);
    await again.child.signal('SIGTERM');
  }, 30_000);

  it('goes on when the log has been away', async () => {
    bridge.log.write(1);
    const { app } = bridge;
    await app.close();
    const running = await start();
    expect(running.child.lines[4]).toContain('does not answer as it should');
    await running.child.signal('SIGTERM');
  }, 30_000);
});
