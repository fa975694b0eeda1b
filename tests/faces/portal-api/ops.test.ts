import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from '../../support/event-reader.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { printBus } from '../../support/print-bus.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

let running: RunningBridge;
let engineer: PortalClient;
beforeAll(async () => {
  running = await startRunningBridge();
  engineer = await signedIn(running, 'demo-integration', assignments.operations);
});
afterAll(() => running?.close());

const patient = '191212121212';
const ask = () =>
  running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest({ id: patient }) });

const print = (...args: string[]) => printBus(running.config, ...args);

async function triedAt(source: string) {
  const { status, body } = await engineer.post(`/ops/sources/${source}/test`);
  expect(status).toBe(200);
  return (body as string)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the record systems', () => {
  it('are shown with how they do', async () => {
    await ask();
    const north = async () =>
      (await engineer.get('/ops/sources')).body.sources.find(
        ({ source }: { source: string }) => source === addresses.norrbotten,
      );
    // Processes tell of themselves every few seconds.
    await expect.poll(async () => (await north()).answered, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await north()).toMatchObject({
      failed: 0,
      queue: { waiting: 0, active: 0 },
      milliseconds: { median: expect.any(Number) },
      contracts: expect.arrayContaining(['GetDiagnosis:2']),
    });
  });

  it('can be tried: handshake, answer, and a call with a test patient', async () => {
    expect(await triedAt(addresses.norrbotten)).toMatchObject([
      { step: 'tls', ok: true, protocol: 'TLSv1.3', days: expect.any(Number) },
      { step: 'ping', ok: true },
      { step: 'sample', ok: true, contract: 'GetDiagnosis:2', records: expect.any(Number) },
    ]);
    const [entry] = await running.log({ action: 'source:test' });
    expect(entry).toMatchObject({ kind: 'act', face: 'portal', patient: { id: patient } });
    expect((await engineer.post('/ops/sources/SE2321000230-DEMONONE/test')).body.code).toBe('NOT_FOUND');
  });

  it('say why they cannot be reached', async () => {
    await running.councils.setFault(addresses.norrbotten, { kind: 'reset' });
    const steps = await triedAt(addresses.norrbotten);
    await running.councils.setFault(addresses.norrbotten, undefined);
    expect(steps.at(-1)).toMatchObject({ step: expect.stringMatching(/tls|ping/), ok: false });
  });
});

describe('one call', () => {
  it('is found by its correlation id, in the portal and on the command line, without its patient', async () => {
    const { headers } = await ask();
    const id = String(headers['x-skltp-correlation-id']);
    const { body } = await engineer.get(`/ops/trace/${id}`);
    expect(body.entries[0]).toMatchObject({ kind: 'access', contract: 'GetDiagnosis:2' });
    const told = await print('trace', id);
    expect(told.text).toMatch(/GetDiagnosis:2/);
    expect(JSON.stringify(body) + told.text).not.toContain(patient);
  });

  it('says whom its answer was without, why and what would alter it, in the reader’s language', async () => {
    await running.councils.setFault(addresses.norrbotten, { kind: 'http500' });
    const { headers } = await ask();
    await running.councils.setFault(addresses.norrbotten, undefined);
    const id = String(headers['x-skltp-correlation-id']);
    const missing = async (language: string) =>
      (await engineer.get(`/ops/trace/${id}`, { headers: { 'accept-language': language } })).body.missing;
    await expect.poll(() => missing('sv')).toHaveLength(2);
    expect(await missing('sv')).toMatchObject([
      {
        source: addresses.norrbotten,
        kind: 'failed',
        reason: 'refused',
        status: 500,
        why: expect.stringMatching(/^Region Norrbotten, VAS \(demo\) sade nej/),
      },
      { source: expect.stringContaining('ARKIV'), kind: 'not-asked', reason: 'does-not-deliver' },
    ]);
    expect((await missing('en'))[0].why).toContain('said no to the question');
    expect((await print('trace', id)).text).toContain('Missing: Region Norrbotten, VAS (demo) said no');
  });

  it('is answered by processes that are known', async () => {
    const { body } = await engineer.get('/ops/processes');
    expect(body.processes).toMatchObject([{ role: 'both', silent: false }]);
    expect((await print('processes')).text).toMatch(/both/);
  });

  it('can be tried on the command line', async () => {
    expect(await print('try', addresses.norrbotten)).toMatchObject({
      code: 0,
      text: expect.stringMatching(/ping +ok/),
    });
    expect((await print('sources')).text).toContain(addresses.vasternorrland);
  });
});

describe('durable messages', () => {
  it('are looked for, and acts on them are refused where nothing is chosen', async () => {
    expect((await engineer.post('/ops/messages/search', { filter: { state: 'dead' } })).body).toEqual({
      messages: [],
      total: 0,
      isMore: false,
    });
    expect((await engineer.get('/ops/messages/none')).body.code).toBe('NOT_FOUND');
    expect((await engineer.post('/ops/messages/replay', { filter: {} })).body.code).toBe('PARAMETER_INVALID');
    expect((await engineer.post('/ops/messages/discard', { filter: { ids: ['x'] } })).body.code).toBe(
      'PARAMETER_INVALID',
    );
    expect((await engineer.post('/ops/destinations/none/pause', { reason: 'x' })).body.code).toBe('NOT_FOUND');
    expect((await engineer.post('/ops/messages/search', { filter: { patient } })).body.code).toBe('MESSAGE_INVALID');
    expect((await engineer.get('/ops/destinations')).body.destinations).toBeInstanceOf(Array);
  });

  it('are replayed by a job that is found again', async () => {
    const { body } = await engineer.post('/ops/messages/replay', { filter: { destination: 'none' } });
    await expect.poll(async () => (await engineer.get(`/ops/jobs/${body.id}`)).body.state).toBe('finished');
    expect((await engineer.get('/ops/jobs')).body.jobs).toMatchObject([{ id: body.id, total: 0, done: 0 }]);
  });
});

describe('capturing between two parties', () => {
  const subject = {
    kind: 'capture',
    consumer: 'SE2321000230-DEMOEHR',
    producer: addresses.norrbotten,
    exchanges: 1,
  };

  it('takes two engineers, and each look is logged as a reading about the patient', async () => {
    const second = await signedIn(running, 'demo-drift', assignments.operations);
    const { body: asked } = await engineer.post('/ops/unmaskings', { subject, reason: 'svaret saknar enhet' });
    const act = (who: PortalClient, what: string) => who.post(`/ops/unmaskings/${asked.id}/${what}`);
    expect((await act(engineer, 'content')).body.code).toBe('UNMASKING_CLOSED');
    expect((await act(engineer, 'approve')).body.code).toBe('SECOND_PERSON_REQUIRED');
    expect((await act(second, 'approve')).body).toMatchObject({ state: 'open' });
    expect((await act(second, 'content')).body.code).toBe('UNMASKING_CLOSED');
    await ask();
    await ask();
    const places = async () => (await act(engineer, 'content')).body.messages.map((m: { place: string }) => m.place);
    await expect.poll(places).toEqual(['source-request', 'source-answer']);
    const { body: seen } = await act(engineer, 'content');
    expect(JSON.stringify(seen)).toContain(patient);
    const looks = await running.log({ action: 'message:unmask', patient });
    expect(looks[0]).toMatchObject({
      actor: { hsaId: 'SE2321000230-DEMOINTEGRATION' },
      units: [{ source: addresses.norrbotten }],
      reason: 'svaret saknar enhet',
    });
    expect((await running.log({ action: 'unmasking:approve' }))[0]).toMatchObject({
      actor: { hsaId: 'SE2321000230-DEMODRIFTTEKNIKER' },
    });
  });

  it('takes what a caller sends to one system, at the door and at the system', async () => {
    const second = await signedIn(running, 'demo-drift', assignments.operations);
    const { body: asked } = await engineer.post('/ops/unmaskings', { subject, reason: 'igen' });
    await second.post(`/ops/unmaskings/${asked.id}/approve`);
    const body = soapRequest({ id: patient, address: addresses.norrbotten });
    await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body });
    const places = async () =>
      (await engineer.post(`/ops/unmaskings/${asked.id}/content`)).body.messages
        .map((m: { place: string }) => m.place)
        .toSorted();
    await expect.poll(places).toEqual(['door-answer', 'door-request', 'source-answer', 'source-request']);
  });
});

describe('the live stream of events', () => {
  it('tells several readers what happens, without patients', async () => {
    const readers = await Promise.all([readEvents(running, engineer), readEvents(running, engineer)]);
    await ask();
    for (const reader of readers) {
      expect(reader).toMatchObject({ status: 200, headers: { 'content-type': 'text/event-stream' } });
      await reader.next(({ name, facts }) => name === 'request:face:finished' && facts.face === 'soap');
      expect(reader.text()).not.toContain(patient);
      reader.close();
    }
  });

  it('goes on where a reader left off', async () => {
    const first = await readEvents(running, engineer);
    await ask();
    const { id } = await first.next(({ name }) => name === 'source:query:answered');
    first.close();
    await ask();
    const second = await readEvents(running, engineer, { 'last-event-id': id });
    const next = await second.next(() => true);
    expect(Number(next.id.split('-')[1])).toBe(Number(id.split('-')[1]) + 1);
    second.close();
  });

  it.each([
    ['a stranger', undefined, 401],
    ['a clinician', () => signedIn(running, 'demo-lakare', assignments.care), 403],
    ['a security officer', () => signedIn(running, 'demo-sakerhet', assignments.logs), 403],
  ])('is not for %s', async (_who, signIn, status) => {
    const client = signIn ? await signIn() : { ...engineer, cookie: undefined };
    expect((await readEvents(running, client)).status).toBe(status);
  });

  it('ends with the session', { timeout: 30_000 }, async () => {
    const leaving = await signedIn(running, 'demo-integration', assignments.operations);
    const reader = await readEvents(running, leaving);
    await leaving.delete('/session');
    await reader.ended;
  });
});
