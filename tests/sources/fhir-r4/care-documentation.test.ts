import { describe, expect, it } from 'vitest';
import { type Answer, patient, reply } from '../record-system.ts';
import { ask, bundle, hsa, json } from './fhir-system.ts';

const base64 = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding).toString('base64');

const document = (more: object = {}) => ({
  resourceType: 'DocumentReference',
  id: 'd1',
  masterIdentifier: { system: 'urn:oid:1.2.752.129.2.1.2.1', value: 'NOTE-1' },
  status: 'current',
  type: { coding: [{ system: 'urn:oid:1.2.752.129.2.2.2.11', code: 'bes' }] },
  date: '2024-05-01T10:00:00+02:00',
  description: 'Besök på mottagningen',
  author: [{ identifier: hsa('SE2321000206-DEMOLAK'), display: 'Lena Ek' }],
  custodian: { identifier: hsa('SE2321000206-DEMOVG') },
  content: [{ attachment: { contentType: 'text/plain; charset=utf-8', data: base64('Mår bättre.') } }],
  ...more,
});

const noteFrom = async (more: object, answer?: Answer) => {
  const { records, failure } = await ask('GetCareDocumentation:3', answer ?? json(bundle([document(more)])));
  expect(failure).toBeUndefined();
  return records[0];
};
const bodyFrom = async (more: object, answer?: Answer) => {
  const record = await noteFrom(more, answer);
  expect(record).not.toHaveProperty('problems');
  return (record as { data: { body: Record<string, unknown> } }).data.body;
};
const attached = (attachment: object) => ({ content: [{ attachment }] });

it.each<[string, object, boolean]>([
  ['when it was written', {}, false],
  ['of what time it is', { date: undefined, context: { period: { start: '2024-05-01T09:00:00+02:00' } } }, false],
  ['nothing but when it was last changed', { date: undefined }, true],
])('a note that says %s', async (_says, more, isUndated) => {
  const record = await noteFrom({ meta: { lastUpdated: '2026-01-01T12:00:00+01:00' }, ...more });
  expect(record?.comparedBy).toEqual(isUndated ? ['', '20260101120000'] : undefined);
});

describe('notes', () => {
  it('have header, kind, title and text', async () => {
    expect(await noteFrom({})).toEqual({
      contract: 'GetCareDocumentation:3',
      header: expect.objectContaining({
        documentId: '1.2.752.129.2.1.2.1/NOTE-1',
        careProvider: 'SE2321000206-DEMOVG',
      }),
      data: {
        header: {
          accessControlHeader: {
            accountableHealthcareProvider: { root: '1.2.752.129.2.1.4.1', extension: 'SE2321000206-DEMOVG' },
            patientId: { root: patient.type, extension: patient.id },
            blockComparisonTime: '20240501100000',
            approvedForPatient: true,
          },
          sourceSystemId: { root: '1.2.752.129.2.1.4.1', extension: 'SE2321000206-DEMOFHIR' },
          record: { id: { root: '1.2.752.129.2.1.2.1', extension: 'NOTE-1' }, timestamp: '20240501100000' },
          author: {
            id: { root: '1.2.752.129.2.1.4.1', extension: 'SE2321000206-DEMOLAK' },
            name: 'Lena Ek',
            timestamp: '20240501100000',
          },
        },
        body: {
          clinicalDocumentNoteCode: {
            code: 'bes',
            codeSystem: '1.2.752.129.2.2.2.11',
            displayName: 'Besöksanteckning',
          },
          clinicalDocumentNoteTitle: 'Besök på mottagningen',
          clinicalDocumentNoteText: 'Mår bättre.',
        },
      },
    });
  });

  it.each([
    [{ coding: [{ system: 'http://loinc.org', code: '18842-5', display: 'Discharge summary' }] }, 'slu'],
    [{ coding: [{ system: 'https://example.org/local', code: 'x' }] }, 'sam'],
    [undefined, 'sam'],
  ])('of type %j are %s', async (type, code) => {
    expect((await bodyFrom({ type })).clinicalDocumentNoteCode).toMatchObject({ code });
  });

  const latin = base64('Å', 'latin1');
  it.each([
    ['Latin-1', { contentType: 'text/plain; charset=ISO-8859-1', data: latin }, { clinicalDocumentNoteText: 'Å' }],
    [
      'bytes that are no UTF-8',
      { contentType: 'text/plain', data: latin },
      { multimediaEntry: { mediaType: 'text/plain', value: latin } },
    ],
    [
      'a PDF',
      { contentType: 'application/pdf', data: base64('%PDF') },
      { multimediaEntry: { mediaType: 'application/pdf', value: base64('%PDF') } },
    ],
    [
      'an address elsewhere',
      { contentType: 'application/pdf', url: 'https://elsewhere.example/1.pdf' },
      { multimediaEntry: { mediaType: 'application/pdf', reference: 'https://elsewhere.example/1.pdf' } },
    ],
  ])('of %s', async (_, attachment, expected) => {
    expect(await bodyFrom(attached(attachment))).toMatchObject(expected);
  });

  const serving =
    (binary: Answer): Answer =>
    (response, request, incoming) =>
      request.url.includes('/Binary/')
        ? binary(response, request, incoming)
        : json(bundle([document(attached({ contentType: 'text/plain', url: 'Binary/b1' }))]))(
            response,
            request,
            incoming,
          );

  it.each([
    ['as itself', (response) => reply(response, 200, 'text/plain', 'Hämtad')],
    ['in JSON', json({ resourceType: 'Binary', id: 'b1', contentType: 'text/plain', data: base64('Hämtad') })],
  ] satisfies [string, Answer][])('at an address of the system are fetched %s', async (_, binary) => {
    expect(await bodyFrom({}, serving(binary))).toMatchObject({ clinicalDocumentNoteText: 'Hämtad' });
  });

  it.each([
    ['too large', (response) => reply(response, 200, 'text/plain', 'x'.repeat(200_000))],
    ['gone', (response) => reply(response, 410, 'text/plain', 'gone')],
    ['broken', (response) => reply(response, 200, 'application/fhir+json', '{"resourceType":')],
  ] satisfies [string, Answer][])('at an address whose content is %s keep the address', async (_, binary) => {
    expect(await bodyFrom({}, serving(binary))).toMatchObject({
      multimediaEntry: { reference: expect.stringMatching(/^http.*Binary.b1$/) },
    });
  });

  it('of five megabytes stay whole', async () => {
    const data = Buffer.alloc(5_000_000, 'x').toString('base64');
    const answer = json(bundle([document(attached({ contentType: 'application/pdf', data }))]));
    const { records } = await ask('GetCareDocumentation:3', answer, {}, { maxAnswerBytes: 50_000_000 });
    expect(records[0]).not.toHaveProperty('problems');
    expect(JSON.stringify(records[0]).length).toBeGreaterThan(data.length);
  });

  it.each(['entered-in-error', 'superseded'])('%s are left out', async (status) => {
    expect(await noteFrom({ status })).toBeUndefined();
  });

  it('with a modifier extension that nobody knows are withheld', async () => {
    const modifierExtension = [{ url: 'https://example.org/not-this-patient', valueBoolean: true }];
    expect((await noteFrom({ modifierExtension }))?.problems?.[0]).toMatch(/modifier extension/);
  });
});
