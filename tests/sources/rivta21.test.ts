import { describe, expect, it } from 'vitest';
import {
  type Answer,
  ask,
  askOnce,
  connect,
  fixture,
  outline,
  patient,
  reply,
  soap,
  startRecordSystem,
} from './record-system.ts';

const responder = 'urn:riv:clinicalprocess:healthcond:description:GetDiagnosisResponder:2';
const description = 'urn:riv:clinicalprocess:healthcond:description:2';
const envelope = 'http://schemas.xmlsoap.org/soap/envelope/';

const xml =
  (body: string | Buffer, type = 'text/xml; charset=utf-8'): Answer =>
  (response) =>
    reply(response, 200, type, body);

const response = (content: string) =>
  soap(`<s:GetDiagnosisResponse xmlns:s="${responder}" xmlns:d="${description}">${content}</s:GetDiagnosisResponse>`);

describe('the request on the wire', () => {
  it('is the contract’s, in contract order, with the logical address in the header', async () => {
    const { received } = await askOnce('rivta21', xml(response('')), {
      period: { start: '20240101', end: '20241231' },
      careUnits: ['SE2321000230-DEMOVE1', 'SE2321000230-DEMOVE2'],
      careContacts: ['vko <1>'],
    });
    expect(outline(received[0]?.body ?? '')).toEqual([
      `{${envelope}}Envelope`,
      `  {${envelope}}Header`,
      '    {urn:riv:itintegration:registry:1}LogicalAddress "SE2321000230-DEMOVAS"',
      `  {${envelope}}Body`,
      `    {${responder}}GetDiagnosis`,
      `      {${responder}}careUnitHSAId "SE2321000230-DEMOVE1"`,
      `      {${responder}}careUnitHSAId "SE2321000230-DEMOVE2"`,
      `      {${responder}}patientId`,
      `        {${description}}id "191212121212"`,
      `        {${description}}type "1.2.752.129.2.1.3.1"`,
      `      {${responder}}timePeriod`,
      `        {${description}}start "20240101"`,
      `        {${description}}end "20241231"`,
      `      {${responder}}sourceSystemHSAId "SE2321000230-DEMOVAS"`,
      `      {${responder}}careContactId "vko <1>"`,
    ]);
  });

  it('goes where the address catalogue says, in the profile that it says', async () => {
    const system = await startRecordSystem(xml(response('')));
    const connector = connect('rivta21', 'catalogue:');
    const at = (path: string, profile: 'rivtabp20' | 'rivtabp21') =>
      ask(connector, { service: { url: `${system.url}${path}`, profile } });
    expect((await at('/one?way=1', 'rivtabp20')).failure).toBeUndefined();
    expect((await at('/two', 'rivtabp21')).failure).toBeUndefined();
    expect((await ask(connector)).failure).toMatchObject({ reason: 'refused', status: 502 });
    await connector.close();
    await system.close();
    expect(system.received.map(({ url }) => url)).toEqual(['/one?way=1', '/two']);
    expect(system.received.map(({ body }) => outline(body)[2]?.trim())).toEqual([
      '{http://www.w3.org/2005/08/addressing}To "SE2321000230-DEMOVAS"',
      '{urn:riv:itintegration:registry:1}LogicalAddress "SE2321000230-DEMOVAS"',
    ]);
  });

  it.each([
    ['191212121212', '1.2.752.129.2.1.3.1', false],
    ['196109732393', '1.2.752.129.2.1.3.3', false],
    ['22950606FH20', '1.2.752.74.9.1', true],
    ['20100101014R', '1.2.752.269.1.1', true],
  ])('without care contacts, asked about %s of %s: names the source system: %s', async (id, type, named) => {
    const { received } = await askOnce('rivta21', xml(response('')), { patient: { id, type } });
    expect(received[0]?.body.includes('sourceSystemHSAId')).toBe(named);
  });

  it('goes to the contract’s path below the address, with the platform’s headers and no identity in the URL', async () => {
    const { received } = await askOnce('rivta21', xml(response('')));
    const { method, url, headers } = received[0] ?? {};
    expect(method).toBe('POST');
    expect(url).toBe('/vp/clinicalprocess/healthcond/description/GetDiagnosis/2/rivtabp21');
    expect(headers).toMatchObject({
      'content-type': 'text/xml; charset=UTF-8',
      soapaction: `"${responder}:GetDiagnosis"`,
      'user-agent': 'Test/1',
      'x-skltp-correlation-id': 'correlation-1',
      'x-rivta-original-serviceconsumer-hsaid': 'SE2321000230-DEMOEHR',
      'x-rivta-routing-history': 'SE2321000230-DEMOEHR#SE2321000230-DEMOBRYGGAN',
    });
  });

  it('keeps GetCareContacts’ odd action', async () => {
    const body = soap(
      '<s:GetCareContactsResponse xmlns:s="urn:riv:clinicalprocess:logistics:logistics:GetCareContactsResponder:2"/>',
    );
    const { received, failure } = await askOnce('rivta21', xml(body), { contract: 'GetCareContacts:2' });
    expect(failure).toBeUndefined();
    expect(received[0]?.headers.soapaction).toBe(
      '"urn:riv:ehr:patientsummary:GetCareContactsResponder:2:GetCareContacts"',
    );
  });
});

describe('the answer', () => {
  it('becomes records with a header in the bridge’s shape', async () => {
    const { records, failure } = await askOnce('rivta21', xml(fixture('get-diagnosis.xml')));
    expect(failure).toBeUndefined();
    expect(records).toHaveLength(2);
    expect(records[0]).toEqual({
      contract: 'GetDiagnosis:2',
      header: {
        documentId: 'dia-1',
        sourceSystem: 'SE2321000230-DEMOVAS',
        patient,
        time: '20240301101500',
        careUnit: 'SE2321000230-DEMOVE1',
        careProvider: 'SE2321000230-DEMOVG',
        approvedForPatient: true,
        nullified: false,
      },
      data: expect.objectContaining({
        diagnosisBody: {
          typeOfDiagnosis: 'Huvuddiagnos',
          chronicDiagnosis: true,
          diagnosisTime: '20240301100000',
          diagnosisCode: {
            code: 'I10.9',
            codeSystem: '1.2.752.116.1.1.1.1.3',
            displayName: 'Essentiell hypertoni',
          },
          relatedDiagnosis: [{ documentId: 'dia-2' }],
        },
      }),
    });
    expect(records[1]?.header).toMatchObject({ documentId: 'dia-2', careProvider: undefined });
    expect(records[1]).not.toHaveProperty('problems');
  });

  it.each([
    ['UTF-16 little-endian with BOM', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(fixture('get-diagnosis.xml'))])],
    [
      'UTF-16 big-endian with BOM',
      Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(fixture('get-diagnosis.xml')).swap16()]),
    ],
  ])('may come in %s', async (_, bytes) => {
    const { records } = await askOnce('rivta21', xml(bytes, 'text/xml; charset=UTF-16'));
    expect(records[0]?.data).toMatchObject({
      diagnosisHeader: { accountableHealthcareProfessional: { healthcareProfessionalName: 'Ylva Åström' } },
    });
  });

  it.each([
    ['HTTP', 'text/xml;charset=ISO-8859-1', 'UTF-8'],
    ['the declaration', 'text/xml', 'ISO-8859-1'],
  ])('may come in ISO-8859-1 as %s says', async (_, type, declared) => {
    const text = fixture('get-diagnosis.xml').replace('encoding="UTF-8"', `encoding="${declared}"`);
    const { records } = await askOnce('rivta21', xml(Buffer.from(text, 'latin1'), type));
    expect(records[0]?.data).toMatchObject({
      diagnosisHeader: { accountableHealthcareProfessional: { healthcareProfessionalName: 'Ylva Åström' } },
    });
  });

  it('keeps records that break their contract, with what is wrong', async () => {
    const body = fixture('get-diagnosis.xml').replace('Bidiagnos</', 'Tredjediagnos</');
    const { records, failure } = await askOnce('rivta21', xml(body));
    expect(failure).toBeUndefined();
    expect(records.map(({ problems }) => problems)).toEqual([
      undefined,
      ['diagnosis/diagnosisBody/typeOfDiagnosis must be one of Huvuddiagnos, Bidiagnos'],
    ]);
  });

  it('takes optional elements that a careless producer sends empty as absent', async () => {
    const body = fixture('get-diagnosis.xml')
      .replace('<d:relatedDiagnosis>', '<d:relatedDiagnosis/><d:relatedDiagnosis>')
      .replace(/<d:diagnosisTime>.*?<\/d:diagnosisTime>/, '<d:diagnosisTime/>')
      .replace(/<d:chronicDiagnosis>.*?<\/d:chronicDiagnosis>/, '<d:chronicDiagnosis> </d:chronicDiagnosis>')
      .replace('<d:approvedForPatient>', '<d:legalAuthenticator> </d:legalAuthenticator><d:approvedForPatient>');
    const { records } = await askOnce('rivta21', xml(body));
    expect(records.map(({ problems }) => problems)).toEqual([undefined, undefined]);
    expect(records[0]?.data).not.toHaveProperty('diagnosisHeader.legalAuthenticator');
    expect(records[0]?.data).toHaveProperty('diagnosisBody', {
      typeOfDiagnosis: 'Huvuddiagnos',
      diagnosisCode: expect.objectContaining({ code: 'I10.9' }),
      relatedDiagnosis: [{ documentId: 'dia-2' }],
    });
  });

  it.each([
    ['documentId>dia-1<', 'documentId><', 'diagnosis has no document id'],
    [
      'approvedForPatient>true<',
      'approvedForPatient><',
      'GetDiagnosisResponse/diagnosis/diagnosisHeader/approvedForPatient must be a value of type boolean',
    ],
  ])('does not excuse an empty element that is mandatory: %s', async (whole, empty, expected) => {
    const { records } = await askOnce('rivta21', xml(fixture('get-diagnosis.xml').replace(whole, empty)));
    expect(records[0]?.problems).toContain(expected);
  });

  it('gives the whole records of the very piece in which it becomes unreadable', async () => {
    const body = fixture('get-diagnosis.xml').replace('<!-- a comment between the records -->', '<<');
    const { records, failure } = await askOnce('rivta21', xml(body));
    expect(records.map(({ header }) => header.documentId)).toEqual(['dia-1']);
    expect(failure).toMatchObject({ reason: 'bad-data' });
  });

  it('is refused when the result says so, in the source’s words without identities', async () => {
    const result =
      '<s:result><d:resultCode>ERROR</d:resultCode><d:errorCode>INVALID_REQUEST</d:errorCode><d:logId>1</d:logId>' +
      '<d:message>Patienten 19121212-1212 finns inte i SE2321000230-DEMOVAS</d:message></s:result>';
    const { failure } = await askOnce('rivta21', xml(response(result)));
    expect(failure).toMatchObject({
      reason: 'refused',
      status: 500,
      message: 'Patienten […] finns inte i SE2321000230-DEMOVAS',
    });
  });

  it.each([
    ['', 'no result at all'],
    ['<s:result><d:resultCode>OK</d:resultCode></s:result>', 'a result without logId'],
  ])('is whole with %#', async (result) => {
    expect((await askOnce('rivta21', xml(response(result)))).failure).toBeUndefined();
  });

  it.each([
    ['another contract’s response', soap('<s:GetAlertInformationResponse xmlns:s="urn:riv:x"/>')],
    ['the right name in the wrong namespace', soap('<GetDiagnosisResponse xmlns="urn:riv:x"/>')],
    ['a record under a name that is not the contract’s', response('<s:diagnoses/>')],
    ['a result that nobody can read', response('<s:result><d:resultCode>MAYBE</d:resultCode></s:result>')],
    ['two bodies', soap(`<a/><b/>`)],
    ['an empty body', soap('')],
    ['no bytes at all', ''],
  ])('is bad data if it is %s', async (_, body) => {
    expect((await askOnce('rivta21', xml(body))).failure).toMatchObject({ reason: 'bad-data', status: 502 });
  });
});

function utf16(text: string): Buffer {
  return Buffer.from(text.replace('encoding="UTF-8"', 'encoding="UTF-16"'), 'utf16le');
}
