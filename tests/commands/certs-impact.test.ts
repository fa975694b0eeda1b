import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certs } from '../../src/commands/certs.ts';
import { assignments, signedIn } from '../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

let running: RunningBridge;
let serial: string;
beforeAll(async () => {
  running = await startRunningBridge();
  serial = new X509Certificate(readFileSync(running.pki.file('ehr-norrbotten.crt'))).serialNumber;
  await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest() });
});
afterAll(() => running?.close());

async function impact(...args: string[]): Promise<string> {
  const out = new PassThrough();
  expect(await certs(['impact', ...args], out, () => running.config)).toBe(0);
  return String(out.read());
}

describe('npm run certs -- impact', () => {
  it('tells of a certificate what would stop, and the calls that were made with it', async () => {
    // Calls are counted out of the log every few seconds.
    await expect.poll(async () => JSON.parse(await impact(serial, '--json')).dailyCalls, { timeout: 15_000 }).toBe(1);
    const told = await impact(serial);
    expect(told).toMatch(/^caller +ehr-norrbotten\S* +SE2321000230-DEMOEHR/m);
    expect(told).toContain('Calls a day that would stop: 1 (so far today)');
    expect(told).toMatch(/^SE2321000230-DEMOEHR .* 1 +no$/m);
    expect(told).toMatch(/^SE2321000222-DEMONCS /m);
    expect(told).toContain('Contracts: ');
  });

  it('takes the name of a CA, quoted or not, and a day', async () => {
    expect(await impact('DEV', 'e-id', 'Function', 'CA', 'v1')).toMatch(/^issuer +DEV e-id Function CA v1/m);
    expect(await impact('2027-01-31')).toBe('Nothing ends by then.\n');
  });

  it('says so of what is not known', async () => {
    await expect(impact('abcdef')).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('CA') });
  });

  it('is the same over the API', async () => {
    const engineer = await signedIn(running, 'demo-integration', assignments.operations);
    const { status, body } = await engineer.get(`/ops/certificates/impact/${serial}`);
    expect([status, body.callers[0].hsaId]).toEqual([200, 'SE2321000230-DEMOEHR']);
    expect((await engineer.get('/ops/certificates/impact/ff')).status).toBe(404);
    expect((await engineer.get('/ops/certificates/rotations')).body).toEqual({ rotations: [] });
  });
});
