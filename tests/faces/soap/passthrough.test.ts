import { readFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type RecordSystem, startRecordSystem } from '../../sources/record-system.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const namespace = 'urn:riv:clinicalprocess:activity:request:GetRequestStatusResponder:1';
const other = 'urn:riv:clinicalprocess:activity:request:GetRequestInstructionResponder:1';
const xml = 'text/xml; charset=UTF-8';
const own = addresses.norrbotten;
/** The same system behind an address where less time is given. */
const impatient = 'SE2321000230-DEMOKORT';

let producer: RecordSystem;
let running: RunningBridge;
let answer: Answer;

beforeAll(async () => {
  producer = await startRecordSystem((...call) => answer(...call));
  running = await startRunningBridge({
    change: (config) => {
      Object.assign(config.sources[0], {
        url: producer.url,
        contracts: ['*'],
        passthrough: [namespace],
      });
      const quick = { ...config.sources[0], hsaId: impatient, timeoutMs: 500 };
      config.sources.push(quick);
      config.routes.push({ address: impatient, contract: '*', source: impatient });
      const callerOf = (id: string) => config.callers.find(({ hsaId }: { hsaId: string }) => hsaId === id);
      callerOf('SE2321000222-DEMOEHR').gate = 'patient';
      callerOf('SE2321000206-DEMOEHR').permissions = [{ contract: 'GetDiagnosis:2', address: '*' }];
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

const answers =
  (status: number, body: string | Buffer, type = xml): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': type }).end(body);

const request = (address: string = own, root = namespace, content = 'Remiss för 191212121212') =>
  `<?xml version="1.0" encoding="UTF-8"?><!-- x -->
<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Header><x:H xmlns:x="urn:x"/><l:LogicalAddress xmlns:l="urn:riv:itintegration:registry:1">${address}</l:LogicalAddress></S:Header>
<S:Body><p:GetRequestStatus xmlns:p='${root}'><p:text><![CDATA[${content}]]></p:text><?p i?></p:GetRequestStatus></S:Body></S:Envelope>`;
const response = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body ><p:GetRequestStatusResponse xmlns:p="${namespace}" >${content}</p:GetRequestStatusResponse></S:Body></S:Envelope>\n`;

const call = (body: string | Buffer, headers: Record<string, string> = {}, who = 'ehr-norrbotten') =>
  running.call(who, '/vp/x', { headers: { 'content-type': xml, ...headers }, body });

describe('a contract that is not known here', () => {
  it('passes byte for byte both ways, and the log holds nothing of its content', async () => {
    const sent = response('Å<!-- -->'.repeat(200_000));
    answer = answers(200, sent);
    const given = await call(request(), { 'x-skltp-correlation-id': 'pass-1' });
    expect(given.status).toBe(200);
    expect(given.headers['content-type']).toBe(xml);
    expect(given.body === sent).toBe(true);
    const { url, headers, body } = producer.received[0] ?? {};
    expect(body).toBe(request());
    expect(url).toBe('/vp/clinicalprocess/activity/request/GetRequestStatus/1/rivtabp21');
    expect(headers).toMatchObject({
      soapaction: `"${namespace}:GetRequestStatus"`,
      'x-rivta-routing-history': `SE2321000230-DEMOEHR#${addresses.bridge}`,
      'x-rivta-original-serviceconsumer-hsaid': 'SE2321000230-DEMOEHR',
    });
    const pass = {
      contract: 'GetRequestStatus:1',
      action: 'pass',
      outcome: 'released',
      sourcesAsked: [own],
      units: [],
    };
    await expect
      .poll(() => running.log({ correlationId: 'pass-1' }))
      .toMatchObject([
        { kind: 'closing', ...pass },
        { kind: 'access', ...pass, caller: { hsaId: 'SE2321000230-DEMOEHR' } },
      ]);
    expect(JSON.stringify(await running.log({ correlationId: 'pass-1' }))).not.toMatch(/191212121212|Remiss/);
  });

  it('is offered where it is taken, to those who may call it', async () => {
    const ask = 'urn:riv:infrastructure:itintegration:registry:GetSupportedServiceContractsResponder:2';
    const supported = (address: string) =>
      request(addresses.bridge, ask, '').replace(
        /<p:(.*)>/s,
        `<p:GetSupportedServiceContracts xmlns:p="${ask}"><p:logicalAdress>${address}</p:logicalAdress></p:GetSupportedServiceContracts></S:Body></S:Envelope>`,
      );
    expect((await call(supported(own))).body).toContain(namespace);
    expect((await call(supported(addresses.vasterbotten))).body).not.toContain(namespace);
  });

  it('may carry attachments that no contract known here could', async () => {
    answer = answers(200, response('A'.repeat(3_000_000)));
    const large = request(own, namespace, 'A'.repeat(2_000_000));
    const { status, body } = await call(large);
    expect(status).toBe(200);
    expect(producer.received[0]?.body === large).toBe(true);
    expect(body.length).toBeGreaterThan(3_000_000);
  });

  it.each([
    ['ISO-8859-1', 'latin1', ''],
    ['UTF-16', 'utf16le', '\uFEFF'],
  ] as const)('is converted for a caller in %s', async (charset, encoding, mark) => {
    const sent = response('Å'.repeat(100_000));
    answer = answers(200, sent);
    const body = Buffer.from(mark + request().replace('"UTF-8"', `"${charset}"`), encoding);
    const { bytes } = await call(body, { 'content-type': 'text/xml' });
    expect(producer.received[0]?.body).toBe(request());
    expect(bytes.equals(Buffer.from(mark + sent.replace('"UTF-8"', `"${charset}"`), encoding))).toBe(true);
  });

  const fault = response('').replace(
    /<p:.*<\/p:[^>]+>/,
    '<S:Fault><faultcode>S:Server</faultcode><faultstring>Nej</faultstring></S:Fault>',
  );
  it.each([
    [500, 'failed'],
    [200, 'released'],
  ] as const)('a fault of the record system with HTTP %i is its own word', async (status, outcome) => {
    answer = answers(status, fault);
    const correlationId = `pass-fault-${status}`;
    expect(await call(request(), { 'x-skltp-correlation-id': correlationId })).toMatchObject({ status, body: fault });
    await expect
      .poll(() => running.log({ correlationId }))
      .toMatchObject([{ kind: 'closing' }, { kind: 'access', outcome }]);
  });

  it('an answer with another status of success is on the log as released', async () => {
    answer = answers(202, response('x'));
    expect(await call(request(), { 'x-skltp-correlation-id': 'pass-202' })).toMatchObject({ body: response('x') });
    await expect
      .poll(() => running.log({ correlationId: 'pass-202' }))
      .toMatchObject([{ kind: 'closing' }, { kind: 'access', outcome: 'released' }]);
  });

  it.each<[string, Answer, RegExp]>([
    ['HTTP 503', answers(503, fault), /VP_PRODUCER_EXCEPTION_HTTP_STATUS=503</],
    ['HTTP 500 without SOAP', answers(500, 'oj', 'text/plain'), /VP_PRODUCER_EXCEPTION_HTTP_STATUS=500</],
    ['HTTP 500 with other than a fault in it', answers(500, response('x')), /VP_PRODUCER_EXCEPTION_HTTP_STATUS=500</],
    ['an empty answer', answers(200, ''), /HTTP status 200/],
    ['no XML', answers(200, '{}', 'application/json'), /not text\/xml/],
    ['a document type', answers(200, `<!DOCTYPE x>${fault}`), /document type declaration/],
    ['silence', () => undefined, /Timeout when waiting on response from producer\./],
    ['a broken connection', (answering) => answering.destroy(), /Reason SOURCE_UNREACHABLE/],
  ])('%s is VP009, and on the log', async (what, given, detail) => {
    answer = given;
    const correlationId = `pass-failed-${what.replaceAll(' ', '-')}`;
    const { status, body } = await call(request(what === 'silence' ? impatient : own), {
      'x-skltp-correlation-id': correlationId,
    });
    expect(status).toBe(500);
    expect(body).toContain('<faultstring>VP009 ');
    expect(body).toMatch(detail);
    await expect
      .poll(() => running.log({ correlationId }))
      .toMatchObject([
        { kind: 'closing', outcome: 'failed' },
        { kind: 'access', outcome: 'failed', action: 'pass' },
      ]);
  });

  it('an answer that breaks off on its way reaches nobody as a whole one', async () => {
    answer = answers(200, response('A'.repeat(2_000_000)).slice(0, -40));
    await expect(call(request(), { 'x-skltp-correlation-id': 'pass-half' })).rejects.toThrow();
    await expect
      .poll(() => running.log({ correlationId: 'pass-half' }))
      .toMatchObject([{ kind: 'closing', outcome: 'failed' }, { kind: 'access' }]);
  });

  it.each<[string, Answer]>([
    ['before there is an answer', () => undefined],
    [
      'while it comes',
      (outgoing) => {
        outgoing.writeHead(200, { 'content-type': xml });
        outgoing.write(response('A'.repeat(600_000)).slice(0, -40));
      },
    ],
  ])('is asked of the system no longer when the caller hangs up %s', async (_when, given) => {
    const asked = Promise.withResolvers<void>();
    const letGo = Promise.withResolvers<void>();
    answer = (outgoing, received, incoming) => {
      outgoing.once('close', letGo.resolve);
      given(outgoing, received, incoming);
      asked.resolve();
    };
    const { pki, url } = running;
    const calling = httpsRequest(`${url}/vp/x`, {
      method: 'POST',
      headers: { 'content-type': xml },
      ca: readFileSync(pki.file('ca.crt')),
      cert: readFileSync(pki.file('ehr-norrbotten.crt')),
      key: readFileSync(pki.file('ehr-norrbotten.key')),
      agent: false,
    });
    calling.on('error', () => undefined);
    calling.end(request());
    await asked.promise;
    const started = performance.now();
    calling.destroy();
    await letGo.promise;
    // Long before the system's time is up.
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it.each([
    ['a contract that the system does not take unread', request(own, other), 'ehr-norrbotten', 'VP004'],
    ['a system of another dialect', request(addresses.vasterbotten), 'ehr-norrbotten', 'VP004'],
    ['the bridge’s own address', request(addresses.bridge), 'ehr-norrbotten', 'VP004'],
    ['a caller without the contract', request(), 'ehr-vasternorrland', 'VP007'],
    ['a caller for whom records must be judged', request(), 'ehr-vasterbotten', 'VP007'],
    ['a document type', request().replace('<S:Envelope', '<!DOCTYPE x><S:Envelope'), 'ehr-norrbotten', 'VP015'],
    ['two things in the body', request().replace('</S:Body>', '<x/></S:Body>'), 'ehr-norrbotten', 'VP015'],
  ])('is refused: %s', async (_what, body, who, code) => {
    expect((await call(body, {}, who)).body).toContain(`<faultstring>${code} `);
    expect(producer.received).toEqual([]);
  });
});
