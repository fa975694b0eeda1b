import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { harmless } from '../../src/sources/harmless.ts';
import {
  type Answer,
  ask,
  askOnce,
  connect,
  fixture,
  type Protocol,
  protocols,
  reply,
  soap,
  soapFault,
  startRecordSystem,
} from './record-system.ts';

/** What a healthy source of each dialect answers. */
const whole: Readonly<Record<Protocol, { readonly type: string; readonly body: string }>> = {
  rivta21: { type: 'text/xml; charset=utf-8', body: fixture('get-diagnosis.xml') },
  riv13606: { type: 'text/xml; charset=utf-8', body: fixture('extract-dia.xml') },
  'fhir-r4': { type: 'application/fhir+json', body: fixture('condition-page.json') },
};

const half = (protocol: Protocol) => whole[protocol].body.slice(0, whole[protocol].body.length / 2);

describe.each(protocols)('%s', (protocol) => {
  const { type, body } = whole[protocol];

  it.each<[string, Answer, { reason: string; status: number }]>([
    ['resets the connection', (response) => response.socket?.resetAndDestroy(), { reason: 'unreachable', status: 503 }],
    ['hangs up without a word', (response) => response.destroy(), { reason: 'unreachable', status: 503 }],
    [
      'answers 500 without saying why',
      (r) => reply(r, 500, 'text/html', '<h1>Oops</h1>'),
      { reason: 'refused', status: 500 },
    ],
    ['answers 500 with something unreadable', (r) => reply(r, 500, type, '<'), { reason: 'refused', status: 500 }],
    ['answers 503', (r) => reply(r, 503, 'text/plain', ''), { reason: 'refused', status: 503 }],
    ['redirects', (r) => r.writeHead(302, { location: '/elsewhere' }).end(), { reason: 'refused', status: 500 }],
    ['answers with another type', (r) => reply(r, 200, 'text/html', body), { reason: 'bad-data', status: 502 }],
    ['answers without a type', (r) => r.end(body), { reason: 'bad-data', status: 502 }],
    ['answers nonsense', (r) => reply(r, 200, type, body.replaceAll('"', '')), { reason: 'bad-data', status: 502 }],
    ['answers nothing', (r) => reply(r, 200, type, ''), { reason: 'bad-data', status: 502 }],
    [
      'answers half, whole as HTTP goes',
      (r) => reply(r, 200, type, half(protocol)),
      { reason: 'bad-data', status: 502 },
    ],
    [
      'answers half and hangs up',
      (r) => {
        r.writeHead(200, { 'content-type': type, 'content-length': body.length });
        r.write(half(protocol), () => r.destroy());
      },
      { reason: 'bad-data', status: 502 },
    ],
    [
      'answers half in pieces and hangs up',
      (r) => {
        r.writeHead(200, { 'content-type': type });
        r.write(half(protocol), () => r.destroy());
      },
      { reason: 'bad-data', status: 502 },
    ],
    [
      'answers compressed',
      (r) => r.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(body),
      { reason: 'bad-data', status: 502 },
    ],
    ['talks something else than HTTP', (r) => r.socket?.end('220 smtp ready\r\n'), { reason: 'bad-data', status: 502 }],
  ])('%s', async (_, answer, expected) => {
    expect((await askOnce(protocol, answer)).failure).toMatchObject(expected);
  });

  it('is asked only once when it may have got the question', async () => {
    const { received } = await askOnce(protocol, (response) => response.destroy());
    expect(received).toHaveLength(1);
  });

  it('refuses the connection', async () => {
    const system = await startRecordSystem(() => undefined);
    await system.close();
    const connector = connect(protocol, system.url);
    expect((await ask(connector)).failure).toMatchObject({ reason: 'unreachable', status: 503 });
    await connector.close();
  });

  it('hangs: the source’s own time is up', async () => {
    const started = Date.now();
    const { failure } = await askOnce(protocol, () => undefined, {}, { timeoutMs: 150 });
    expect(failure).toMatchObject({ reason: 'timed-out', status: 504 });
    expect(Date.now() - started).toBeLessThan(1_500);
  });

  it('hangs in the middle: the deadline is up', async () => {
    const answer: Answer = (response) => {
      response.writeHead(200, { 'content-type': type });
      response.write(half(protocol));
    };
    const { failure } = await askOnce(protocol, answer, { deadline: Date.now() + 150 });
    expect(failure).toMatchObject({ reason: 'timed-out', status: 504 });
  });

  it('is not asked at all after the deadline', async () => {
    const { failure, received } = await askOnce(protocol, () => undefined, { deadline: Date.now() - 1 });
    expect(failure).toMatchObject({ reason: 'timed-out', status: 504 });
    expect(received).toEqual([]);
  });

  it('answers more than the limit allows', async () => {
    const answer: Answer = (response) => {
      response.writeHead(200, { 'content-type': type });
      response.write(body.slice(0, 100));
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    };
    const { failure } = await askOnce(protocol, answer, {}, { maxAnswerBytes: 50_000 });
    expect(failure).toMatchObject({ reason: 'bad-data', message: 'The answer is larger than 50000 bytes.' });
  });

  it('is let go when the asker gives up', async () => {
    let gone: (() => void) | undefined;
    const left = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const system = await startRecordSystem((response) => {
      response.on('close', () => gone?.());
      response.writeHead(200, { 'content-type': type });
      response.write(body.slice(0, 100));
    });
    const connector = connect(protocol, system.url);
    const giveUp = new AbortController();
    const outcome = ask(connector, {}, giveUp.signal);
    while (system.received.length === 0) await sleep(5);
    giveUp.abort();
    expect((await outcome).failure).toMatchObject({ reason: 'timed-out', status: 504 });
    await left;
    await connector.close();
    await system.close();
  });

  it('does not know a contract that nobody knows', async () => {
    const { failure, received } = await askOnce(protocol, () => undefined, { contract: 'GetNothing:1' });
    expect(failure).toMatchObject({ reason: 'refused', status: 501 });
    expect(received).toEqual([]);
  });
});

describe.each(['rivta21', 'riv13606'] as const)('%s speaks SOAP and', (protocol) => {
  const fault = soapFault(
    'VP007 [demo] Saknar behörighet för 121212-1212',
    '<detailString>SE2321000230-DEMOVAS</detailString>',
  );

  it.each([
    ['faults with an HTTP error', 500, 500],
    ['faults inside a success', 200, 500],
    ['faults with another status', 403, 403],
  ])('%s', async (_, httpStatus, status) => {
    const { failure } = await askOnce(protocol, (response) => reply(response, httpStatus, 'text/xml', fault));
    expect(failure).toMatchObject({
      reason: 'refused',
      status,
      message: 'VP007 [demo] Saknar behörighet för […] – SE2321000230-DEMOVAS',
    });
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]>', 'The answer holds a document type declaration.'],
    [
      'too many levels',
      soap('').replace('<e:Body>', `<e:Header>${'<a>'.repeat(100)}`),
      'The answer exceeds a limit of the XML reader. More than 64 levels.',
    ],
  ])('sends %s', async (_, start, message) => {
    const { failure } = await askOnce(protocol, (response) => reply(response, 200, 'text/xml', start));
    expect(failure).toMatchObject({ reason: 'bad-data', message });
  });
});

describe('half an answer', () => {
  it('in RIV-TA gives the records that were whole before it broke off', async () => {
    const { records, failure } = await askOnce('rivta21', (response) => {
      const [start = ''] = whole.rivta21.body.split('<!-- a comment between');
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.write(start, () => response.destroy());
    });
    expect(records.map(({ header }) => header.documentId)).toEqual(['dia-1']);
    expect(failure).toMatchObject({ reason: 'bad-data' });
  });
});

describe('a source’s own words', () => {
  it.each([
    ['191212121212', '[…]'],
    ['19121212-1212', '[…]'],
    ['121212+1212', '[…]'],
    ['(1212121212)', '([…])'],
    ['pnr=191212121212;', 'pnr=[…];'],
    ['22950606FH20 och 20100101014R', '[…] och […]'],
    ['SE191212121212', 'SE[…]'],
    ['SE2321000230-DEMOVAS, SE162321000230-X', 'SE2321000230-DEMOVAS, SE162321000230-X'],
    ['fel 4711 vid 12:30', 'fel 4711 vid 12:30'],
    ['rad\r\n\u0007ett', 'rad ett'],
  ])('%j become %j', (text, expected) => {
    expect(harmless(text)).toBe(expected);
  });

  it('are cut', () => {
    expect(harmless('å'.repeat(300))).toHaveLength(200);
  });
});
