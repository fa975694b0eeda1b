import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BridgeEvents } from '../../../src/events.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.limits.requestsAtOnce = 3;
    },
  });
});
afterAll(() => running?.close());

/** A connection on which anything can be written. */
async function wire(who = 'ehr-norrbotten', port = Number(new URL(running.url).port)): Promise<TLSSocket> {
  const { pki } = running;
  const socket = connect({
    host: 'localhost',
    port,
    ca: readFileSync(pki.file('ca.crt')),
    cert: readFileSync(pki.file(`${who}.crt`)),
    key: readFileSync(pki.file(`${who}.key`)),
    maxVersion: 'TLSv1.2',
  });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  return socket;
}

/** What has come when `enough` does. */
function heard(socket: TLSSocket, enough: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      if (enough.test(text)) resolve(text);
    });
    socket.once('close', () => (enough.test(text) ? resolve(text) : reject(new Error(`closed after: ${text}`))));
  });
}

const post = (correlationId: string, body: string, more = ''): string =>
  `POST ${diagnosisPath} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n` +
  `x-skltp-correlation-id: ${correlationId}\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const ask = (correlationId: string, options: { method?: string; path?: string; who?: string | undefined } = {}) =>
  running.call('who' in options ? options.who : 'ehr-norrbotten', options.path ?? diagnosisPath, {
    method: options.method ?? 'POST',
    headers: { ...soapHeaders, 'x-skltp-correlation-id': correlationId },
    body: soapRequest(),
  });

function heardEvents<Name extends keyof BridgeEvents>(name: Name): BridgeEvents[Name][0][] {
  const events: BridgeEvents[Name][0][] = [];
  running.bridge.events.on(name, ((event: BridgeEvents[Name][0]) => events.push(event)) as never);
  return events;
}

describe('under /vp', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is a fault, and on the log', async (method) => {
    const { status, body } = await ask(`method-${method}`, { method });
    expect(status).toBe(500);
    expect(body).toMatch(/<faultstring>VP015 .*Reason METHOD_NOT_ALLOWED/s);
    expect(await running.log({ correlationId: `method-${method}` })).toMatchObject([
      { kind: 'refusal', face: 'soap', code: 'METHOD_NOT_ALLOWED', caller: { hsaId: 'SE2321000230-DEMOEHR' } },
    ]);
  });

  it('another method does not get past the certificate', async () => {
    expect((await ask('method-bad', { method: 'PUT', who: 'bad/expired' })).body).toContain('Reason CERT_EXPIRED');
  });

  it.each(['/vp', '/vp/'])('%s itself answers as every path below it does', async (path) => {
    expect((await ask('root', { path })).status).toBe(200);
  });

  it('a compressed request is refused in plain words', async () => {
    const { body } = await running.call('ehr-norrbotten', diagnosisPath, {
      headers: { ...soapHeaders, 'content-encoding': 'gzip', 'x-skltp-correlation-id': 'gzip-1' },
      body: soapRequest(),
    });
    expect(body).toMatch(/VP015 .*must not be compressed.*Reason MESSAGE_UNREADABLE/s);
    expect(await running.log({ correlationId: 'gzip-1' })).toHaveLength(1);
  });

  it('a connection serves on after a refusal whose body nobody read', async () => {
    const socket = await wire();
    socket.write(post('alive-1', 'x'.repeat(100_000), 'Content-Encoding: gzip\r\n'));
    await heard(socket, /<\/soap:Envelope>/);
    socket.write(post('alive-2', soapRequest()));
    expect(await heard(socket, /<\/soap:Envelope>/)).toMatch(/^HTTP\/1\.1 200/);
    socket.destroy();
  });

  it('an upload that breaks off is on the log for what it is, and no bug', async () => {
    const broke = heardEvents('request:face:broke');
    const socket = await wire();
    const head = post('aborted-1', '', 'Expect: 100-continue\r\n').replace('Content-Length: 0', 'Content-Length: 1000');
    socket.write(head);
    await heard(socket, /100 Continue/);
    socket.write('<half');
    socket.destroy();
    await expect
      .poll(() => running.log({ correlationId: 'aborted-1' }))
      .toMatchObject([{ kind: 'refusal', code: 'MESSAGE_UNREADABLE' }]);
    expect(broke).toEqual([]);
  });
});

describe('outside every face', () => {
  it.each(['GET', 'POST', 'DELETE'])(
    '%s gets a problem that repeats nothing, and a known caller is logged',
    async (method) => {
      const path = '/nowhere/191212121212?id=191212121212';
      const { status, headers, body } = await ask(`stray-${method}`, { method, path });
      expect(status).toBe(404);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(JSON.parse(body)).toMatchObject({ code: 'NOT_FOUND', correlationId: `stray-${method}`, status: 404 });
      expect(body).not.toContain('191212121212');
      await expect
        .poll(() => running.log({ correlationId: `stray-${method}` }))
        .toMatchObject([{ kind: 'refusal', code: 'NOT_FOUND', caller: { hsaId: 'SE2321000230-DEMOEHR' } }]);
    },
  );

  it('who shows no certificate is only counted', async () => {
    const told = heardEvents('request:door:refused');
    expect((await ask('stray-nobody', { method: 'GET', path: '/favicon.ico', who: undefined })).status).toBe(404);
    expect(told).toMatchObject([{ code: 'NOT_FOUND', correlationId: 'stray-nobody', fingerprint: undefined }]);
    expect(await running.log({ correlationId: 'stray-nobody' })).toEqual([]);
  });

  it('an address that cannot be decoded is refused without being repeated', async () => {
    const { status, body } = await ask('bad-url', { method: 'GET', path: '/%zz191212121212' });
    expect(status).toBe(400);
    expect(body).toContain('MESSAGE_UNREADABLE');
    expect(body).not.toContain('191212121212');
  });

  it.each([
    ['no HTTP at all', 'HELLO 191212121212\r\n\r\n', 400, 'HPE_INVALID_METHOD'],
    ['a header that is none', 'GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n', 400, 'HPE_INVALID_HEADER_TOKEN'],
    [
      'two lengths',
      `POST ${diagnosisPath} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx`,
      400,
      'HPE_UNEXPECTED_CONTENT_LENGTH',
    ],
    ['a flood of headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'HPE_HEADER_OVERFLOW'],
  ])('%s is answered, told of and logged', async (_what, bytes, status, code) => {
    const told = heardEvents('request:door:refused');
    const socket = await wire();
    const answer = heard(socket, /"installation":/);
    socket.write(bytes);
    expect(await answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*MESSAGE_UNREADABLE`, 's'));
    expect(await answer).not.toContain('191212121212');
    expect(told).toMatchObject([{ code, fingerprint: expect.any(String) }]);
    await expect
      .poll(() => running.log({ correlationId: told[0]?.correlationId ?? '' }))
      .toMatchObject([{ kind: 'refusal', code: 'MESSAGE_UNREADABLE', caller: { hsaId: 'SE2321000230-DEMOEHR' } }]);
  });
});

describe('the other doors', () => {
  it('the portal’s repeats nothing either', async () => {
    const socket = await wire('ehr-norrbotten', running.bridge.ports.portal);
    const answer = heard(socket, /"installation":/);
    socket.write('GET /191212121212 HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 404 .*"code":"NOT_FOUND"/s);
    expect(await answer).not.toContain('191212121212');
    socket.destroy();
  });

  it.each([
    ['a path that is not there', '/nowhere', { method: 'GET' }, 404, 'NOT_FOUND'],
    [
      'a body that is no JSON',
      '/demo/faults/X',
      { method: 'PUT', body: '{', headers: { 'content-type': 'application/json' } },
      400,
      'MESSAGE_UNREADABLE',
    ],
  ])('the administrator’s answers %s as a problem', async (_what, path, options, status, code) => {
    const answer = await fetch(`${running.adminUrl}${path}`, options);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ code });
  });
});

describe('the connection', () => {
  it('is not renegotiated', async () => {
    const socket = await wire();
    const outcome = await new Promise<string>((resolve) => {
      setTimeout(() => resolve('unanswered'), 1_000).unref();
      socket.once('close', () => resolve('closed'));
      socket.renegotiate({ rejectUnauthorized: true }, (error) => resolve(error ? 'refused' : 'renegotiated'));
    });
    socket.destroy();
    expect(outcome).not.toBe('renegotiated');
  });
});

describe('with its hands full', () => {
  it('says so with VP012 and on the log, keeps what it has, and goes on after', async () => {
    await running.councils.setFault(addresses.vasterbotten, { kind: 'delay', milliseconds: 5_000 });
    try {
      const answers = await Promise.all(Array.from({ length: 5 }, (_, index) => ask(`full-${index}`)));
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 200, 200, 500, 500]);
      const refused = answers.findIndex(({ status }) => status === 500);
      expect(answers[refused]?.body).toMatch(/VP012 .*Reason OVERLOADED/s);
      expect(await running.log({ correlationId: `full-${refused}` })).toMatchObject([{ code: 'OVERLOADED' }]);
    } finally {
      await running.councils.setFault(addresses.vasterbotten, undefined);
    }
    expect((await ask('full-after')).status).toBe(200);
  });
});

describe('when it stops under load', () => {
  it('answers what is under way whole, takes nothing new, and does not wait for connections that are kept alive', async () => {
    await running.councils.setFault(addresses.vasterbotten, { kind: 'delay', milliseconds: 5_000 });
    const socket = await wire();
    const answer = heard(socket, /<\/soap:Envelope>/);
    const closed = once(socket, 'close');
    socket.write(post('stop-1', soapRequest(), 'Connection: keep-alive\r\n'));
    // Under way for certain: the sources that are not delayed have answered.
    await once(running.bridge.events, 'source:query:answered');

    const startedAt = performance.now();
    const stopped = running.bridge.close();
    await expect(
      running.call('ehr-vasterbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest() }),
    ).rejects.toThrow();
    const text = await answer;
    expect(text).toMatch(/^HTTP\/1\.1 200/);
    expect(text).toMatch(/connection: close/i);
    expect(text).toContain(addresses.vasterbotten);
    await closed;
    await stopped;
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});
