import { describe, expect, it } from 'vitest';
import { askOnce, outline, reply } from '../record-system.ts';
import { ask, composition, extract, namespace, response, system, xml } from './extract-system.ts';

const envelope = 'http://schemas.xmlsoap.org/soap/envelope/';

describe('the request on the wire', () => {
  it.each([
    ['GetDiagnosis:2', 'dia'],
    ['GetAlertInformation:2', 'upp'],
    ['GetCareContacts:2', 'vko'],
    ['GetCareDocumentation:2', 'voo'],
    ['GetMedicationHistory:2', 'lkm-ord'],
    ['GetLaboratoryOrderOutcome:3', 'und-kkm-kli'],
    ['GetImagingOutcome:1', 'und-bdi'],
    ['GetReferralOutcome:3', 'und-kon'],
  ] as const)('for %s asks for %s, elements in schema order and no SOAP header', async (contract, meaning) => {
    const { received, records, failure } = await ask(contract, response(''), {
      id: 'transaction <1>',
      period: { start: '20240101', end: '20241231' },
      careUnits: ['SE2321000222-DEMOVE1'],
    });
    expect({ records, failure }).toEqual({ records: [], failure: undefined });
    expect(outline(received[0]?.body ?? '')).toEqual([
      `{${envelope}}Envelope`,
      `  {${envelope}}Body`,
      `    {${namespace}}RIV13606REQUEST_EHR_EXTRACT_request`,
      `      {${namespace}}subject_of_care_id root=1.2.752.129.2.1.3.1 extension=191212121212`,
      `      {${namespace}}time_period lowClosed=true highClosed=true`,
      `        {${namespace}}low value=20240101`,
      `        {${namespace}}high value=20241231`,
      `      {${namespace}}meanings code=${meaning} codeSystem=1.2.752.129.2.2.2.1`,
      `      {${namespace}}parameters`,
      `        {${namespace}}name value=hsa_id`,
      `        {${namespace}}value value=SE2321000222-DEMONCS`,
      `      {${namespace}}parameters`,
      `        {${namespace}}name value=transaction_id`,
      `        {${namespace}}value value=transaction <1>`,
      `      {${namespace}}parameters`,
      `        {${namespace}}name value=version`,
      `        {${namespace}}value value=1.1`,
    ]);
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: '/',
      headers: {
        'content-type': 'text/xml; charset=UTF-8',
        soapaction: '"urn:riv13606:v1.1:RIV13606REQUEST_EHR_EXTRACT"',
        'x-rivta-original-serviceconsumer-hsaid': 'SE2321000230-DEMOEHR',
      },
    });
  });

  it('asks on with every continuation token until there is none', async () => {
    const pages = [
      response(
        `${extract(composition({ kind: 'dia', entry: 'dia-dia', id: 'A' }))}<continuation_token value="t&amp;1"/>`,
      ),
      response(`${extract(composition({ kind: 'dia', entry: 'dia-dia', id: 'B' }))}<continuation_token value="t2"/>`),
      response(extract(composition({ kind: 'dia', entry: 'dia-dia', id: 'C' }))),
    ];
    const { received, records, failure } = await askOnce(
      'riv13606',
      (answer) => reply(answer, 200, 'text/xml', pages.shift() ?? ''),
      system,
    );
    expect(failure).toBeUndefined();
    expect(records.map(({ header }) => header.documentId)).toEqual(['A', 'B', 'C']);
    expect(received.map(({ headers }) => String(headers.soapaction).replace(/^.*:|"/g, ''))).toEqual([
      'RIV13606REQUEST_EHR_EXTRACT',
      'RIV13606REQUEST_EHR_EXTRACT_CONTINUATION',
      'RIV13606REQUEST_EHR_EXTRACT_CONTINUATION',
    ]);
    expect(outline(received[1]?.body ?? '').slice(2)).toEqual([
      `    {${namespace}}RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request`,
      `      {${namespace}}continuation_token value=t&1`,
    ]);
  });

  it('gives up on a token that comes twice', async () => {
    const { failure, received } = await ask('GetDiagnosis:2', response('<continuation_token value="again"/>'));
    expect(failure).toMatchObject({ reason: 'bad-data' });
    expect(received).toHaveLength(2);
  });
});

describe('packed as GetEhrExtract', () => {
  const responder = 'urn:riv:ehr:patientsummary:GetEhrExtractResponder:1';
  const types = 'urn:riv:ehr:patientsummary:1';
  const packed = (content: string) =>
    response(content)
      .replace(/r:RIV13606REQUEST_EHR_EXTRACT_response/g, 'r:GetEhrExtractResponse')
      .replace(`xmlns:r="${namespace}" xmlns="${namespace}"`, `xmlns:r="${responder}" xmlns="${types}"`)
      .replace(/(<\/?)(ehr_extract|continuation_token)\b/g, '$1r:$2');
  const asked = (body: string) =>
    askOnce(
      'riv13606',
      xml(body),
      { ...system, period: { start: '20240101', end: '20241231' } },
      { extract: 'GetEhrExtract' },
    );

  it('it is asked for by logical address, and what stands in the message directly is the contract’s', async () => {
    const { received } = await asked(packed(''));
    expect(outline(received[0]?.body ?? '')).toEqual([
      `{${envelope}}Envelope`,
      `  {${envelope}}Header`,
      '    {urn:riv:itintegration:registry:1}LogicalAddress "SE2321000222-DEMONCS"',
      `  {${envelope}}Body`,
      `    {${responder}}GetEhrExtract`,
      `      {${responder}}subject_of_care_id root=1.2.752.129.2.1.3.1 extension=191212121212`,
      `      {${responder}}time_period lowClosed=true highClosed=true`,
      `        {${types}}low value=20240101`,
      `        {${types}}high value=20241231`,
      `      {${responder}}meanings code=dia codeSystem=1.2.752.129.2.2.2.1`,
      ...['hsa_id', 'transaction_id', 'version'].flatMap((name) => [
        `      {${responder}}parameters`,
        `        {${types}}name value=${name}`,
        expect.stringContaining(`        {${types}}value value=`),
      ]),
    ]);
    expect(received[0]?.headers).toMatchObject({
      soapaction: `"${responder}:GetEhrExtract"`,
      'x-rivta-routing-history': expect.stringContaining('#'),
    });
  });

  it('its records are those of the service of NPÖ', async () => {
    const content = extract(composition({ kind: 'dia', entry: 'dia-dia', id: 'A' }));
    const { records, failure } = await asked(packed(content));
    expect(failure).toBeUndefined();
    expect(records).toEqual((await ask('GetDiagnosis:2', response(content))).records);
  });

  it('an answer that would be continued is no whole one', async () => {
    const { failure, received } = await asked(packed('<continuation_token value="more"/>'));
    expect(failure).toMatchObject({ reason: 'bad-data' });
    expect(received).toHaveLength(1);
  });

  it('is not what the service of NPÖ answers', async () => {
    expect((await asked(response(''))).failure).toMatchObject({ reason: 'bad-data' });
    expect((await ask('GetDiagnosis:2', packed(''))).failure).toMatchObject({ reason: 'bad-data' });
  });
});

describe('what the source says about its answer', () => {
  it('E is a refusal', async () => {
    const detail =
      '<response_detail type_code="E"><code code="INTERNAL"/><text value="Fel för 191212121212"/></response_detail>';
    expect((await ask('GetDiagnosis:2', response(detail))).failure).toMatchObject({
      reason: 'refused',
      status: 500,
      message: 'INTERNAL: Fel för […]',
    });
  });

  it.each([
    ['W', ['source-warned'], '<response_detail type_code="W"><text value="långsamt"/></response_detail>'],
    ['I', [], '<response_detail type_code="I"><code code="NOINSTANCE"/><text value="inget"/></response_detail>'],
  ])('%s is not, but a warning is passed on: %s', async (_, notes, detail) => {
    const { records, parts, failure } = await ask(
      'GetDiagnosis:2',
      response(extract(composition({ kind: 'dia', entry: 'dia-dia' })) + detail),
    );
    expect(failure).toBeUndefined();
    expect(records).toHaveLength(1);
    expect(parts.flatMap((part) => (part.kind === 'note' ? part.note : []))).toEqual(notes);
  });
});

describe('a very long extract', () => {
  it('gives its records though the names come too late', async () => {
    const many = Array.from({ length: 5_001 }, (_, index) =>
      composition({ kind: 'dia', entry: 'dia-dia', id: `ID-${index}` }),
    );
    const { records } = await askOnce('riv13606', xml(response(extract(many.join('')))), system, {
      maxAnswerBytes: 10_000_000,
    });
    expect(new Set(records.map(({ header }) => header.documentId)).size).toBe(5_001);
  });
});
