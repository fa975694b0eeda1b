import type { Bundle, Composition, FhirResource, OperationOutcome } from 'fhir/r4';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Contract, contractById, contractPath } from '../../../src/contracts/index.ts';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { soapHeaders, soapRequest } from '../../support/soap-messages.ts';
import { tolvan } from './samples.ts';
import { bundleFaults } from './structure.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.sources.find(({ hsaId }: { hsaId: string }) => hsaId === addresses.vasterbotten).timeoutMs = 5_000;
    },
  });
});
afterEach(() => running.councils.setFault(addresses.vasterbotten, undefined));
afterAll(() => running?.close());

const diagnosisCategory = 'http://terminology.hl7.org/CodeSystem/condition-category|encounter-diagnosis';
const patient = `patient.identifier=${encodeURIComponent(`http://electronichealth.se/identifier/personnummer|${tolvan.id}`)}`;

async function search(type: string, form = `${patient}&_count=250`) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const {
    status,
    body,
    headers: sent,
  } = await running.call('ehr-norrbotten', `/fhir/${type}/_search`, { headers, body: form });
  return { status, correlationId: String(sent['x-request-id']), bundle: JSON.parse(body) as Bundle };
}

function ofMode(bundle: Bundle, mode: string): FhirResource[] {
  return (bundle.entry ?? []).flatMap((entry) => (entry.search?.mode === mode ? [entry.resource as FhirResource] : []));
}

/** What a record is known by on both faces: its source and document id. */
const fromFhir = (bundle: Bundle): string[] =>
  ofMode(bundle, 'match')
    .map(
      (resource) =>
        `${resource.meta?.source?.split('/').at(-1)} ${(resource as { identifier: { value: string }[] }).identifier[0]?.value}`,
    )
    .sort();
const fromSoap = (xml: string): string[] =>
  [...xml.matchAll(/:documentId>([^<]+)<.*?:sourceSystemHSAId>([^<]+)</gs)]
    .map(([, id, source]) => `${source} ${id}`)
    .sort();

async function soap(contract: Contract): Promise<string> {
  return (
    await running.call('ehr-norrbotten', contractPath(contract), {
      headers: soapHeaders,
      body: soapRequest({ contract }),
    })
  ).body;
}

describe('the three councils over FHIR', () => {
  it.each([
    ['Condition', 'GetDiagnosis:2', `&category=${encodeURIComponent(diagnosisCategory)}`],
    ['Flag', 'GetAlertInformation:2', ''],
    ['Encounter', 'GetCareContacts:3', ''],
  ])('%s: well-formed, and the very records that SOAP gives', async (type, id, narrower) => {
    const contract = contractById(id as Contract['id']) ?? expect.fail();
    const { status, bundle } = await search(type, `${patient}&_count=250${narrower}`);
    expect(status).toBe(200);
    expect(bundleFaults(bundle)).toEqual([]);
    expectValidResource(bundle);
    const records = fromFhir(bundle);
    expect(new Set(records.map((record) => record.split(' ')[0]))).toEqual(
      new Set([addresses.norrbotten, addresses.vasterbotten, addresses.vasternorrland]),
    );
    expect(records).toEqual(fromSoap(relatedLeftOut(await soap(contract))));
  });

  it('AllergyIntolerance is well-formed and can be read by its id', async () => {
    const { bundle } = await search('AllergyIntolerance');
    expect(bundleFaults(bundle)).toEqual([]);
    expectValidResource(bundle);
    const [first] = ofMode(bundle, 'match');
    const read = await running.call('ehr-norrbotten', `/fhir/AllergyIntolerance/${first?.id}`, { method: 'GET' });
    expect(JSON.parse(read.body)).toEqual(first);
  });

  it('a hung council is named, and the others are there', async () => {
    await running.councils.setFault(addresses.vasterbotten, { kind: 'hang' });
    const { status, bundle } = await search('Condition');
    expect(status).toBe(200);
    const [outcome] = ofMode(bundle, 'outcome') as OperationOutcome[];
    const warning = outcome?.issue.find((issue) => issue.severity === 'warning');
    expect(warning).toMatchObject({ code: 'timeout' });
    expect(warning?.details?.text).toContain(addresses.vasterbotten);
    expect(new Set(fromFhir(bundle).map((record) => record.split(' ')[0]))).toEqual(
      new Set([addresses.norrbotten, addresses.vasternorrland]),
    );
  });

  it('the summary is a valid document of all councils, and names the one that hangs', async () => {
    const parameter = { name: 'identifier', valueString: `urn:oid:1.2.752.129.2.1.3.1|${tolvan.id}` };
    const ask = async () => {
      const { status, body } = await running.call('ehr-norrbotten', '/fhir/Patient/$summary', {
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify({ resourceType: 'Parameters', parameter: [parameter] }),
      });
      expect(status).toBe(200);
      return JSON.parse(body) as Bundle;
    };
    const bundle = await ask();
    expectValidResource(bundle);
    const types = new Set(bundle.entry?.map(({ resource }) => resource?.resourceType));
    for (const type of ['Composition', 'Patient', 'Condition', 'AllergyIntolerance']) expect(types).toContain(type);
    const statement = (document: Bundle) => (document.entry?.[0]?.resource as Composition | undefined)?.text?.div;
    await running.councils.setFault(addresses.vasterbotten, { kind: 'hang' });
    expect(statement(await ask())).toContain(`(${addresses.vasterbotten}) svarade inte i tid`);
  });

  it('the access is on the log, and so is a refused one', async () => {
    const { correlationId } = await search('Encounter');
    const refused = await running.call(undefined, '/fhir/Encounter/_search', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-request-id': 'no-certificate-1' },
      body: patient,
    });
    expect(refused.status).toBe(401);
    const entries = await running.log();
    const access = entries.find((entry) => entry.correlationId === correlationId && entry.kind !== 'refusal');
    expect(access).toMatchObject({ face: 'fhir', contract: 'GetCareContacts:3', patient: tolvan });
    const refusal = entries.find((entry) => entry.correlationId === 'no-certificate-1');
    expect(refusal).toMatchObject({ face: 'fhir', kind: 'refusal', code: 'CERT_MISSING' });
  });
});

/** Related documents carry a documentId too, which is no record's own. */
function relatedLeftOut(xml: string): string {
  return xml.replace(/<(\w+):(relatedDiagnosis|relatedAlertInformation)>.*?<\/\1:\2>/gs, '');
}
