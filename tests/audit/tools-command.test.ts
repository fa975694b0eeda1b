import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditHandlers, createAccessLog, createLogTools, logToolHandlers, readHead } from '../../src/audit/index.ts';
import { leafHash, verifyInclusion } from '../../src/audit/tree/index.ts';
import { audit } from '../../src/commands/audit.ts';
import type { Config } from '../../src/config.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory } from '../../src/hsa/index.ts';
import { createFileRegister } from '../../src/persons/index.ts';
import { openStore, serveAdmin } from '../../src/store/index.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { pdfText } from '../support/pdf-text.ts';
import { sampleEntry, sampleRefusal } from './sample-entry.ts';
import { by } from './stored-entries.ts';

const OFFICER = 'SE2321000230-DEMOSAKERHET';
const PHYSICIAN = 'SE2321000230-DEMOLAKARE';
const releases: (() => Promise<unknown>)[] = [];
let config: Config;
let folder: string;

/** Over the socket of a running process; the other ways to the log differ in how it is opened alone. */
beforeAll(async () => {
  const dataDir = await temporaryDataDir();
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-out-'));
  releases.push(dataDir.remove, () => rm(folder, { recursive: true }));
  config = demoConfig(() => undefined, { DATA_DIR: dataDir.path });
  const store = await openStore(config);
  releases.push(store.close);
  const log = await createAccessLog({ store, config });
  releases.push(() => log.close());
  const directory = await createDirectory(config.directory, createEvents());
  const persons = createFileRegister('file:config/persons/demo.yaml');
  const tools = createLogTools({ config, store, log, directory, persons });
  const server = await serveAdmin(config.dataDir, { ...auditHandlers(log), ...logToolHandlers(tools) });
  releases.push(server.close);
  const details = { id: 'the-emergency', reasonCode: 'danger-to-life', text: 'Medvetslös' };
  await log.append([
    sampleEntry({ correlationId: 'a', actor: by(PHYSICIAN) }),
    sampleEntry({ correlationId: 'b', actor: by(PHYSICIAN), emergency: true }),
    sampleEntry({ correlationId: 'c', kind: 'act', action: 'emergency:open', emergency: true, details, units: [] }),
    sampleRefusal({ correlationId: 'd' }),
  ]);
}, 60_000);
afterAll(async () => {
  for (const release of releases.reverse()) await release();
});

async function run(...args: string[]) {
  const written: string[] = [];
  const out = new Writable({ write: (chunk, _encoding, done) => done(void written.push(String(chunk))) });
  return { code: await audit(args, config, out), text: written.join('') };
}
const jsonLines = async (...args: string[]) =>
  (await run(...args, '--json')).text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const lastAct = async (action: string) => (await jsonLines('list', '--action', action, '--limit', '1'))[0];

it('writes the patient’s extract into a folder, readable by its owner alone', async () => {
  const out = join(folder, 'extract');
  const { code, text } = await run('extract', '19121212-1212', '--out', out, '--as', OFFICER);
  expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('extract.pdf') });
  expect((await readdir(out)).toSorted()).toEqual(['extract.csv', 'extract.pdf']);
  expect(pdfText(await readFile(join(out, 'extract.pdf')))).toContain('Ylva Demoström, Läkare');
  expect(await readFile(join(out, 'extract.csv'), 'utf8')).toContain('"Ylva Demoström"');
  for (const name of await readdir(out)) expect((await stat(join(out, name))).mode & 0o077).toBe(0);
  expect(await lastAct('extract:make')).toMatchObject({ face: 'cli', actor: { hsaId: OFFICER } });
});

it('reports an incident: a file for each controller, what must be told and until when', async () => {
  const out = join(folder, 'incident');
  const known = ['--known-at', '2026-05-04 09:00', '--out', out];
  const { code, text } = await run('incident', '--person', PHYSICIAN.toLowerCase(), ...known);
  expect(code).toBe(0);
  expect(text).toContain('2 entries (0 showed nothing), 1 patients, 1 care units');
  expect(text).toContain('- 2026-05-05 09:00:00+02:00, to the CSIRT at Myndigheten för civilt försvar');
  expect((await readdir(out)).toSorted()).toEqual([
    'SE2321000222-DEMOVG.jsonl',
    'SE2321000230-DEMOVG.jsonl',
    'head.txt',
    'incident.json',
    'incident.txt',
    'proofs.jsonl',
  ]);
  const own = (await readFile(join(out, 'SE2321000230-DEMOVG.jsonl'), 'utf8')).trimEnd().split('\n');
  const proofs = (await readFile(join(out, 'proofs.jsonl'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const head = readHead(await readFile(join(out, 'head.txt'), 'utf8'));
  expect(proofs.map(({ sequence }) => sequence)).toEqual(own.map((line) => JSON.parse(line).sequence));
  for (const [nr, { sequence, leafHash: hash, proof }] of proofs.entries()) {
    expect(leafHash(own[nr] ?? '').toString('base64'), 'a whole entry is its leaf').toBe(hash);
    const path = proof.map((each: string) => Buffer.from(each, 'base64'));
    const leaf = Buffer.from(hash, 'base64');
    expect(head && verifyInclusion(leaf, sequence, head.size, path, head.root)).toBe(true);
  }
  const lines = (await readFile(join(out, 'SE2321000222-DEMOVG.jsonl'), 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).units[0].careProvider)).toEqual(Array(2).fill('SE2321000222-DEMOVG'));
  expect(JSON.parse(await readFile(join(out, 'incident.json'), 'utf8'))).toMatchObject({ reach: { patients: 1 } });
  expect(await lastAct('incident:report')).toMatchObject({ details: { by: 'person', entries: 2, patients: 1 } });
  const again = await run('incident', '--person', PHYSICIAN, ...known);
  expect(again.text, 'the same once more, not twice as much').toBe(text.replace(PHYSICIAN.toLowerCase(), PHYSICIAN));
});

it('draws a sample, takes a verdict, and refuses one’s own', async () => {
  const drawn = await run('review', 'new', '--as', OFFICER, '--size', '10', '--to', '2026-05-02');
  expect(drawn.text).toContain('cannot be computed');
  const [, id = ''] = /^Review (\S+),/.exec(drawn.text) ?? [];
  expect((await run('review', 'list')).text).toContain(id);
  expect(await lastAct('review:list')).toMatchObject({ face: 'cli' });
  const [review] = await jsonLines('review', 'show', id);
  const entry = review.items.find((item: { access: { actor?: unknown } }) => item.access.actor).entry;
  const own = run('review', 'verdict', id, entry, 'justified', 'Jag', 'var', 'där', '--as', PHYSICIAN);
  await expect(own).rejects.toMatchObject({ code: 'REVIEW_OWN_ACCESS' });
  expect((await run('review', 'verdict', id, entry, 'justified', 'Remiss', 'finns', '--as', OFFICER)).code).toBe(0);
  expect((await run('review', 'show', id)).text).toMatch(/justified/);
  expect(await lastAct('review:verdict')).toMatchObject({ details: { entry, reason: 'Remiss finns' } });
});

it('lists emergencies until they are judged', async () => {
  expect((await run('emergencies')).text).toContain('danger-to-life: Medvetslös');
  await run('emergencies', 'verdict', 'the-emergency', 'justified', 'Hjärtstopp', '--as', OFFICER);
  expect((await run('emergencies')).text).toBe('No emergency waits for a verdict.\n');
  expect((await run('emergencies', '--closed')).text).toContain('justified');
});

it('shows certificates, and why they were refused', async () => {
  const { text } = await run('certificates');
  expect(text).toMatch(/^Serial +Subject/);
  expect(text).toContain('CERT_REVOKED 1');
  expect(await lastAct('log:certificates')).toMatchObject({ face: 'cli', details: { account: expect.any(String) } });
  expect((await jsonLines('certificates')).map(({ serial }) => serial).toSorted()).toEqual(['0a1b2c3d', 'dead']);
});

it('narrows the list to one care provider’s part, and by every filter', async () => {
  // Beside the looking itself, which is on the log of whoever is looked for.
  const found = async (...args: string[]) =>
    (await jsonLines('list', ...args))
      .filter(({ action }) => action !== 'log:search')
      .map(({ correlationId }) => correlationId);
  expect(await found('--controller', 'SE2321000222-DEMOVG')).toEqual(['b', 'a']);
  expect(await found('--controller', 'SE2321000206-DEMOVG')).toEqual([]);
  expect(await found('--emergency', '--to', '2026-05-02')).toEqual(['c', 'b']);
  expect(await found('--person', PHYSICIAN)).toEqual(['b', 'a']);
  expect(
    await found('--unit', 'SE2321000222-DEMOVE7', '--purpose', 'Vård och behandling', '--patient', '191212121212'),
  ).toEqual(expect.arrayContaining(['a', 'b']));
  expect(await found('--refused')).toEqual(['d']);
  expect((await run('show', '0', '--controller', 'SE2321000206-DEMOVG')).code).toBe(1);
});

it('tells why', async () => {
  const [refused] = await jsonLines('list', '--refused');
  const told = await run('why', refused.id, '--for', 'engineer', '--language', 'sv');
  expect(told.text).toContain('code: CERT_REVOKED');
  await expect(run('why', refused.id, '--for', 'nobody')).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
  await expect(run('why', 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('counts what could be disposed of, and disposes of nothing that is not old enough', async () => {
  expect((await run('dispose', '--dry-run')).text).toMatch(/^To be disposed of: 0 entries of the log from before 20/);
  const out = join(folder, 'archive');
  expect((await run('dispose', '--out', out, '--as', OFFICER)).text).toBe('Nothing has been kept long enough.\n');
  const early = run('dispose', '--out', out, '--as', OFFICER, '--before', '2099-01-01');
  await expect(early).rejects.toMatchObject({ code: 'RETENTION_NOT_OVER' });
});

it('explains what it lacks', async () => {
  for (const wrong of [
    ['extract', '--out', folder],
    ['incident', '--out', folder],
    ['incident', '--person', 'A', '--out', folder, '--controller', 'B'],
    ['incident', '--person', 'A', '--source', 'B', '--out', folder],
    ['review'],
    ['review', 'toString'],
    ['review', 'new'],
    ['review', 'new', '--as', OFFICER, '--size', '0'],
    ['review', 'verdict', 'a', 'b', 'perhaps', 'c', '--as', OFFICER],
    ['emergencies', 'verdict', 'a', 'justified', 'c'],
    ['toString'],
    ['dispose', '--out', folder],
    ['dispose', '--as', OFFICER],
    ['dispose', '--dry-run', '--controller', 'SE2321000222-DEMOVG'],
  ])
    await expect(run(...wrong), wrong.join(' ')).rejects.toMatchObject({ code: 'COMMAND_INVALID' });
  await expect(run('extract', '191212121213', '--out', folder)).rejects.toMatchObject({ code: 'PATIENT_ID_INVALID' });
});
