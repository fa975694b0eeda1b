import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';
import { securityCases } from './bad-input/security-cases.ts';
import { good, soapCases } from './bad-input/soap-cases.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.callers[1].permissions = [{ contract: 'GetDiagnosis:2', address: addresses.vasterbotten }];
      config.callers[2].permissions = [];
    },
  });
});
afterAll(() => running?.close());

describe('bad input over SOAP', () => {
  it.each([...soapCases, ...securityCases].map((each, index) => ({ ...each, correlationId: `bad-${index}` })))(
    '$what is $code, and on the log',
    async ({ code, faultcode, body, headers, logged, correlationId, ...rest }) => {
      const who = 'who' in rest ? rest.who : 'ehr-norrbotten';
      const answer = await running.call(who, diagnosisPath, {
        headers: { ...soapHeaders, 'x-skltp-correlation-id': correlationId, ...headers },
        body,
      });
      expect(answer.status).toBe(500);
      expect(answer.headers['content-type']).toMatch(/^text\/xml/);
      expect(answer.body).toContain(
        `<faultcode>soap:${faultcode}</faultcode><faultstring>${code} [Norrbryggan (demo)] `,
      );
      expect(answer.body).toMatch(
        new RegExp(`<detail><detailString>[^<]*Reason ${logged}, correlation id ${correlationId}`),
      );
      expect(answer.body).not.toMatch(/19121212|node_modules|\.ts:|at \w+ \(/);
      const entries = await running.log({ correlationId });
      expect(entries).toHaveLength(1);
      expect(entries[0]).toMatchObject({ kind: 'refusal', outcome: 'refused', code: logged });
      const certificate = entries[0]?.certificate;
      if (who === undefined) expect(certificate).toBeUndefined();
      else
        expect(certificate).toMatchObject({
          subject: expect.stringMatching(/^C=SE/),
          issuer: expect.any(String),
          serial: expect.any(String),
          fingerprint: expect.any(String),
        });
    },
  );

  // The refusal can be lost when the connection is closed under a client that is still writing: TCP's doing, not ours.
  it('20 MB is VP015, told to a stock client, and on the log', { retry: 3 }, async () => {
    const correlationId = `big-${randomUUID()}`;
    const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-big-'));
    try {
      writeFileSync(join(folder, 'big.xml'), Buffer.alloc(20 * 1024 * 1024, 0x20));
      const { pki } = running;
      // Curl may find the connection closed while it still writes; what it was told by then is what counts.
      const { stdout: printed } = await promisify(execFile)('curl', [
        '-sS',
        '--cacert',
        pki.file('ca.crt'),
        '--cert',
        pki.file('ehr-norrbotten.crt'),
        '--key',
        pki.file('ehr-norrbotten.key'),
        '-H',
        'Content-Type: text/xml',
        '-H',
        `x-skltp-correlation-id: ${correlationId}`,
        '--data-binary',
        `@${join(folder, 'big.xml')}`,
        `${running.url}${diagnosisPath}`,
      ]).catch((thrown: { stdout: string }) => thrown);
      expect(printed).toContain('<faultstring>VP015 ');
      expect(await running.log({ correlationId })).toMatchObject([
        { code: 'MESSAGE_TOO_LARGE', caller: { hsaId: 'SE2321000230-DEMOEHR' } },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('contradicting request parts are told in the contract’s own result', async () => {
    const answer = await running.call('ehr-norrbotten', diagnosisPath, {
      headers: soapHeaders,
      body: soapRequest({ more: '<s:careContactId>1</s:careContactId>' }),
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(/resultCode>ERROR<.*errorCode>INVALID_REQUEST</);
  });

  it.each([
    // A RIV-TA message is none of this service's.
    ['ehr-norrbotten', '[errorCode:6001]'],
    ['demo-lakare', '[errorCode:1000]'],
  ])('/npo answers in the words of its dialect: %s gets %s', async (who, code) => {
    const answer = await running.call(who, '/npo/riv13606', { headers: soapHeaders, body: good });
    expect(answer.status).toBe(500);
    expect(answer.body).toContain(`<faultstring>${code} `);
  });

  it('leaves the bridge as it was', async () => {
    expect((await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: good })).status).toBe(
      200,
    );
  });
});
