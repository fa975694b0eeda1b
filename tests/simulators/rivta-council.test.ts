import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ClientSSLSecurity, createClientAsync } from 'soap';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type Contract,
  contractById,
  contracts,
  prefixesFor,
  type RecordFilter,
  writeRoot,
} from '../../src/contracts/index.ts';
import { norrbotten } from '../../src/simulators/index.ts';
import { loadSoapWsdl, parametersFirst } from '../../src/simulators/rivta/soap-wsdl.ts';
import { dayOf } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { createCouncilData } from '../../src/simulators/world/council-data.ts';
import { storyPersons } from '../../src/simulators/world/story-persons.ts';
import { testPki } from '../support/certs.ts';
import { directory, today, tolvan, withCouncils } from './councils.ts';
import { schemaFaults } from './xmllint.ts';

const started = withCouncils({ faultHeader: true });
const data = createCouncilData({ seed: 'norrbryggan', today: dayOf(today) }, await loadCareUnits(directory))[
  norrbotten
];
const saga = { ...tolvan, id: '200001252386' };
const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-rivta-'));
afterAll(() => rmSync(folder, { recursive: true }));

const description = 'urn:riv:clinicalprocess:healthcond:description';
const logistics = 'urn:riv:clinicalprocess:logistics:logistics';

interface Question {
  readonly name?: string;
  readonly domain?: string;
  readonly address?: string;
  readonly before?: string;
  readonly after?: string;
  readonly id?: string;
}

/** The call of the specification, by hand. */
const question = ({
  name = 'GetDiagnosis',
  domain = description,
  address = norrbotten,
  before = '',
  after = '',
  id = tolvan.id,
}: Question) =>
  `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
      xmlns:r="urn:riv:itintegration:registry:1" xmlns:s="${domain}:${name}Responder:2" xmlns:t="${domain}:2">
    <soapenv:Header><r:LogicalAddress>${address}</r:LogicalAddress></soapenv:Header>
    <soapenv:Body>
      <s:${name}>${before}
        <s:patientId><t:id>${id}</t:id><t:type>1.2.752.129.2.1.3.1</t:type></s:patientId>${after}
      </s:${name}>
    </soapenv:Body>
  </soapenv:Envelope>`;

const ask = (parts: Question, headers: Record<string, string> = {}) =>
  started.client.post(started.councils.urls[norrbotten] ?? '', question(parts), {
    'content-type': 'text/xml; charset=UTF-8',
    soapaction: '"whatever"',
    ...headers,
  });

const bodyOf = (answer: string): string => /<soap:Body>([\s\S]*)<\/soap:Body>/.exec(answer)?.[1] ?? '';
const all = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<ns\\d:${element}>([^<]*)</ns\\d:${element}>`, 'g'))].map(([, text = '']) => text);

/** Any contract's question, by its own definition. */
const asking = (contract: Contract, filter: Partial<RecordFilter> = {}): string => {
  const request = contract.requestFor({
    patient: tolvan,
    period: undefined,
    careUnits: [],
    sourceSystem: undefined,
    careContacts: [],
    ...filter,
  });
  const body = writeRoot(
    contract.namespace,
    contract.name,
    contract.request,
    request,
    prefixesFor(contract.namespace, contract.request),
  );
  return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><LogicalAddress xmlns="urn:riv:itintegration:registry:1">${norrbotten}</LogicalAddress></e:Header><e:Body>${body}</e:Body></e:Envelope>`;
};

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (_id, contract) => {
  const call = (filter?: Partial<RecordFilter>) =>
    started.client.post(started.councils.urls[norrbotten] ?? '', asking(contract, filter), {
      'content-type': 'text/xml; charset=UTF-8',
    });
  const patient = contract.name === 'GetMaternityMedicalHistory' ? saga : tolvan;

  it('is answered with its own root element on the wire, valid against the schema', async () => {
    const { status, contentType, body } = await call({ patient });
    expect([status, contentType]).toEqual([200, expect.stringMatching(/^text\/xml; *charset=utf-8$/i)]);
    const content = bodyOf(body);
    const [, prefix, local] = /^<(\w+):(\w+)/.exec(content) ?? [];
    expect(local).toBe(`${contract.name}Response`);
    expect(content.slice(0, content.indexOf('>'))).toContain(`xmlns:${prefix}="${contract.namespace}"`);
    expect(content.split(`<${prefix}:${contract.itemElement}>`).length).toBeGreaterThan(1);
    expect(schemaFaults(contract.schema.file, content)).toBe('');
  });

  it('can be answered with more than anybody wants', async () => {
    const message = asking(contract);
    const answer = await started.client.open(started.councils.urls[norrbotten] ?? '', message, {
      'content-type': 'text/xml; charset=UTF-8',
      'x-demo-fault': 'huge',
    });
    let received = 0;
    for await (const piece of answer) {
      received += piece.length;
      if (received > 3_000_000) break;
    }
    expect(received).toBeGreaterThan(3_000_000);
  });

  it('is answered with nothing, valid against the schema, about somebody nobody knows', async () => {
    const { status, body } = await call({ patient: { ...tolvan, id: '180001010008' } });
    expect(status).toBe(200);
    expect(bodyOf(body)).not.toContain(`:${contract.itemElement}>`);
    expect(schemaFaults(contract.schema.file, bodyOf(body))).toBe('');
  });
});

describe('GetCareDocumentation 3', () => {
  const contract = contractById('GetCareDocumentation:3') as Contract;
  const call = async (filter: Partial<RecordFilter>) => {
    const { body } = await started.client.post(started.councils.urls[norrbotten] ?? '', asking(contract, filter), {
      'content-type': 'text/xml; charset=UTF-8',
    });
    expect(schemaFaults(contract.schema.file, bodyOf(body))).toBe('');
    return body;
  };
  const notes = (id: string): number => data.records(id)?.('GetCareDocumentation:3').length ?? 0;
  const talkative = data.patients.find(({ identity }) => notes(identity.id) > 130)?.identity ?? tolvan;

  it('is answered in parts, newest first, and the rest is had for the reference', async () => {
    const first = await call({ patient: talkative });
    const [reference = ''] = all(first, 'reference');
    expect(all(first, 'logicalAddress')).toEqual([norrbotten]);
    const rest = await call({ patient: talkative, specific: { hasMoreReference: reference } });
    const times = [first, rest].flatMap((part) => all(part, 'blockComparisonTime'));
    expect(times.length).toBe(notes(talkative.id));
    expect(times).toEqual(times.toSorted().toReversed());
    expect(all(rest, 'reference')).toEqual([]);
  });

  it('is whole where an interval is asked for, and refuses a reference it never gave', async () => {
    const whole = await call({ patient: talkative, period: { start: '19000101', end: '20991231' } });
    expect(all(whole, 'blockComparisonTime').length).toBe(notes(talkative.id));
    expect(all(await call({ specific: { hasMoreReference: 'unknown' } }), 'resultCode')).toEqual(['ERROR']);
  });
});

describe('a national reserve number', () => {
  const linnea = storyPersons.linnea.identity;
  const contract = contractById('GetCareDocumentation:2') as Contract;
  const results = async (sourceSystem: string | undefined) => {
    const message = asking(contract, { patient: linnea, sourceSystem });
    const answer = await started.client.post(started.councils.urls[norrbotten] ?? '', message, {
      'content-type': 'text/xml; charset=UTF-8',
    });
    return [all(answer.body, 'resultCode'), all(answer.body, 'documentId').length];
  };

  it('is answered where the system is asked by name, and nowhere else', async () => {
    expect(await results(undefined)).toEqual([['ERROR'], 0]);
    const [code, records] = await results(norrbotten);
    expect(code).toEqual(['OK']);
    expect(records).toBeGreaterThan(2);
  });
});

describe('GetDiagnosis 2', () => {
  it('says OK with a log id that tells nothing, also about a patient nobody knows', async () => {
    const { body } = await ask({ id: '200302022389'.replace('2003', '1803') });
    expect(all(body, 'resultCode')).toEqual(['OK']);
    expect(all(body, 'logId')[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(all(body, 'documentId')).toEqual([]);
  });

  it('filters by care units, any of them', async () => {
    const units = [...new Set(all((await ask({})).body, 'healthcareProfessionalCareUnitHSAId'))];
    expect(units.length).toBeGreaterThan(2);
    const wanted = units.slice(0, 2);
    const { body } = await ask({ before: wanted.map((unit) => `<s:careUnitHSAId>${unit}</s:careUnitHSAId>`).join('') });
    expect(new Set(all(body, 'healthcareProfessionalCareUnitHSAId'))).toEqual(new Set(wanted));
  });

  it('filters by days: author, signature or diagnosis time, both ends included', async () => {
    const day = (all((await ask({})).body, 'diagnosisTime')[3] ?? '').slice(0, 8);
    const { body } = await ask({ after: period(day, day) });
    const records = body.split('<ns0:diagnosis>').slice(1);
    expect(records.length).toBeGreaterThan(0);
    for (const record of records)
      expect(
        [...all(record, 'diagnosisTime'), ...all(record, 'authorTime'), ...all(record, 'signatureTime')].map((time) =>
          time.slice(0, 8),
        ),
      ).toContain(day);
    expect(all((await ask({ after: period('19800101', '19800102') })).body, 'documentId')).toEqual([]);
  });

  it('filters by care contact when the source system is named', async () => {
    const contact = all((await ask({})).body, 'careContactId')[0];
    const source = `<s:sourceSystemHSAId>${norrbotten}</s:sourceSystemHSAId>`;
    const { body } = await ask({ after: `${source}<s:careContactId>${contact}</s:careContactId>` });
    expect(new Set(all(body, 'careContactId'))).toEqual(new Set([contact]));
  });

  it.each([
    ['a care contact without source system', '<s:careContactId>x</s:careContactId>'],
    ['another source system than the address', '<s:sourceSystemHSAId>SE2321000222-DEMONCS</s:sourceSystemHSAId>'],
  ])('answers INVALID_REQUEST and nothing else to %s', async (_case, after) => {
    const { status, body } = await ask({ after });
    expect(status).toBe(200);
    expect(all(body, 'resultCode')).toEqual(['ERROR']);
    expect(all(body, 'errorCode')).toEqual(['INVALID_REQUEST']);
    expect(all(body, 'documentId')).toEqual([]);
  });
});

it('has no result in GetCareContacts to say INVALID_REQUEST in: a fault', async () => {
  const { status, body } = await ask({
    name: 'GetCareContacts',
    domain: logistics,
    after: '<s:careContactId>x</s:careContactId>',
  });
  expect([status, body]).toEqual([500, expect.stringContaining('<faultcode>soap:Client</faultcode>')]);
});

it.each([
  ['another address', question({ address: 'SE2321000222-DEMONCS' })],
  ['no address', question({}).replace(/<soapenv:Header>.*<\/soapenv:Header>/s, '')],
  ['an address in the wrong namespace', question({}).replace('itintegration:registry:1', 'itintegration:registry:2')],
  [
    'the right name in the wrong namespace',
    question({}).replaceAll('GetDiagnosisResponder:2', 'GetDiagnosisResponder:3'),
  ],
  ['another name in the right namespace', question({}).replaceAll('s:GetDiagnosis>', 's:GetDiagnoses>')],
  ['no patient', question({}).replace(/<s:patientId>.*<\/s:patientId>/s, '')],
  [
    'a period that is none',
    question({ after: '<s:timePeriod><t:start>now</t:start><t:end>then</t:end></s:timePeriod>' }),
  ],
  ['something that is not XML', 'patientId=191212121212'],
  ['a document type', `<!DOCTYPE x>${question({})}`],
])('answers %s with a SOAP fault', async (_case, body) => {
  const answer = await started.client.post(started.councils.urls[norrbotten] ?? '', body, {
    'content-type': 'text/xml',
  });
  expect(answer.status).toBe(500);
  expect(answer.body).toMatch(/<soap:Fault><faultcode>soap:Client<\/faultcode><faultstring>[^<]+<\/faultstring>/);
});

describe('WSDLs for the soap package', () => {
  it('put the body part first in requests and change nothing else', () => {
    const message =
      '<wsdl:message name="A"><wsdl:part name="LogicalAddress" element="r:L"/><wsdl:part name="parameters" element="s:A"/></wsdl:message>';
    expect(parametersFirst(`<x>${message}<y/>`)).toBe(
      '<x><wsdl:message name="A"><wsdl:part name="parameters" element="s:A"/><wsdl:part name="LogicalAddress" element="r:L"/></wsdl:message><y/>',
    );
  });

  it('let its client call with the right root element in the body', async () => {
    const pki = await testPki();
    const { xml } = await loadSoapWsdl(contracts[0] as Contract);
    const file = join(folder, 'get-diagnosis.wsdl');
    writeFileSync(file, xml.replaceAll('schemaLocation="', `schemaLocation="${resolve('wsdl')}/`));
    const client = await createClientAsync(file, {}, started.councils.urls[norrbotten]);
    client.setSecurity(
      new ClientSSLSecurity(pki.file('bridge-client.key'), pki.file('bridge-client.crt'), pki.file('ca.crt')),
    );
    client.addSoapHeader(
      `<r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${norrbotten}</r:LogicalAddress>`,
    );
    const [answer, , , sent] = await client.GetDiagnosisAsync({ patientId: tolvan });
    expect(sent).toMatch(
      /<soap:Body><tjsr:GetDiagnosis xmlns:tjsr="urn:riv:clinicalprocess:healthcond:description:GetDiagnosisResponder:2"/,
    );
    expect(answer.result.resultCode).toBe('OK');
    expect(answer.diagnosis.length).toBeGreaterThan(5);
  });
});

function period(start: string, end: string): string {
  return `<s:timePeriod><t:start>${start}</t:start><t:end>${end}</t:end></s:timePeriod>`;
}
