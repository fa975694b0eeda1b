import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bus } from '../../../src/commands/bus.ts';
import { readEvents } from '../../support/event-reader.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
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

async function print(...args: string[]): Promise<{ readonly code: number; readonly text: string }> {
  const parts: string[] = [];
  const write: Writable['_write'] = (chunk, _encoding, done) => {
    parts.push(String(chunk));
    done();
  };
  const code = await bus(args, running.config, new Writable({ write }));
  return { code, text: parts.join('') };
}

describe('the record systems', () => {
  it('are shown with how they do', async () => {
    await ask();
    const { status, body } = await engineer.get('/ops/sources');
    expect(status).toBe(200);
    const north = body.sources.find(({ source }: { source: string }) => source === addresses.norrbotten);
    expect(north).toMatchObject({ failed: 0, waiting: 0, active: 0, milliseconds: { median: expect.any(Number) } });
    expect(north.answered).toBeGreaterThan(0);
    expect(north.contracts).toContain('GetDiagnosis:2');
  });

  it('can be tried: handshake, answer, and a call with a test patient', async () => {
    const { body } = await engineer.post(`/ops/sources/${addresses.norrbotten}/test`);
    expect(body).toMatchObject({
      steps: [
        { step: 'tls', ok: true, text: expect.stringContaining('TLSv1.3') },
        { step: 'ping', ok: true },
      ],
      sample: { ok: true, text: expect.stringMatching(/^\d+ records\.$/) },
    });
    const [entry] = await running.log({ action: 'source:test' });
    expect(entry).toMatchObject({ kind: 'act', face: 'portal', patient: { id: patient } });
    expect((await engineer.post('/ops/sources/SE2321000230-DEMONONE/test')).body.code).toBe('NOT_FOUND');
  });

  it('say why they cannot be reached', async () => {
    await running.councils.setFault(addresses.norrbotten, { kind: 'reset' });
    const { body } = await engineer.post(`/ops/sources/${addresses.norrbotten}/test`);
    await running.councils.setFault(addresses.norrbotten, undefined);
    expect(body.steps.at(-1)).toMatchObject({ ok: false, text: expect.stringMatching(/unreachable|handshake/) });
    expect(body.sample).toBeUndefined();
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

describe('the live stream of events', () => {
  it('tells several readers what happens, without patients', async () => {
    const readers = await Promise.all([readEvents(running, engineer), readEvents(running, engineer)]);
    await ask();
    for (const reader of readers) {
      expect(reader).toMatchObject({ status: 200, type: 'text/event-stream' });
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
