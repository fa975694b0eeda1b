import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

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

interface Bad {
  readonly what: string;
  readonly code: string;
  readonly faultcode: 'Client' | 'Server';
  readonly body: string | Buffer;
  /** Code of the error catalogue that the access log has. */
  readonly logged: string;
  readonly who?: string | undefined;
  readonly headers?: Record<string, string>;
}

const good = soapRequest();
const deep = `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`;
const cases: Bad[] = [
  {
    what: 'malformed XML',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace('</soapenv:Body>', ''),
    logged: 'MESSAGE_UNREADABLE',
  },
  { what: 'no XML at all', code: 'VP015', faultcode: 'Client', body: 'hello', logged: 'MESSAGE_UNREADABLE' },
  { what: 'an empty body', code: 'VP015', faultcode: 'Client', body: '', logged: 'MESSAGE_UNREADABLE' },
  {
    what: 'a DTD',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'),
    logged: 'MESSAGE_FORBIDDEN_XML',
  },
  {
    what: 'an undefined entity',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace('191212121212', '&id;'),
    logged: 'MESSAGE_UNREADABLE',
  },
  {
    what: '10,000 levels',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace('<s:patientId>', `${deep}<s:patientId>`),
    logged: 'MESSAGE_OVER_LIMIT',
  },
  {
    what: '30,000 elements',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace('</s:GetDiagnosis>', `${'<x/>'.repeat(30_000)}</s:GetDiagnosis>`),
    logged: 'MESSAGE_OVER_LIMIT',
  },
  {
    what: 'a JSON body',
    code: 'VP015',
    faultcode: 'Client',
    body: '{"a":1}',
    headers: { 'content-type': 'application/json' },
    logged: 'MESSAGE_UNREADABLE',
  },
  {
    what: 'bytes that are not UTF-8',
    code: 'VP015',
    faultcode: 'Client',
    body: Buffer.from(good.replace('</s:', 'å</s:'), 'latin1'),
    logged: 'MESSAGE_UNREADABLE',
  },
  {
    what: 'SOAP 1.2',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replaceAll('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
    logged: 'MESSAGE_UNREADABLE',
  },
  {
    what: 'no LogicalAddress',
    code: 'VP003',
    faultcode: 'Client',
    body: soapRequest({ header: '' }),
    logged: 'ADDRESS_MISSING',
  },
  {
    what: 'an empty LogicalAddress',
    code: 'VP003',
    faultcode: 'Client',
    body: soapRequest({ address: ' ' }),
    logged: 'ADDRESS_MISSING',
  },
  {
    what: 'a LogicalAddress of another namespace',
    code: 'VP001',
    faultcode: 'Client',
    body: soapRequest({ header: `<LogicalAddress xmlns="urn:x">${addresses.bridge}</LogicalAddress>` }),
    logged: 'PROFILE_UNSUPPORTED',
  },
  {
    what: 'two addresses',
    code: 'VP015',
    faultcode: 'Client',
    body: soapRequest({
      header: `<r:LogicalAddress>${addresses.bridge}</r:LogicalAddress><r:LogicalAddress>${addresses.norrbotten}</r:LogicalAddress>`,
    }),
    logged: 'MESSAGE_UNREADABLE',
  },
  {
    what: 'an unknown address',
    code: 'VP004',
    faultcode: 'Client',
    body: soapRequest({ address: 'SE2321000230-DEMONOWHERE' }),
    logged: 'ADDRESS_UNKNOWN',
  },
  {
    what: 'an address with white space',
    code: 'VP004',
    faultcode: 'Client',
    body: soapRequest({ address: `${addresses.norrbotten} ` }),
    logged: 'ADDRESS_UNKNOWN',
  },
  {
    what: 'an unknown contract',
    code: 'VP004',
    faultcode: 'Client',
    body: good.replaceAll('GetDiagnosisResponder:2', 'GetSecretsResponder:2'),
    logged: 'ADDRESS_UNKNOWN',
  },
  {
    what: 'a wrong element in the right namespace',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replaceAll('s:GetDiagnosis>', 's:GetDiagnoses>'),
    logged: 'MESSAGE_INVALID',
  },
  {
    what: 'no patient',
    code: 'VP015',
    faultcode: 'Client',
    body: good.replace(/<s:patientId>.*<\/s:patientId>/, ''),
    logged: 'MESSAGE_INVALID',
  },
  {
    what: 'a period against its pattern',
    code: 'VP015',
    faultcode: 'Client',
    body: soapRequest({ more: '<s:timePeriod><t:start>2024-01-01</t:start><t:end>20241231</t:end></s:timePeriod>' }),
    logged: 'MESSAGE_INVALID',
  },
  {
    what: 'a wrong check digit',
    code: 'VP015',
    faultcode: 'Client',
    body: soapRequest({ id: '191212121213' }),
    logged: 'PATIENT_ID_INVALID',
  },
  {
    what: 'an identity under the wrong root',
    code: 'VP015',
    faultcode: 'Client',
    body: soapRequest({ type: '1.2.752.129.2.1.3.3' }),
    logged: 'PATIENT_ID_INVALID',
  },
  {
    what: 'a caller without any permission',
    code: 'VP007',
    faultcode: 'Server',
    body: good,
    who: 'ehr-vasternorrland',
    logged: 'CALLER_NOT_PERMITTED',
  },
  {
    what: 'a caller without any permission at an unknown address',
    code: 'VP007',
    faultcode: 'Server',
    body: soapRequest({ address: 'SE2321000230-DEMONOWHERE' }),
    who: 'ehr-vasternorrland',
    logged: 'CALLER_NOT_PERMITTED',
  },
  {
    what: 'a caller without any permission for an unknown contract',
    code: 'VP007',
    faultcode: 'Server',
    body: good.replaceAll('GetDiagnosisResponder:2', 'GetSecretsResponder:2'),
    who: 'ehr-vasternorrland',
    logged: 'CALLER_NOT_PERMITTED',
  },
  {
    what: 'a caller with permission elsewhere',
    code: 'VP007',
    faultcode: 'Server',
    body: good,
    who: 'ehr-vasterbotten',
    logged: 'CALLER_NOT_PERMITTED',
  },
  {
    what: 'a recognised system that is no caller here',
    code: 'VP007',
    faultcode: 'Server',
    body: good,
    who: 'council-norrbotten',
    logged: 'CALLER_NOT_PERMITTED',
  },
  { what: 'no certificate', code: 'VP002', faultcode: 'Client', body: good, who: undefined, logged: 'CERT_MISSING' },
  {
    what: 'a person’s certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'demo-lakare',
    logged: 'CERT_PERSON_ON_SYSTEM_PORT',
  },
  {
    what: 'an unknown issuer',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/unknown-issuer',
    logged: 'CERT_UNKNOWN_ISSUER',
  },
  {
    what: 'a self-signed certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/self-signed',
    logged: 'CERT_UNKNOWN_ISSUER',
  },
  {
    what: 'an expired certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/expired',
    logged: 'CERT_EXPIRED',
  },
  {
    what: 'a certificate not yet valid',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/not-yet-valid',
    logged: 'CERT_NOT_YET_VALID',
  },
  {
    what: 'a signature certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/signature-usage',
    logged: 'CERT_WRONG_USAGE',
  },
  {
    what: 'a server-only certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/server-auth-only',
    logged: 'CERT_WRONG_USAGE',
  },
  {
    what: 'a certificate without HSA-id',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/no-hsa-id',
    logged: 'CERT_NO_HSA_ID',
  },
  {
    what: 'a malformed HSA-id',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/bad-hsa-id',
    logged: 'CERT_BAD_HSA_ID',
  },
  {
    what: 'a personal number for HSA-id',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/personnummer',
    logged: 'CERT_PERSONAL_NUMBER',
  },
  {
    what: 'a revoked certificate',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/revoked',
    logged: 'CERT_REVOKED',
  },
  {
    what: 'a rogue root of the same name',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/rogue-root',
    logged: 'CERT_UNKNOWN_ISSUER',
  },
  {
    what: 'another environment’s root',
    code: 'VP002',
    faultcode: 'Client',
    body: good,
    who: 'bad/test-root',
    logged: 'CERT_UNKNOWN_ISSUER',
  },
  {
    what: 'a certificate in a header',
    code: 'VP011',
    faultcode: 'Client',
    body: good,
    headers: { 'x-vp-auth-cert': 'MIIB' },
    logged: 'PROXY_HEADER_REFUSED',
  },
  {
    what: 'a routing loop',
    code: 'VP014',
    faultcode: 'Server',
    body: good,
    headers: { 'x-rivta-routing-history': `X#${addresses.bridge}` },
    logged: 'ROUTING_LOOP',
  },
];

describe('bad input over SOAP', () => {
  it.each(cases.map((each, index) => ({ ...each, correlationId: `bad-${index}` })))(
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
          subject: expect.stringContaining('CN='),
          issuer: expect.any(String),
          serial: expect.any(String),
          fingerprint: expect.any(String),
        });
    },
  );

  it('20 MB is VP015, told to a stock client, and on the log', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-big-'));
    try {
      writeFileSync(join(folder, 'big.xml'), Buffer.alloc(20 * 1024 * 1024, 0x20));
      const { pki } = running;
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
        'x-skltp-correlation-id: big-1',
        '--data-binary',
        `@${join(folder, 'big.xml')}`,
        `${running.url}${diagnosisPath}`,
      ]);
      expect(printed).toContain('<faultstring>VP015 ');
      expect(await running.log({ correlationId: 'big-1' })).toMatchObject([
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
