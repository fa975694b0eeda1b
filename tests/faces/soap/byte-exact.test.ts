import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type RecordSystem, startRecordSystem } from '../../sources/record-system.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath } from '../../support/soap-messages.ts';

const responder = 'urn:riv:clinicalprocess:healthcond:description:GetDiagnosisResponder:2';
const description = 'urn:riv:clinicalprocess:healthcond:description:2';
const xml = 'text/xml; charset=UTF-8';

let producer: RecordSystem;
let running: RunningBridge;
let answer: Answer;

beforeAll(async () => {
  producer = await startRecordSystem((...call) => answer(...call));
  running = await startRunningBridge({
    change: (config) => {
      Object.assign(config.sources[0], { url: producer.url, contracts: ['*'] });
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

/** As no writer of ours would write it. */
const request = (address: string = addresses.norrbotten, encoding = 'utf-8') =>
  `<?xml version='1.0' encoding='${encoding}'?>\r
<!-- före --><SOAP-ENV:Envelope  xmlns:SOAP-ENV = "http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:itr="urn:riv:itintegration:registry:1"><SOAP-ENV:Header><x:Trace xmlns:x="urn:x" x:id='1'>å</x:Trace>
<itr:LogicalAddress  >${address}</itr:LogicalAddress ></SOAP-ENV:Header><SOAP-ENV:Body>
  <!-- a comment --><?pi data?><GetDiagnosis xmlns="${responder}"><patientId><id xmlns="${description}"><![CDATA[191212121212]]></id
><type xmlns="${description}">1.2.752.129.2.1.3.1</type></patientId><ny:urval xmlns:ny="urn:ny:1" ny:slag='å'><ny:del/></ny:urval></GetDiagnosis>
</SOAP-ENV:Body></SOAP-ENV:Envelope>
<!-- efter -->`;

const record = (
  id: string,
  patient = '191212121212',
) => `<d:diagnosis><t:diagnosisHeader><t:documentId>${id}</t:documentId
  ><t:sourceSystemHSAId>${addresses.norrbotten}</t:sourceSystemHSAId><t:patientId><t:id>${patient}</t:id><t:type>1.2.752.129.2.1.3.1</t:type></t:patientId>
  <t:accountableHealthcareProfessional><t:authorTime>20240101120000</t:authorTime><t:healthcareProfessionalCareUnitHSAId>SE2321000230-DEMOVE</t:healthcareProfessionalCareUnitHSAId><t:healthcareProfessionalCareGiverHSAId>SE2321000230-DEMOVG</t:healthcareProfessionalCareGiverHSAId></t:accountableHealthcareProfessional>
  <t:approvedForPatient>1</t:approvedForPatient><ny:tecken xmlns:ny="urn:ny:1" ny:k='t:v'>ö<![CDATA[<&]]></ny:tecken></t:diagnosisHeader><t:diagnosisBody><t:typeOfDiagnosis>Huvuddiagnos</t:typeOfDiagnosis></t:diagnosisBody></d:diagnosis >`;

const response = (between: readonly string[], encoding = 'UTF-8') =>
  `<?xml version="1.0" encoding="${encoding}" standalone="yes"?>
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="${description}"><e:Header><egen:H xmlns:egen="urn:e">å</egen:H></e:Header><e:Body><!-- först -->
<d:GetDiagnosisResponse xmlns:d="${responder}">${between.join('<!-- mellan -->\r\n\t')}<d:result ><t:resultCode>OK</t:resultCode><t:logId>1</t:logId></d:result><ny:sist xmlns:ny="urn:ny:1"/></d:GetDiagnosisResponse>
</e:Body></e:Envelope>\n`;

const call = (body: string | Buffer, headers: Record<string, string> = {}) =>
  running.call('ehr-norrbotten', diagnosisPath, { headers: { 'content-type': xml, ...headers }, body });

describe('a call to one logical address', () => {
  it('reaches the record system byte for byte, and so does its answer the caller', async () => {
    const sent = response([record('1'), record('2'), '']);
    answer = answers(200, sent);
    const { status, body, headers } = await call(request(), { 'x-skltp-correlation-id': 'exact-1' });
    expect(producer.received[0]?.body).toBe(request());
    expect(producer.received[0]?.headers['content-type']).toBe('text/xml; charset=UTF-8');
    expect(status).toBe(200);
    expect(body).toBe(sent);
    expect(headers['content-type']).toBe(xml);
    await expect
      .poll(() => running.log({ correlationId: 'exact-1' }))
      .toMatchObject([
        { kind: 'closing', outcome: 'released', records: 2 },
        {
          kind: 'access',
          outcome: 'released',
          records: 2,
          units: [{ careUnit: 'SE2321000230-DEMOVE', careProvider: 'SE2321000230-DEMOVG', records: 2 }],
        },
      ]);
  });

  /** Some five megabytes. */
  const large = () => response([...Array.from({ length: 4_000 }, (_, nr) => record(String(nr))), '']);

  it('leaves in parts where it is large, each on the log before', async () => {
    const sent = large();
    answer = answers(200, sent);
    const { body } = await call(request(), { 'x-skltp-correlation-id': 'exact-large' });
    expect(body === sent).toBe(true);
    await expect
      .poll(async () => (await running.log({ correlationId: 'exact-large' }))[0])
      .toMatchObject({ kind: 'closing', outcome: 'released', records: 4_000 });
    const [, ...parts] = await running.log({ correlationId: 'exact-large' });
    const kinds = parts.map(({ kind }) => kind);
    expect(kinds.length).toBeGreaterThan(3);
    expect(new Set(kinds.slice(0, -1))).toEqual(new Set(['continuation']));
    expect(kinds.at(-1)).toBe('access');
    expect(parts.reduce((sum, { records }) => sum + records, 0)).toBe(4_000);
  });

  it('is left unfinished where a large one breaks off at its source', async () => {
    answer = (reply) => {
      reply.writeHead(200, { 'content-type': xml });
      reply.write(large().slice(0, 1_800_000), () => reply.socket?.end());
    };
    await expect(call(request(), { 'x-skltp-correlation-id': 'exact-broken' })).rejects.toThrow();
    await expect
      .poll(() => running.log({ correlationId: 'exact-broken' }))
      .toMatchObject([{ kind: 'closing', outcome: 'failed' }, { kind: 'continuation' }, { kind: 'access' }]);
  });

  it('loses whole records that are withheld, and nothing else', async () => {
    const stranger = record('3', '191212121204').replace('191212121204', '200002292399');
    const broken = record('4').replace('Huvuddiagnos', 'Ingen');
    answer = answers(200, response([record('1'), stranger, record('2'), broken, '']));
    const { body } = await call(request(), { 'x-skltp-correlation-id': 'exact-2' });
    expect(body).toBe(response([record('1'), '', record('2'), '', '']));
    const entries = await running.log({ correlationId: 'exact-2' });
    const reasons = entries.map(({ reason }) => reason);
    expect(reasons).toContainEqual(expect.stringMatching(/1 withheld \(other-patient\).*1 withheld \(broken\)/));
  });

  it.each([
    [
      'in the namespace of its types',
      record('1', '199001032384').replace('d:diagnosis', 't:diagnosis').replace('/d:', '/t:'),
    ],
    ['in an extension', `<ny:x xmlns:ny="urn:ny:1">${record('1', '199001032384')}</ny:x>`],
  ])('gives nothing where a record stands %s and nobody could judge it', async (_where, stray) => {
    answer = answers(200, response([stray]));
    const { status, body } = await call(request());
    expect(status).toBe(500);
    expect(body).toMatch(/<faultstring>VP009 .*Reason SOURCE_BAD_DATA/s);
    expect(body).not.toContain('199001032384');
  });

  it('differs in the address alone where the table spells it otherwise', async () => {
    answer = answers(200, response([]));
    await call(request(addresses.norrbotten.toLowerCase()));
    const own = `<itr:LogicalAddress  >${addresses.norrbotten}</itr:LogicalAddress >`;
    const rewritten = `<r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${addresses.norrbotten}</r:LogicalAddress>`;
    expect(producer.received[0]?.body).toBe(request().replace(own, rewritten));
  });

  it.each([
    ['ISO-8859-1', 'latin1', ''],
    ['UTF-16', 'utf16le', '\uFEFF'],
  ] as const)('in %s is converted both ways, and labelled so', async (charset, encoding, mark) => {
    const sent = response([record('1'), '']);
    answer = answers(200, sent);
    const body = Buffer.from(`${mark}${request(undefined, charset)}`, encoding);
    const { bytes, headers } = await call(body, { 'content-type': 'text/xml' });
    expect(producer.received[0]?.body).toBe(request(undefined, 'UTF-8'));
    expect(headers['content-type']).toBe(`text/xml; charset=${charset}`);
    expect(bytes).toEqual(Buffer.from(`${mark}${sent.replace('"UTF-8"', `"${charset}"`)}`, encoding));
  });

  it('gets an answer in ISO-8859-1 as UTF-8', async () => {
    answer = answers(200, Buffer.from(response([record('1')], 'ISO-8859-1'), 'latin1'), 'text/xml');
    expect((await call(request())).body).toBe(response([record('1')]));
  });
});

describe('the aggregate', () => {
  it('sends the caller’s own message to each, with its address, and keeps each record’s unknown extensions', async () => {
    answer = answers(200, response([record('1'), '']));
    const { status, body } = await call(request(addresses.bridge));
    expect(status).toBe(200);
    const own = `<itr:LogicalAddress  >${addresses.bridge}</itr:LogicalAddress >`;
    const rewritten = `<r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${addresses.norrbotten}</r:LogicalAddress>`;
    expect(producer.received[0]?.body).toBe(request(addresses.bridge).replace(own, rewritten));
    expect(body).toContain(`<ny:tecken xmlns:ny="urn:ny:1" ny:k="t:v" xmlns:t="${description}">ö&lt;&amp;</ny:tecken>`);
  });
});

describe('elements beside the records', () => {
  const notes = 'urn:riv:clinicalprocess:healthcond:description:GetCareDocumentationResponder:3';
  const types = 'urn:riv:clinicalprocess:healthcond:description:3';
  const more = (reference: string) =>
    `<s:hasMore><s:logicalAddress>${addresses.norrbotten}</s:logicalAddress><s:reference>${reference}</s:reference></s:hasMore>`;
  const inBody = (content: string, header = '') =>
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:s="${notes}" xmlns:t="${types}">${header}<e:Body>${content}</e:Body></e:Envelope>`;
  const asking = (address: string) =>
    inBody(
      '<s:GetCareDocumentation><s:patientId><t:root>1.2.752.129.2.1.3.1</t:root><t:extension>191212121212</t:extension></s:patientId></s:GetCareDocumentation>',
      `<e:Header><r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${address}</r:LogicalAddress></e:Header>`,
    );

  it('stand in the aggregate, and in the one system’s own words', async () => {
    const sent = inBody(
      `<s:GetCareDocumentationResponse>${more('första')}${more('andra')}<s:result><t:resultCode>OK</t:resultCode></s:result></s:GetCareDocumentationResponse>`,
    );
    answer = answers(200, sent);
    expect((await call(asking(addresses.norrbotten))).body).toBe(sent);
    const { body } = await call(asking(addresses.bridge));
    expect(body.match(/reference>(första|andra)</g)).toEqual(['reference>första<', 'reference>andra<']);
    expect(body).toMatch(/hasMore>.*resultCode>INFO</s);
  });
});

describe('a record system’s own refusal at one address', () => {
  const fault =
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode>' +
    '<faultstring>Databasen är nere för 191212121212</faultstring><detail><x:why xmlns:x="urn:x"/></detail></s:Fault></s:Body></s:Envelope>';

  it.each([
    ['a SOAP fault with HTTP 500', 500, fault],
    ['a SOAP fault with HTTP 200', 200, fault],
    ['result ERROR with HTTP 200', 200, response([record('1')]).replace('>OK</t:resultCode>', '>ERROR</t:resultCode>')],
  ])('is handed through unchanged: %s', async (_what, status, message) => {
    answer = answers(status, message);
    const correlationId = `own-${status}-${message.length}`;
    const told: unknown[] = [];
    running.bridge.events.once('source:query:failed', (event) => told.push(event));
    const given = await call(request(), { 'x-skltp-correlation-id': correlationId });
    expect(given).toMatchObject({ status, body: message });
    await expect
      .poll(() => running.log({ correlationId }))
      .toMatchObject([{ kind: 'closing' }, { kind: 'access', reason: expect.stringContaining('refused') }]);
    expect(told).toMatchObject([{ reason: 'refused' }]);
    expect(JSON.stringify(told)).not.toContain('191212121212');
  });

  it.each([
    ['a fault with HTTP 503', 503, fault, xml, 503],
    ['a fault with HTTP 404', 404, fault, xml, 404],
    ['HTTP 500 without SOAP', 500, '<html>oj</html>', 'text/html', 500],
    ['HTTP 500 that breaks off', 500, fault.slice(0, -20), xml, 500],
    ['HTTP 500 without a body', 500, '', xml, 500],
    ['HTTP 403 without a body', 403, '', 'text/plain', 403],
  ])('becomes VP009 with the status last: %s', async (_what, status, message, type, told) => {
    answer = answers(status, message, type);
    const { status: given, body } = await call(request());
    expect(given).toBe(500);
    expect(body).toMatch(/<faultcode>soap:Server<.*<faultstring>VP009 \[Norrbryggan \(demo\)\] /);
    expect(body).toContain(`VP_PRODUCER_EXCEPTION_HTTP_STATUS=${told}</detailString>`);
    expect(body).not.toContain('Databasen');
  });

  it.each([
    ['an empty HTTP 200', '', xml, 'with HTTP status 200'],
    ['an answer of another contract', response([]).replaceAll('GetDiagnosis', 'GetDiagnoses'), xml, 'instead of what'],
    ['an answer with a DTD', response([]).replace('<e:Envelope', '<!DOCTYPE x><e:Envelope'), xml, 'document type'],
    ['an answer that is no XML', '{}', 'application/json', 'not text/xml'],
    ['an answer that breaks off', response([record('1')]).slice(0, -30), xml, 'cannot be read'],
  ])('what cannot be judged is not passed on: %s', async (_what, message, type, detail) => {
    answer = answers(200, message, type);
    const { status, body } = await call(request());
    expect(status).toBe(500);
    expect(body).toMatch(/<faultstring>VP009 .*Reason SOURCE_BAD_DATA/s);
    expect(body).toContain(detail);
    expect(body).not.toContain('191212121212');
  });
});
