import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RecordSystem, soap, startRecordSystem } from '../../sources/record-system.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

const responder = 'urn:riv:clinicalprocess:healthcond:description:GetDiagnosisResponder:2';
const nothing = soap(`<s:GetDiagnosisResponse xmlns:s="${responder}"/>`);
const [own, old] = [addresses.norrbotten, 'SE2321000230-DEMOBP20'];

let producer: RecordSystem;
let running: RunningBridge;

beforeAll(async () => {
  producer = await startRecordSystem((response) =>
    response.writeHead(200, { 'content-type': 'text/xml' }).end(nothing),
  );
  running = await startRunningBridge({
    change: (config) => {
      config.sources[0].url = producer.url;
      config.sources.push({ ...config.sources[0], hsaId: old, profile: 'rivtabp20' });
      config.routes.push({ address: old, contract: '*', source: old });
      config.soap = { originalConsumerFrom: ['SE2321000230-DEMOEHR'] };
      config.callers.find(({ hsaId }: { hsaId: string }) => hsaId === 'SE2321000206-DEMOEHR').permissions = [
        { contract: 'GetAlertInformation:2', address: '*' },
      ];
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

const call = (
  body: string | Buffer,
  headers: Record<string, string> = {},
  { who = 'ehr-norrbotten', path = diagnosisPath } = {},
) => running.call(who, path, { headers: { ...soapHeaders, ...headers }, body });
const to = (address: string) => soapRequest({ address });

describe('what a record system hears of the chain', () => {
  it('is who asked first, for whom, and the way here; nothing that is the platform’s own', async () => {
    await call(to(own), {
      'x-skltp-correlation-id': 'chain-1',
      'x-rivta-original-serviceconsumer-hsaid': 'SE2321000230-DEMOFIRST',
      'x-rivta-acting-on-behalf-of-hsaid': 'SE2321000230-DEMOORG',
      'x-rivta-routing-history': 'SE2321000230-DEMOFIRST#OTHER-PLATFORM',
      'x-vp-sender-id': 'SE-X',
      'x-vp-instance-id': 'X',
      'x-vp-anything': 'X',
      'x-forwarded-for': '10.0.0.1',
      'accept-encoding': 'gzip',
      soapaction: '"urn:odd:action"',
    });
    const { headers = {} } = producer.received[0] ?? {};
    expect(headers).toMatchObject({
      'content-type': 'text/xml; charset=UTF-8',
      'x-skltp-correlation-id': 'chain-1',
      'x-rivta-original-serviceconsumer-hsaid': 'SE2321000230-DEMOFIRST',
      'x-rivta-acting-on-behalf-of-hsaid': 'SE2321000230-DEMOORG',
      'x-rivta-routing-history': `SE2321000230-DEMOFIRST#OTHER-PLATFORM#${addresses.bridge}`,
      'user-agent': expect.stringMatching(/^Norrbryggan\/\d/),
      soapaction: '"urn:odd:action"',
    });
    expect(Object.keys(headers).filter((name) => /^x-vp|^x-forwarded|^accept-encoding/.test(name))).toEqual([]);
    const entries = await running.log({ correlationId: 'chain-1' });
    expect(entries.find(({ kind }) => kind === 'access')).toMatchObject({
      originalConsumer: 'SE2321000230-DEMOFIRST',
      onBehalfOf: 'SE2321000230-DEMOORG',
    });
  });

  it('begins with the caller, and keeps nothing that is no identity', async () => {
    await call(to(own), { 'x-rivta-acting-on-behalf-of-hsaid': 'no id', soapaction: '""' });
    const { headers } = producer.received[0] ?? {};
    expect(headers).toMatchObject({
      'x-rivta-original-serviceconsumer-hsaid': 'SE2321000230-DEMOEHR',
      'x-rivta-routing-history': `SE2321000230-DEMOEHR#${addresses.bridge}`,
      soapaction: `"${responder}:GetDiagnosis"`,
    });
    expect(headers).not.toHaveProperty('x-rivta-acting-on-behalf-of-hsaid');
  });
});

describe('the two profiles', () => {
  const to21 = `<r:LogicalAddress>${own}</r:LogicalAddress>`;
  const to20 = (address: string) => `<wsa:To xmlns:wsa="http://www.w3.org/2005/08/addressing">${address}</wsa:To>`;

  it('a caller in 2.0 reaches a record system in 2.1', async () => {
    const sent = soapRequest({ header: `<a/>${to20(own)}<b/>` });
    expect((await call(sent)).status).toBe(200);
    const rewritten = `<r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${own}</r:LogicalAddress>`;
    expect(producer.received[0]?.body).toBe(sent.replace(to20(own), rewritten));
    expect(producer.received[0]?.url).toBe('/vp/clinicalprocess/healthcond/description/GetDiagnosis/2/rivtabp21');
  });

  it('a caller in 2.1 reaches a record system in 2.0', async () => {
    expect((await call(to(old))).status).toBe(200);
    expect(producer.received[0]?.body).toBe(to(old).replace(to21.replace(own, old), to20(old)));
    expect(producer.received[0]?.url).toBe('/vp/clinicalprocess/healthcond/description/GetDiagnosis/2/rivtabp20');
  });

  it('a caller in 2.0 meets a record system in 2.0 as it is', async () => {
    const sent = soapRequest({ header: to20(old) });
    await call(sent);
    expect(producer.received[0]?.body).toBe(sent);
  });

  it.each([
    ['a comment', own.replace('-', '-<!-- -->')],
    ['an element', own.replace('-', '<x>SE-OTHER</x>-')],
    ['a CDATA section', own.replace('-', '<![CDATA[-]]>')],
  ])('an address with %s in it goes on as the one that was authorised, for any parser', async (_what, written) => {
    expect((await call(to(written))).status).toBe(200);
    const rewritten = `<r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${own}</r:LogicalAddress>`;
    expect(producer.received[0]?.body).toBe(to(own).replace(to21, rewritten));
  });
});

describe('ways to send a message', () => {
  const related = (parts: string, parameters = '') =>
    call(Buffer.from(parts), {
      'content-type': `multipart/related; type="application/xop+xml"; boundary="b.1"${parameters}; start-info="text/xml"`,
    });
  const part = (head: string, body: string) => `--b.1\r\n${head}\r\n\r\n${body}\r\n`;
  const root = part(
    'Content-Type: application/xop+xml;\r\n charset=UTF-8; type="text/xml"\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <root>',
    to(own),
  );
  const picture = part('Content-Type: image/png\r\nContent-ID: <bild>', 'PNG <x/>');

  it.each([
    ['first', `preamble\r\n${root}${picture}--b.1--\r\n`, ''],
    ['named by start', `${picture}${root}--b.1--`, '; start="<root>"'],
  ])('with attachments it is reduced to its XML part, %s', async (_which, parts, parameters) => {
    expect((await related(parts, parameters)).status).toBe(200);
    expect(producer.received[0]?.body).toBe(to(own));
    expect(producer.received[0]?.headers['content-type']).toBe('text/xml; charset=UTF-8');
  });

  it.each([
    ['no part ends', root, ''],
    ['the named part is missing', `${picture}--b.1--`, '; start="<root>"'],
    ['the part is encoded', `${root.replace('binary', 'base64')}--b.1--`, ''],
  ])('a multipart message of which %s is unreadable', async (_what, parts, parameters) => {
    expect((await related(parts, parameters)).body).toMatch(/<faultstring>VP015 .*Reason MESSAGE_UNREADABLE/s);
  });

  it('a multipart message of countless parts is refused', async () => {
    const { body } = await related(`${root}${part('', '').repeat(1_000)}--b.1--`);
    expect(body).toMatch(/<faultstring>VP015 .*Reason MESSAGE_OVER_LIMIT/s);
  });

  it('in UTF-8, though it says UTF-16', async () => {
    const sent = to(own).replace('"UTF-8"', '"UTF-16"');
    const { status, headers } = await call(sent, { 'content-type': 'text/xml; charset=UTF-16' });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/xml; charset=UTF-8');
    expect(producer.received[0]?.body).toBe(to(own));
  });

  it.each([
    ['/vp/anything/at/all', '"odd"'],
    [diagnosisPath.toLowerCase(), ''],
    ['/vp', 'urn:x'],
  ])('to %s, with SOAPAction %j', async (path, soapaction) => {
    expect((await call(to(own), { soapaction }, { path })).status).toBe(200);
  });
});

describe('what is refused', () => {
  it.each([
    ['an address in a namespace of nobody', '<LogicalAddress xmlns="urn:x">a</LogicalAddress>', 'VP001', 'Client'],
    [
      'an address of older WS-Addressing',
      '<To xmlns="http://schemas.xmlsoap.org/ws/2004/08/addressing">a</To>',
      'VP001',
      'Client',
    ],
    ['no address', '<x xmlns="urn:x"/>', 'VP003', 'Client'],
    ['an empty address', '<r:LogicalAddress> </r:LogicalAddress>', 'VP003', 'Client'],
    ['white space around the address', `<r:LogicalAddress> ${own}</r:LogicalAddress>`, 'VP004', 'Client'],
    [
      'two addresses',
      `<r:LogicalAddress>${own}</r:LogicalAddress><r:LogicalAddress>${own}</r:LogicalAddress>`,
      'VP015',
      'Client',
    ],
    [
      'an address in each profile',
      `<r:LogicalAddress>${own}</r:LogicalAddress><To xmlns="http://www.w3.org/2005/08/addressing">${own}</To>`,
      'VP015',
      'Client',
    ],
  ])('%s', async (what, header, code, faultcode) => {
    const { status, body } = await call(soapRequest({ header }));
    expect(status).toBe(500);
    expect(body).toContain(`<faultcode>soap:${faultcode}</faultcode><faultstring>${code} [Norrbryggan (demo)] `);
    if (what.startsWith('white')) expect(body).toContain('white space');
    expect(producer.received).toEqual([]);
  });

  it('a consumer that names another first consumer without being on the list', async () => {
    const naming = { 'x-rivta-original-serviceconsumer-hsaid': 'SE2321000230-DEMOFIRST' };
    const { body } = await call(to(own), naming, { who: 'ehr-vasterbotten' });
    expect(body).toMatch(/<faultcode>soap:Client<.*<faultstring>VP013 .*Reason ORIGINAL_CONSUMER_REFUSED/s);
    expect((await call(to(own), {}, { who: 'ehr-vasterbotten' })).status).toBe(200);
  });

  it.each([`SE-X#${addresses.bridge.toLowerCase()}`, Array.from({ length: 33 }, (_, index) => `P${index}`).join('#')])(
    'a loop between platforms: %s',
    async (history) => {
      const { body } = await call(to(own), { 'x-rivta-routing-history': history });
      expect(body).toMatch(/<faultcode>soap:Server<.*<faultstring>VP014 .*Reason ROUTING_LOOP/s);
    },
  );

  it('who holds nothing learns nothing: the answer is the same for whatever it asks', async () => {
    const who = 'ehr-vasternorrland';
    const unknownContract = to(own).replaceAll('GetDiagnosis', 'GetNothing');
    const asked = [to(own), to(addresses.bridge), to('SE2321000230-DEMONOBODY'), to(' '.concat(own)), unknownContract];
    const answers = await Promise.all(asked.map((body) => call(body, { 'x-skltp-correlation-id': 'same' }, { who })));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.body).toMatch(/<faultcode>soap:Server<.*<faultstring>VP007 /s);
  });
});
