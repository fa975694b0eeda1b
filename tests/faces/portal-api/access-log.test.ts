import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditHandlers, fileSource, remoteAccessLog, verifyLog } from '../../../src/audit/index.ts';
import { leafHash, verifyInclusion } from '../../../src/audit/tree/index.ts';
import { connectAdmin } from '../../../src/store/index.ts';
import { directoryWithOfficerElsewhere, logsElsewhere } from '../../support/officer-elsewhere.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

const NORRBOTTEN = 'SE2321000230-DEMOVG';
const VASTERBOTTEN = 'SE2321000222-DEMOVG';
const VASTERNORRLAND = 'SE2321000206-DEMOVG';
const patient = '191212121212';

let running: RunningBridge;
let directory: string;
let north: PortalClient;
let west: PortalClient;
beforeAll(async () => {
  directory = await directoryWithOfficerElsewhere('officers');
  running = await startRunningBridge({
    change: (config) => {
      config.directory.url = `file:${directory}`;
    },
  });
  north = await signedIn(running, 'demo-sakerhet', assignments.logs);
  west = await signedIn(running, 'demo-sakerhet', logsElsewhere);
  for (const [who, address] of [
    ['ehr-norrbotten', 'SE2321000222-DEMONCS'],
    ['ehr-vasternorrland', 'SE2321000230-DEMOVAS'],
    ['ehr-vasternorrland', 'SE2321000206-DEMOFHIR'],
    ['ehr-vasterbotten', 'SE2321000230-DEMOBRIDGE'],
    ['bad/revoked', 'SE2321000230-DEMOBRIDGE'],
  ] as const)
    await running.call(who, diagnosisPath, { method: 'POST', headers: soapHeaders, body: soapRequest({ address }) });
});
afterAll(async () => {
  await running?.close();
  await rm(directory, { force: true });
});

interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly reader?: { readonly careProvider?: string };
  readonly units: readonly { readonly careProvider: string }[];
}

async function searched(client: PortalClient, search: object = {}): Promise<readonly Entry[]> {
  const { status, body } = await client.post('/access-log/search', { limit: 1_000, ...search });
  expect(status).toBe(200);
  return body.entries;
}
/** The leaf as it is stored, read over the admin socket. */
async function leafOf(index: number): Promise<{ text: string }> {
  const client = await connectAdmin<AuditHandlers>(running.config.dataDir);
  if (!client) throw new Error('The bridge does not answer.');
  const [leaf] = await remoteAccessLog(client)
    .leaves(index, 1)
    .finally(() => client.close());
  return { text: leaf?.text ?? '' };
}
const providersIn = ({ reader, units }: Entry) => [reader?.careProvider, ...units.map((unit) => unit.careProvider)];

describe('an officer', () => {
  it('finds what her own care provider read and gave, and nothing else', async () => {
    for (const [client, own] of [
      [north, NORRBOTTEN],
      [west, VASTERBOTTEN],
    ] as const) {
      const entries = await searched(client, { patient });
      expect(entries.length).toBeGreaterThan(0);
      for (const entry of entries) {
        expect(providersIn(entry)).toContain(own);
        if (entry.reader?.careProvider !== own)
          expect(new Set(entry.units.map((unit) => unit.careProvider))).toEqual(new Set([own]));
      }
    }
    const all = (await running.log({ patient })) as readonly Entry[];
    const foreign = all.filter((entry) => !providersIn(entry).includes(VASTERBOTTEN));
    expect(foreign.length, 'what the others did between them').toBeGreaterThan(0);
    const seen = new Set((await searched(west)).map(({ id }) => id));
    for (const { id } of foreign) {
      expect(seen).not.toContain(id);
      for (const path of [`/access-log/entries/${id}`, `/access-log/entries/${id}/proof`, `/why/${id}`])
        expect(await west.get(path), path).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
  });

  it('gives an extract, a sample and statistics of her own care provider’s part', async () => {
    const others = async (client: PortalClient) => {
      const { body } = await client.post('/access-log/extracts', { patient });
      return body.csv + pdfText(Buffer.from(body.pdf, 'base64'));
    };
    const notTheirs = 'Demojournalen Västernorrland';
    expect(await others(west)).not.toContain(notTheirs);
    expect(await others(north)).toContain(notTheirs);

    const drawn = await west.post('/access-log/reviews', { size: 100 });
    expect(drawn.status).toBe(200);
    const { body: review } = await west.get(`/access-log/reviews/${drawn.body.id}`);
    for (const { access } of review.items) expect(providersIn(access)).toContain(VASTERBOTTEN);
    expect(review.items.length).toBeGreaterThan(0);
    expect((await north.get(`/access-log/reviews/${drawn.body.id}`)).status).toBe(404);
    expect((await north.get('/access-log/reviews')).body.reviews).toEqual([]);
    const verdict = { verdict: 'justified', reason: 'Pågående vård.' };
    const bySystem = review.items.find(({ access }: { access: { actor?: unknown } }) => !access.actor);
    const judged = `/access-log/reviews/${drawn.body.id}/verdicts/${bySystem.entry}`;
    expect((await north.post(judged, verdict)).status).toBe(404);
    expect((await west.post(judged, verdict)).status).toBe(204);

    const named = `/access-log/reviews/${drawn.body.id}`;
    for (const part of ['reproduction', 'summary']) expect((await north.post(`${named}/${part}`)).status).toBe(404);
    const { body: again } = await west.post(`${named}/reproduction`);
    expect(again).toMatchObject({ same: true, again: review.items.length, missing: [], added: [], told: [] });
    const { body: summary } = await west.post(`${named}/summary`, undefined, { headers: { 'accept-language': 'sv' } });
    for (const text of [summary.csv, pdfText(Buffer.from(summary.pdf, 'base64'))]) {
      expect(text).toContain('Pågående vård.');
      expect(text).toContain('Draget av slumpen');
      expect(text, 'no patients').not.toContain(patient);
    }
    const [listed] = (await west.get('/access-log/reviews')).body.reviews;
    expect(listed).toMatchObject({ id: drawn.body.id, items: review.items.length, judged: 1 });

    const period = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    const statistics = await west.post('/access-log/statistics', period);
    const all = (await running.log()) as readonly Entry[];
    const read = all.filter(({ kind, reader }) => kind === 'access' && reader?.careProvider === VASTERBOTTEN);
    const counted = statistics.body.units.reduce((sum: number, unit: { accesses: number }) => sum + unit.accesses, 0);
    expect(counted).toBe(read.length);
  });

  it('leaves an export and finds it again; nobody else takes it, and that she did is on the log', async () => {
    const { body: begun } = await west.post('/access-log/exports');
    const shown = async (client: PortalClient) => (await client.get('/access-log/exports')).body.exports;
    await expect.poll(async () => (await shown(west))[0]?.state, { timeout: 20_000 }).toBe('finished');
    const [{ id, bytes, entries, isOwn }] = await shown(west);
    expect({ id, isOwn }).toEqual({ id: begun.id, isOwn: true });
    expect(await shown(north), 'another care provider’s').toEqual([]);
    const result = `/access-log/exports/${id}/result`;
    expect((await north.post(result)).status).toBe(404);
    expect((await north.delete(`/access-log/exports/${id}`)).status).toBe(404);
    const { body, headers } = await west.post(result);
    expect(Buffer.byteLength(body)).toBe(bytes);
    expect(body.trimEnd().split('\n')).toHaveLength(entries + 1);
    const file = join(running.config.dataDir, 'west-export.jsonl');
    await writeFile(file, body);
    const source = await fileSource(file);
    expect(source && (await verifyLog(source, { earlier: [], keys: [] }))).toMatchObject({ fault: undefined });
    const lines = (body as string).trimEnd().split('\n').slice(0, -1);
    const exported = lines.map((line) => JSON.parse(line)).map((line) => line.part ?? line) as (Entry & object)[];
    for (const entry of exported) expect(providersIn(entry)).toContain(VASTERBOTTEN);
    expect(exported.at(-1)).toMatchObject({ kind: 'act', action: 'log:export', face: 'portal' });
    const [taken] = await running.log({ correlationId: String(headers['x-skltp-correlation-id']) });
    expect(taken).toMatchObject({ kind: 'act', action: 'log:export:take', details: { export: id } });
    expect((await west.delete(`/access-log/exports/${id}`)).status).toBe(204);
    expect(await shown(west)).toEqual([]);
  });

  it('sees refused certificates where her care provider is appointed for them', async () => {
    const refused = async (client: PortalClient) =>
      (await client.post('/access-log/certificates', { refused: true })).body.certificates;
    expect(await refused(north)).toMatchObject([{ refused: { CERT_REVOKED: 1 }, count: 1 }]);
    expect(await refused(west)).toEqual([]);
  });

  it('has her own looking on the log', async () => {
    const { headers } = await north.post('/access-log/search', { patient });
    const [entry] = await running.log({ correlationId: String(headers['x-skltp-correlation-id']) });
    expect(entry).toMatchObject({
      kind: 'act',
      action: 'log:search',
      purpose: 'Administration',
      actor: { hsaId: 'SE2321000230-DEMOSAKERHET' },
      reader: { careProvider: NORRBOTTEN },
      patient: { id: patient },
    });
  });

  it('is told why, with what her care provider is controller of', async () => {
    const [entry] = await searched(north, { patient, purpose: 'Vård och behandling' });
    const { status, body } = await north.get(`/why/${entry?.id}`);
    expect({ status, body }).toMatchObject({ status: 200, body: { id: entry?.id, ruleSet: 'svod-2023' } });
    expect(JSON.stringify(body)).not.toContain(patient);
    const engineer = await signedIn(running, 'demo-integration', assignments.operations);
    expect((await engineer.get(`/why/${entry?.id}`)).body.inputs).not.toHaveProperty('blocks');
    const clinician = await signedIn(running, 'demo-lakare', assignments.care);
    expect((await clinician.get(`/why/${entry?.id}`)).status, 'not her own reading').toBe(404);
  });

  it('proves an entry against the signed head', async () => {
    const [entry] = await searched(north, { patient });
    const { status, body } = await north.get(`/access-log/entries/${entry?.id}/proof`);
    expect(status).toBe(200);
    const { index, head, proof } = body;
    const [root, ...path] = [head.root, ...proof].map((hash: string) => Buffer.from(hash, 'base64'));
    const { text } = await leafOf(index);
    expect(root && verifyInclusion(leafHash(text), index, head.size, path, root)).toBe(true);
  });

  it('verifies the log, and is told how far it has come and what was found', async () => {
    const { body: head } = await north.get('/access-log/head');
    const started = await north.post('/access-log/verification', { head: head.note });
    expect(started).toMatchObject({ status: 200, body: { state: 'running' } });
    await expect
      .poll(async () => (await north.get('/access-log/verification')).body, { timeout: 20_000 })
      .toMatchObject({ state: 'whole', comparedWithEarlierHead: true, entries: expect.any(Number) });
    expect(await north.post('/access-log/verification', { head: 'no head' })).toMatchObject({
      status: 400,
      body: { code: 'PARAMETER_INVALID' },
    });
  });

  it('pages, and is refused what is no search', async () => {
    const first = await north.post('/access-log/search', { limit: 1 });
    const second = await north.post('/access-log/search', { limit: 1, after: first.body.next });
    expect(second.body.entries[0].id).not.toBe(first.body.entries[0].id);
    for (const wrong of [
      { after: "' or 1=1" },
      { after: '2026-99-99T99:99:99.999Z/1' },
      { limit: 0 },
      { limit: 100_000 },
      { controller: VASTERNORRLAND },
      { strangers: true },
      { patient: 'nobody' },
      { from: 'yesterday' },
    ]) {
      const { status, body } = await north.post('/access-log/search', wrong);
      expect({ wrong, status, code: body.code }).toMatchObject({ status: 400 });
    }
  });
});
