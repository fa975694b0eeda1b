import Fastify from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import { BridgeError } from '../../../src/errors.ts';
import { type BridgeEvents, createEvents } from '../../../src/events.ts';
import type { RefusedCall } from '../../../src/faces/refusal-log.ts';
import { registerSoapFace } from '../../../src/faces/soap/face.ts';
import type { Overview, OverviewAnswer } from '../../../src/overview/index.ts';
import { createPermissions } from '../../../src/routing/index.ts';
import { demoConfig } from '../../support/config.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

const certificate = { subject: '', issuer: '', serial: '01', fingerprint: 'f', validFrom: '', validTo: '' };
const caller = {
  hsaId: 'SE2321000230-DEMOEHR',
  kind: 'function' as const,
  name: 'EHR',
  organisation: undefined,
  loa: undefined,
  hsaIdFrom: 'serialNumber' as const,
  certificate,
};

type Told = { [Name in keyof BridgeEvents]: { name: Name; event: BridgeEvents[Name][0] } }[keyof BridgeEvents];
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

/** The face alone, over an overview that does as the test says: bugs cannot be had from the real one. */
function faceOver(ask: Overview['ask']) {
  const config = demoConfig() as Config;
  const events = createEvents();
  const told: Told[] = [];
  for (const name of ['request:face:broke', 'request:face:finished', 'header:sender:ignored'] as const)
    events.on(name, ((event: Told['event']) => told.push({ name, event } as Told)) as never);
  const refused: RefusedCall[] = [];
  const app = Fastify();
  open.push(app);
  registerSoapFace(app, {
    config,
    overview: { ask },
    pass: async () => {
      throw new BridgeError('ADDRESS_UNKNOWN');
    },
    infrastructure: async () => ({}),
    directory: { answers: () => true, answer: async () => ({}) },
    security: async () => ({}),
    engagements: async () => ({}),
    acceptReferral: async () => {
      throw new BridgeError('ADDRESS_UNKNOWN');
    },
    permissions: createPermissions(config.callers),
    authenticate: async () => ({ caller, certificate, refusal: undefined }),
    logRefusal: async (call) => {
      refused.push(call);
    },
    events,
  });
  const call = (payload: string | Buffer, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: diagnosisPath, headers: { ...soapHeaders, ...headers }, payload });
  return { app, call, told, refused };
}

const answered = (outcomes: string[], change: Partial<OverviewAnswer> = {}): OverviewAnswer => ({
  records: [],
  coverage: [],
  delivered: async (outcome) => {
    outcomes.push(outcome);
  },
  ...change,
});

describe('when the bridge itself breaks', () => {
  it('tells the caller nothing but the code, the log where it broke, and nobody what the message said', async () => {
    const { call, told, refused } = faceOver(async () => {
      throw new TypeError('Anna 191212121212 has no diagnosis', { cause: new RangeError('191212121212') });
    });
    const answer = await call(soapRequest());
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain('<faultstring>VP012 ');
    expect(answer.body).toContain('Reason INTERNAL');
    expect(answer.body).not.toMatch(/Anna|TypeError/);
    const correlationId = answer.headers['x-skltp-correlation-id'];
    const broke = told.find(({ name }) => name === 'request:face:broke');
    expect(broke?.event).toMatchObject({
      face: 'soap',
      correlationId,
      place: expect.stringMatching(/^TypeError at .*face\.test\.ts.*caused by RangeError at /),
    });
    expect(JSON.stringify(told)).not.toMatch(/Anna|191212121212/);
    expect(refused).toMatchObject([{ error: { code: 'INTERNAL' }, correlationId }]);
  });

  it('does not call a known error a bug', async () => {
    const { call, told } = faceOver(async () => {
      throw new BridgeError('AUDIT_UNAVAILABLE');
    });
    expect((await call(soapRequest())).body).toContain('Reason AUDIT_UNAVAILABLE');
    expect(told.map(({ name }) => name)).toEqual(['request:face:finished']);
  });

  it('closes the entry of an access whose answer could not be written as failed, and calls it no refusal', async () => {
    const outcomes: string[] = [];
    const broken = { contract: 'GetDiagnosis:2' as const, header: {} as never, data: undefined };
    const { call, refused } = faceOver(async () => answered(outcomes, { records: [broken] }));
    expect((await call(soapRequest())).statusCode).toBe(500);
    await expect.poll(() => outcomes).toEqual(['failed']);
    expect(refused).toEqual([]);
  });

  it('a single source that failed is a fault; the access on the log is closed, not refused as well', async () => {
    const outcomes: string[] = [];
    const failed = {
      source: 'SE2321000230-DEMOVAS',
      name: 'VAS',
      contract: 'GetDiagnosis:2' as const,
      notes: [],
      deliversFrom: undefined,
      outcome: 'failed' as const,
      reason: 'timed-out' as const,
      status: 504,
      text: 'x',
      milliseconds: 1,
    };
    const { call, refused } = faceOver(async () => answered(outcomes, { coverage: [failed] }));
    const { body } = await call(soapRequest({ address: 'SE2321000230-DEMOVAS' }));
    expect(body).toContain('Timeout when waiting on response from producer.');
    await expect.poll(() => outcomes).toEqual(['failed']);
    expect(refused).toEqual([]);
  });
});

describe('what a request may say', () => {
  it.each([
    [
      'a period that ends before it starts',
      '<s:timePeriod><t:start>20240102</t:start><t:end>20240101</t:end></s:timePeriod>',
    ],
    ['an empty source', '<s:sourceSystemHSAId> </s:sourceSystemHSAId>'],
  ])('%s is a contradiction, never an empty answer', async (_what, more) => {
    const { call, refused } = faceOver(async () => answered([]));
    const { statusCode, body } = await call(soapRequest({ more }));
    expect(statusCode).toBe(200);
    expect(body).toMatch(/resultCode>ERROR<.*errorCode>INVALID_REQUEST</);
    expect(refused).toMatchObject([{ error: { code: 'MESSAGE_INVALID' } }]);
  });

  it.each([
    ['an empty care unit', '<s:careUnitHSAId></s:careUnitHSAId>'],
    ['more care units than anyone has', '<s:careUnitHSAId>U</s:careUnitHSAId>'.repeat(1_001)],
  ])('%s is a contradiction too', async (_what, units) => {
    const { call } = faceOver(async () => answered([]));
    const { body } = await call(soapRequest().replace('<s:patientId>', `${units}<s:patientId>`));
    expect(body).toContain('INVALID_REQUEST');
  });

  it('reads filters without the white space around them', async () => {
    const asked: unknown[] = [];
    const { call } = faceOver(async ({ filter }) => {
      asked.push(filter);
      return answered([]);
    });
    await call(soapRequest({ more: '<s:sourceSystemHSAId> SE2321000230-DEMOVAS\n</s:sourceSystemHSAId>' }));
    expect(asked).toMatchObject([{ sourceSystem: 'SE2321000230-DEMOVAS' }]);
  });

  it('a name from outside reaches neither metrics nor operational logs', async () => {
    const { call, told } = faceOver(async () => answered([]));
    await call(soapRequest().replaceAll('healthcond:description:GetDiagnosisResponder:2', 'x:191212121212Responder:2'));
    expect(told).toMatchObject([{ name: 'request:face:finished', event: { contract: 'unknown', code: 'VP004' } }]);
    expect(JSON.stringify(told)).not.toContain('191212121212');
  });

  it('tells of sender headers that it does not believe', async () => {
    const { call, told } = faceOver(async () => answered([]));
    await call(soapRequest(), { 'x-vp-sender-id': 'SE-X', 'x-vp-instance-id': 'I' });
    expect(told.filter(({ name }) => name === 'header:sender:ignored').map(({ event }) => event)).toMatchObject([
      { header: 'x-vp-sender-id' },
      { header: 'x-vp-instance-id' },
    ]);
  });

  it('the log has the address also of a call refused for its body', async () => {
    const { call, refused } = faceOver(async () => answered([]));
    await call(soapRequest().replaceAll('s:GetDiagnosis>', 's:GetDiagnoses>'));
    expect(refused).toMatchObject([{ logicalAddress: 'SE2321000230-DEMOBRIDGE', contract: 'GetDiagnosis:2' }]);
  });
});

describe('what is no call', () => {
  it('a POST with neither body nor type is unreadable, not a bug', async () => {
    const { app, told } = faceOver(async () => answered([]));
    const { body } = await app.inject({ method: 'POST', url: diagnosisPath });
    expect(body).toContain('Reason MESSAGE_UNREADABLE');
    expect(told.some(({ name }) => name === 'request:face:broke')).toBe(false);
  });

  it.each(['bad host', 'a<b', '['])('a WSDL is served to a client whose Host is %j', async (host) => {
    const { app } = faceOver(async () => answered([]));
    const { statusCode, body } = await app.inject({ url: `${diagnosisPath}?wsdl`, headers: { host } });
    expect(statusCode).toBe(200);
    expect(body).toContain('location="https://localhost/vp/');
  });
});
