import { describe, expect, it } from 'vitest';
import { type Answer, reply } from '../record-system.ts';
import { ask, bundle, json } from './fhir-system.ts';

describe('the request on the wire', () => {
  it('is a search by form, with the identity in the body alone', async () => {
    const { received } = await ask('GetDiagnosis:2', json(bundle([])), {}, {});
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: '/Condition/_search',
      headers: {
        accept: 'application/fhir+json',
        'content-type': 'application/x-www-form-urlencoded',
        'x-skltp-correlation-id': 'correlation-1',
        'user-agent': 'Test/1',
      },
    });
    expect(Object.fromEntries(new URLSearchParams(received[0]?.body))).toEqual({
      'patient.identifier': 'http://electronichealth.se/identifier/personnummer|191212121212',
      _revinclude: 'Provenance:target',
    });
  });

  it.each([
    ['GetDiagnosis:2', ['/Condition/_search']],
    ['GetCareContacts:3', ['/Encounter/_search']],
    ['GetAlertInformation:2', ['/Flag/_search', '/AllergyIntolerance/_search']],
  ] as const)('%s searches %s', async (contract, urls) => {
    const { received } = await ask(contract, json(bundle([])));
    expect(received.map(({ url }) => url)).toEqual(urls);
  });
});

describe('paging', () => {
  const condition = (id: string) => ({ resourceType: 'Condition', id, recordedDate: '2024-01-01' });

  it('follows opaque links as they are, and links that repeat the identity as a form', async () => {
    const pages = [
      bundle([condition('a')], '/fhir/page?token=abc'),
      bundle([condition('b')], 'Condition?patient.identifier=x%7C191212121212&page=3'),
      bundle([condition('c')]),
    ];
    const { records, received } = await ask('GetDiagnosis:2', (response) =>
      reply(response, 200, 'application/fhir+json', JSON.stringify(pages.shift())),
    );
    expect(records.map(({ header }) => header.documentId)).toEqual(['a', 'b', 'c']);
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /Condition/_search',
      'GET /fhir/page?token=abc',
      'POST /Condition/_search',
    ]);
    expect(received[2]?.body).toBe('patient.identifier=x%7C191212121212&page=3');
  });

  it.each(['https://elsewhere.example.se/page2', 'http://127.0.0.1:1/page2', 'http://['])(
    'does not go to %s; what came before stays',
    async (next) => {
      const { records, failure, received } = await ask('GetDiagnosis:2', json(bundle([condition('a')], next)));
      expect(failure).toMatchObject({ reason: 'bad-data' });
      expect(records).toHaveLength(1);
      expect(received).toHaveLength(1);
    },
  );

  it('gives up on pages that lead in a circle', async () => {
    const { failure, received } = await ask('GetDiagnosis:2', json(bundle([], '/page2')));
    expect(failure).toMatchObject({ reason: 'bad-data' });
    expect(received).toHaveLength(2);
  });

  it('counts the bytes of all pages together', async () => {
    let page = 0;
    const answer: Answer = (response) => {
      page += 1;
      reply(response, 200, 'application/fhir+json', JSON.stringify(bundle([condition('x'.repeat(900))], `/p${page}`)));
    };
    const { failure } = await ask('GetDiagnosis:2', answer, {}, { maxAnswerBytes: 5_000 });
    expect(failure).toMatchObject({ reason: 'bad-data', message: 'The answer is larger than 5000 bytes.' });
    expect(page).toBeLessThan(7);
  });
});

it.each([
  ['nested without end', `{"resourceType":"Bundle","entry":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['with a prototype in it', '{"__proto__":{"resourceType":"Bundle"},"resourceType":"Patient"}'],
  ['that stops', '{"resourceType":"Bundle","entry":['],
])('JSON %s is bad data', async (_what, text) => {
  const { records, failure } = await ask('GetDiagnosis:2', (response) =>
    reply(response, 200, 'application/fhir+json', text),
  );
  expect([records, failure?.reason]).toEqual([[], 'bad-data']);
});

describe('refusals', () => {
  const outcome = (severity: string) => ({
    resourceType: 'OperationOutcome',
    issue: [{ severity, code: 'forbidden', details: { text: 'Ingen åtkomst till 191212121212' } }],
  });

  it('are told by the OperationOutcome of an HTTP error', async () => {
    const { failure } = await ask('GetDiagnosis:2', (response) =>
      reply(response, 403, 'application/fhir+json', JSON.stringify(outcome('error'))),
    );
    expect(failure).toMatchObject({ reason: 'refused', status: 403, message: 'Ingen åtkomst till […]' });
  });

  it('may hide in a success, alone or among the entries', async () => {
    expect((await ask('GetDiagnosis:2', json(outcome('fatal')))).failure).toMatchObject({
      reason: 'refused',
      status: 500,
    });
    const among = await ask(
      'GetDiagnosis:2',
      json(bundle([{ resourceType: 'Condition', id: 'a', recordedDate: '2024-01-01' }, outcome('error')])),
    );
    expect(among.failure).toMatchObject({ reason: 'refused' });
    expect(among.records).toHaveLength(1);
  });

  it('are not seen in warnings', async () => {
    expect((await ask('GetDiagnosis:2', json(bundle([outcome('warning')])))).failure).toBeUndefined();
  });

  it.each([
    ['JSON that is none', '{"resourceType":"Bundle","entry":[{"resource":{"id":"191212121212"'],
    ['another resource', '{"resourceType":"Patient"}'],
    ['a Bundle of the wrong form', '{"resourceType":"Bundle","entry":{}}'],
    ['null', 'null'],
    ['bytes that are no UTF-8', Buffer.from('"191212121212å"', 'latin1')],
  ])('%s is bad data, and its content goes no further', async (_, body) => {
    const { failure } = await ask('GetDiagnosis:2', json(body));
    expect(failure).toMatchObject({ reason: 'bad-data', status: 502 });
    expect(JSON.stringify([failure?.message, String(failure?.cause)])).not.toContain('1912');
  });
});
