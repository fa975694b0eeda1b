import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  councilSources,
  type Fault,
  type FaultKind,
  norrbotten,
  readFault,
  startCouncils,
  vasterbotten,
  vasternorrland,
} from '../../src/simulators/index.ts';
import { createXmlReader } from '../../src/xml/index.ts';
import { testPki } from '../support/certs.ts';
import { type Answer, createClient } from './client.ts';
import { directory, today, withCouncils } from './councils.ts';

const started = withCouncils({ faultHeader: true });

const xml = { 'content-type': 'text/xml; charset=UTF-8' };
const diagnosis = 'urn:riv:clinicalprocess:healthcond:description';

/** A good question to each council. */
const questions = {
  [norrbotten]: {
    path: '',
    headers: xml,
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><LogicalAddress xmlns="urn:riv:itintegration:registry:1">${norrbotten}</LogicalAddress></e:Header><e:Body><GetDiagnosis xmlns="${diagnosis}:GetDiagnosisResponder:2" xmlns:t="${diagnosis}:2"><patientId><t:id>191212121212</t:id><t:type>1.2.752.129.2.1.3.1</t:type></patientId></GetDiagnosis></e:Body></e:Envelope>`,
  },
  [vasterbotten]: {
    path: '',
    headers: xml,
    body: '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><RIV13606REQUEST_EHR_EXTRACT_request xmlns="urn:riv13606:v1.1"><subject_of_care_id root="1.2.752.129.2.1.3.1" extension="191212121212"/><meanings code="dia" codeSystem="1.2.752.129.2.2.2.1"/></RIV13606REQUEST_EHR_EXTRACT_request></e:Body></e:Envelope>',
  },
  [vasternorrland]: {
    path: '/Condition/_search',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'patient.identifier=http%3A%2F%2Felectronichealth.se%2Fidentifier%2Fpersonnummer%7C191212121212',
  },
};

function ask(source: (typeof councilSources)[number], fault?: string): Promise<Answer> {
  const { path, headers, body } = questions[source];
  const url = `${started.councils.urls[source]}${path}`;
  return started.client.post(url, body, { ...headers, ...(fault && { 'x-demo-fault': fault }) });
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are really held. */
function memoryInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Whether the text is whole and well-formed in the language of the source. */
function isWellFormed(source: string, text: string): boolean {
  try {
    if (source === vasternorrland) JSON.parse(text);
    else {
      const nothing = () => undefined;
      const reader = createXmlReader(
        { open: nothing, text: nothing, close: nothing },
        { depth: 50, elements: 1e7, textLength: 1e6 },
      );
      reader.write(text);
      reader.end();
    }
    return true;
  } catch {
    return false;
  }
}

describe.each(councilSources)('%s', (source) => {
  it('answers properly when nothing is asked of it', async () => {
    const answer = await ask(source);
    expect(answer.status).toBe(200);
    expect(isWellFormed(source, answer.body)).toBe(true);
  });

  it('delays', async () => {
    const start = performance.now();
    const { status } = await ask(source, 'delay=300');
    expect(status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(295);
  });

  it('hangs', async () => {
    const answer = ask(source, 'hang').then(
      () => 'answered',
      () => 'ended',
    );
    expect(await Promise.race([answer, sleep(300, 'hanging')])).toBe('hanging');
    started.client.agent.destroy();
    expect(await answer).toBe('ended');
  });

  it('resets the connection', async () => {
    await expect(ask(source, 'reset')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('fails with HTTP 500', async () => {
    expect(await ask(source, 'http500')).toMatchObject({ status: 500, contentType: 'text/plain; charset=utf-8' });
  });

  it('fails in its own language', async () => {
    const { status, body } = await ask(source, 'fault');
    expect(status).toBe(500);
    expect(isWellFormed(source, body)).toBe(true);
    expect(body).toContain(
      source === vasternorrland ? '"resourceType":"OperationOutcome"' : '<faultcode>soap:Server</faultcode>',
    );
  });

  it('answers malformed, and says it is fine', async () => {
    const { status, contentType, body } = await ask(source, 'malformed');
    expect([status, contentType]).toEqual([200, (await ask(source)).contentType]);
    expect(isWellFormed(source, body)).toBe(false);
  });

  it('answers with a web page', async () => {
    expect(await ask(source, 'wrong-type')).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8' });
  });

  it('gives half an answer and hangs up', async () => {
    const { path, headers, body } = questions[source];
    const answer = await started.client.open(`${started.councils.urls[source]}${path}`, body, {
      ...headers,
      'x-demo-fault': 'half',
    });
    let bytes = 0;
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    await expect(once(answer, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' });
    const promised = Number(answer.headers['content-length']);
    expect(bytes).toBeGreaterThan(promised * 0.4);
    expect(bytes).toBeLessThan(promised * 0.6);
  });

  it('answers a character at a time', async () => {
    const { path, headers, body } = questions[source];
    const url = `${started.councils.urls[source]}${path}`;
    const answer = await started.client.open(url, body, { ...headers, 'x-demo-fault': 'drip' });
    const [first] = await once(answer, 'data');
    const [second] = await once(answer, 'data');
    expect(String(first) + String(second)).toHaveLength(2);
    answer.destroy();
  });

  it('answers more than a bridge takes, well-formed, without holding it', async () => {
    const { path, headers, body } = questions[source];
    const before = memoryInUse();
    const url = `${started.councils.urls[source]}${path}`;
    const answer = await started.client.open(url, body, { ...headers, 'x-demo-fault': 'huge' });
    // Nobody reads for a while: a council that does not wait for its reader has everything in memory by now.
    await sleep(200);
    expect(memoryInUse() - before).toBeLessThan(20_000_000);
    let bytes = 0;
    let head = '';
    let tail = '';
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      head ||= chunk.toString('utf8');
      bytes += chunk.length;
      tail = chunk.toString('utf8').slice(-200);
    }
    expect(bytes).toBeGreaterThan(60_000_000);
    const isFhir = source === vasternorrland;
    expect(head.startsWith(isFhir ? '{"resourceType":"Bundle"' : '<?xml')).toBe(true);
    expect(tail.endsWith(isFhir ? ']}' : '</soap:Body></soap:Envelope>')).toBe(true);
  });
});

describe('a switch', () => {
  it('works for everybody until it is cleared, and for its council only', async () => {
    await started.councils.setFault(norrbotten, { kind: 'http500' });
    expect((await ask(norrbotten)).status).toBe(500);
    expect((await ask(vasterbotten)).status).toBe(200);
    await started.councils.setFault(norrbotten, undefined);
    expect((await ask(norrbotten)).status).toBe(200);
  });

  it('is refused when it makes no sense', async () => {
    await expect(started.councils.setFault('SE2321000230-OTHER', { kind: 'hang' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(started.councils.setFault(norrbotten, { kind: 'explode' as FaultKind })).rejects.toMatchObject({
      code: 'PARAMETER_INVALID',
    });
    expect((await ask(norrbotten)).status).toBe(200);
  });

  it.each([
    undefined,
    null,
    'hang',
    {},
    { kind: 1 },
    { kind: 'delay', milliseconds: -1 },
    { kind: 'delay', milliseconds: '5' },
  ])('is not %o', (value) => expect(() => readFault(value)).toThrow(/Expected \{"kind"/));
});

it('cannot be thrown by a request unless that was allowed, and hanging requests do not keep the councils from stopping', async () => {
  const pki = await testPki();
  const councils = await startCouncils({ pki: pki.dir, directory, today });
  const client = createClient(pki, 'bridge-client');
  const { headers, body } = questions[vasterbotten];
  const url = councils.urls[vasterbotten] ?? '';
  expect((await client.post(url, body, { ...headers, 'x-demo-fault': 'http500' })).status).toBe(200);
  for (const kind of ['hang', 'delay'] as const) {
    const fault: Fault = kind === 'delay' ? { kind, milliseconds: 600_000 } : { kind };
    for (const source of councilSources) await councils.setFault(source, fault);
  }
  const waiting = client.post(url, body, headers);
  const ended = expect(waiting).rejects.toMatchObject({ code: 'ECONNRESET' });
  await sleep(50);
  await councils.close();
  await ended;
  client.agent.destroy();
});

it.each([
  ['no certificate', undefined],
  ['a certificate of an unknown issuer', 'bad/unknown-issuer'],
  ['an expired one', 'bad/expired'],
])('lets nobody in with %s', async (_case, certificate) => {
  const stranger = createClient(await testPki(), certificate);
  for (const source of councilSources)
    await expect(
      stranger.post(started.councils.urls[source] ?? '', questions[source].body, questions[source].headers),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/^(ECONNRESET|ERR_SSL_|EPIPE)/),
    });
  stranger.agent.destroy();
});
