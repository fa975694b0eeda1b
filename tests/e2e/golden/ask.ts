import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4';
import { expect } from 'vitest';
import {
  type Contract,
  contractPath,
  createContractReader,
  type Days,
  prefixesFor,
  writeRoot,
} from '../../../src/contracts/index.ts';
import { offeredTypes } from '../../../src/faces/fhir/served/index.ts';
import { informationTypeOf } from '../../../src/riv13606/index.ts';
import { createSoapReader } from '../../../src/xml/index.ts';
import type { RunningBridge } from '../../support/running-bridge.ts';
import { soapHeaders } from '../../support/soap-messages.ts';

/** Whom and what time a question is about. */
export interface Subject {
  readonly patient: string;
  readonly period: Days;
}

const personnummer = '1.2.752.129.2.1.3.1';
const documents = '1.2.752.129.2.1.2.1';
const correlation = { 'x-skltp-correlation-id': 'golden' };
const caller = 'ehr-norrbotten';

/** An answer over the RIV-TA face with one record of it left, and that record's document id. */
export interface OneRecord {
  readonly envelope: string;
  /** The response element alone. */
  readonly body: string;
  readonly documentId: string;
}

/** Keeps the record that says most: the longest. */
export async function askRivta(
  running: RunningBridge,
  contract: Contract,
  source: string,
  { patient, period }: Subject,
): Promise<OneRecord> {
  const { namespace, name, request: type } = contract;
  const filter = { patient: { id: patient, type: personnummer }, period };
  const request = contract.requestFor({ ...filter, careUnits: [], sourceSystem: undefined, careContacts: [] });
  const root = writeRoot(namespace, name, type, request, prefixesFor(namespace, type));
  const header = `<r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${source}</r:LogicalAddress>`;
  const answer = await running.call(caller, contractPath(contract), {
    headers: { ...soapHeaders, ...correlation },
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>${header}</e:Header><e:Body>${root}</e:Body></e:Envelope>`,
  });
  expect(answer, answer.body).toMatchObject({ status: 200 });
  const element = new RegExp(`<(\\w+:)?${contract.itemElement}[ >].*?</\\1?${contract.itemElement}>`, 'gs');
  const records = [...answer.body.matchAll(element)].map(([record]) => record);
  const chosen = records.toSorted((a, b) => b.length - a.length)[0];
  if (!chosen) throw new Error(`${source} has no record of ${contract.id} in the time asked for: ask about another.`);
  const envelope = answer.body.replace(element, (record) => (record === chosen ? record : ''));
  return { envelope, body: bodyOf(envelope), documentId: documentIdIn(envelope, contract) };
}

export function bodyOf(envelope: string): string {
  return /<(?:\w+:)?Body>(.*)<\/(?:\w+:)?Body>/s.exec(envelope)?.[1] ?? '';
}

function documentIdIn(envelope: string, contract: Contract): string {
  const ids: string[] = [];
  const limits = { depth: 100, elements: 100_000, textLength: 10_000_000 };
  const reader = createSoapReader(
    {
      body: () =>
        createContractReader(contract.response, contract.name, {
          records: {
            element: contract.itemElement,
            each: ({ value }) => ids.push(contract.headerOf(value as Parameters<Contract['headerOf']>[0]).documentId),
          },
          done: () => undefined,
        }),
    },
    limits,
  );
  reader.write(envelope);
  reader.end();
  return ids[0] ?? expect.fail('The record has no document id.');
}

/** A search for the same record over FHIR, of the first resource type in which it is found. */
export async function askFhir(
  running: RunningBridge,
  contract: Contract,
  source: string,
  { patient }: Subject,
  documentId: string,
): Promise<Bundle> {
  const types = offeredTypes(running.config.sources).filter(({ origins }) =>
    origins.some(({ mapping }) => mapping.contract === contract.id),
  );
  for (const { type } of types) {
    const asked = new URLSearchParams({
      'patient.identifier': `http://electronichealth.se/identifier/personnummer|${patient}`,
      _source: `https://tjanstekatalogen.inera.se/Endpoint/${source}`,
      identifier: documentId,
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...correlation };
    const answer = await running.call(caller, `/fhir/${type}/_search`, { headers, body: asked.toString() });
    expect(answer, answer.body).toMatchObject({ status: 200 });
    const bundle = JSON.parse(answer.body) as Bundle;
    const about = aboutOne(bundle, source);
    if (bundle.entry?.some(({ search }) => search?.mode === 'match')) return about;
    expect(warningsIn(about), `${source} did not answer with ${type}, or not wholly`).toEqual([]);
  }
  throw new Error(`No resource type has ${documentId} of ${contract.id}.`);
}

/** What is said of other sources changes with what they deliver, and is not what this is about. */
function aboutOne(bundle: Bundle, source: string): Bundle {
  const entry = (bundle.entry ?? []).flatMap((one) => {
    const said = one.resource as FhirResource | undefined;
    if (said?.resourceType !== 'OperationOutcome') return [one];
    const issue = said.issue.filter(({ details }) => details?.text?.includes(source));
    const resource: OperationOutcome = { ...said, issue };
    return issue.length > 0 ? [{ ...one, resource }] : [];
  });
  return { ...bundle, entry };
}

function warningsIn({ entry = [] }: Bundle): OperationOutcome['issue'] {
  const said = entry.map(({ resource }) => resource as FhirResource | undefined);
  const issues = said.flatMap((each) => (each?.resourceType === 'OperationOutcome' ? each.issue : []));
  return issues.filter(({ severity }) => severity === 'warning');
}

/** The extract with the same record over the NPÖ 1.0 face, in its envelope. */
export async function askNpo(
  running: RunningBridge,
  contract: Contract,
  source: string,
  { patient, period }: Subject,
  documentId: string,
): Promise<string> {
  const code = informationTypeOf(contract.id)?.code ?? expect.fail(`${contract.id} is not in RIV 13606.`);
  const question =
    `<subject_of_care_id root="${personnummer}" extension="${patient}"/>` +
    `<rc_ids root="${documents}" extension="${documentId}"/>` +
    `<time_period><low value="${period.start}"/><high value="${period.end}"/></time_period>` +
    `<meanings code="${code}" codeSystem="1.2.752.129.2.2.2.1"/>` +
    `<parameters><name value="hsa_id"/><value value="${source}"/></parameters>`;
  const operation = 'RIV13606REQUEST_EHR_EXTRACT';
  const answer = await running.call(caller, '/npo/riv13606', {
    headers: { ...soapHeaders, ...correlation },
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><${operation}_request xmlns="urn:riv13606:v1.1">${question}</${operation}_request></e:Body></e:Envelope>`,
  });
  expect(answer, answer.body).toMatchObject({ status: 200 });
  return answer.body;
}
