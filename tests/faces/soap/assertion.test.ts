import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attribute, audience, conditions, issuer, newSigner, sign, unsigned } from '../../saml/assertion.ts';
import { type RecordSystem, soap, startRecordSystem } from '../../sources/record-system.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

const own = addresses.norrbotten;
const nothing = soap(
  '<s:GetDiagnosisResponse xmlns:s="urn:riv:clinicalprocess:healthcond:description:GetDiagnosisResponder:2"/>',
);
const signer = newSigner();
const today = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
const holding = conditions(`NotBefore="${today(-60_000)}" NotOnOrAfter="${today(600_000)}"`);
const good = sign(unsigned({ conditions: holding }), signer);

let producer: RecordSystem;
let running: RunningBridge;
beforeAll(async () => {
  producer = await startRecordSystem((response) =>
    response.writeHead(200, { 'content-type': 'text/xml' }).end(nothing),
  );
  running = await startRunningBridge({
    change: (config) => {
      config.sources[0].url = producer.url;
      config.saml = {
        audiences: [audience],
        issuers: [{ entityId: issuer, certificates: [signer.file] }],
        clockSkewMs: 30_000,
      };
      config.callers.find(({ hsaId }: { hsaId: string }) => hsaId === 'SE2321000222-DEMOEHR').gate = 'bridge';
    },
  });
});
afterAll(async () => {
  await running?.close();
  await producer?.close();
});
beforeEach(() => {
  producer.received.length = 0;
});

const message = (headers: string, address: string = own) =>
  soapRequest({ header: `${headers}<r:LogicalAddress>${address}</r:LogicalAddress>` });
const call = (body: string, correlationId: string, who = 'ehr-norrbotten') =>
  running.call(who, diagnosisPath, { headers: { ...soapHeaders, 'x-skltp-correlation-id': correlationId }, body });

describe('a call with an assertion about who reads (rivtabpip21)', () => {
  it('has its actor on the log, and goes on as it is', async () => {
    const sent = message(good);
    expect((await call(sent, 'saml-1')).status).toBe(200);
    expect(producer.received[0]?.body).toBe(sent);
    const entries = await running.log({ correlationId: 'saml-1' });
    expect(entries.find(({ kind }) => kind === 'access')).toMatchObject({
      caller: { hsaId: 'SE2321000230-DEMOEHR' },
      actor: {
        hsaId: 'SE2321000230-DEMOLAK',
        name: 'Åsa Läkare',
        commission: 'SE2321000230-DEMOUPPDRAG',
        careUnit: 'SE2321000230-DEMOVE',
        issuer,
      },
      purpose: 'Vård och behandling',
    });
  });

  it('may have its prefixes declared around it', async () => {
    const declaration = ' xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"';
    const around = message(good.replace(declaration, '')).replace(
      '<soapenv:Envelope',
      `<soapenv:Envelope${declaration}`,
    );
    expect((await call(around, 'saml-2', 'ehr-norrbotten')).status).toBe(200);
    expect((await running.log({ correlationId: 'saml-2' })).some(({ actor }) => actor !== undefined)).toBe(true);
  });

  it('reaches every source of the aggregate with it', async () => {
    const { status } = await call(message(good, addresses.bridge), 'saml-3');
    expect(status).toBe(200);
    expect(producer.received[0]?.body).toContain(good);
  });

  const evil = unsigned({ id: '_e', conditions: holding, attributes: attribute('employeeHsaId', 'SE1-EVIL') });
  const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(good)?.[0] ?? '';
  const expired = conditions(`NotOnOrAfter="${today(-600_000)}"`);
  it.each([
    ['is not signed', evil, 'ASSERTION_INVALID'],
    ['has been changed', good.replace('DEMOLAK', 'DEMOEVIL'), 'ASSERTION_INVALID'],
    ['has expired', sign(unsigned({ conditions: expired }), signer), 'ASSERTION_INVALID'],
    ['is signed with another key', sign(unsigned({ conditions: holding }), newSigner()), 'ASSERTION_INVALID'],
    ['comes twice', good + good, 'MESSAGE_UNREADABLE'],
    ['comes with an evil one', evil + good, 'MESSAGE_UNREADABLE'],
    [
      'borrows the signature of one in another header',
      `<x:Old xmlns:x="urn:x">${good.replace(signature, '')}</x:Old>${evil.replace('</saml2:Issuer>', `</saml2:Issuer>${signature}`)}`,
      'ASSERTION_INVALID',
    ],
    ['hides in another header, unread', `<x:Old xmlns:x="urn:x">${good}</x:Old>${evil}`, 'ASSERTION_INVALID'],
  ])('is refused when it %s', async (what, header, code) => {
    const correlationId = `saml-bad-${what.replaceAll(/\W/g, '-')}`;
    const { status, body } = await call(message(header), correlationId);
    expect(status).toBe(500);
    expect(body).toMatch(new RegExp(`<faultcode>soap:Client<.*<faultstring>VP015 .*Reason ${code}`, 's'));
    expect(await running.log({ correlationId })).toMatchObject([{ kind: 'refusal', code }]);
    expect(producer.received).toEqual([]);
  });

  it('opens no door by itself where this bridge judges: the assignment must be one of the care directory', async () => {
    const without = await call(message(''), 'saml-gate-1', 'ehr-vasterbotten');
    expect(without.body).toMatch(/<faultstring>VP007 .*Reason ACTOR_REQUIRED/s);
    const given = await call(message(good), 'saml-gate-2', 'ehr-vasterbotten');
    expect(given.body).toMatch(/<faultstring>VP007 .*Reason ASSIGNMENT_INVALID/s);
    expect(producer.received).toEqual([]);
  });
});

describe('where no issuer is trusted', () => {
  it('an assertion is a header like others: it goes on, and names nobody here', async () => {
    const plain = await startRunningBridge({
      pki: running.pki,
      change: (config) => {
        config.sources[0].url = producer.url;
      },
    });
    try {
      const headers = { ...soapHeaders, 'x-skltp-correlation-id': 'saml-none' };
      const body = message(good);
      expect((await plain.call('ehr-norrbotten', diagnosisPath, { headers, body })).status).toBe(200);
      expect(producer.received[0]?.body).toBe(body);
      const entries = await plain.log({ correlationId: 'saml-none' });
      expect(entries.some(({ actor }) => actor != null)).toBe(false);
    } finally {
      await plain.close();
    }
  });
});
