import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BridgeRecord,
  type Contract,
  type ContractId,
  contractPath,
  contracts,
  getCareDocumentation2,
  getCareDocumentation3,
  prefixesFor,
  sendable,
  toRecord,
  writeContent,
  writeRoot,
} from '../../src/contracts/index.ts';
import { type AggregatedAnswer, faultsByXmllint, readAggregated, type Status } from '../support/aggregated-answer.ts';
import { testPki } from '../support/certs.ts';
import { type Answer, addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { type Behaviour, type ScriptedProducers, startScriptedProducers } from '../support/scripted-producers.ts';
import { soapHeaders } from '../support/soap-messages.ts';
import { patientWith, recordsOf } from '../support/world-records.ts';

/**
 * What the national platform's aggregating services are accepted by, written anew: every contract in every situation of
 * its producers. One bridge, twenty producers, three that may be late, and a caller for each group of them.
 */
const producers = Array.from({ length: 20 }, (_, index) => `SE2321000230-DEMOP${String(index + 1).padStart(2, '0')}`);
const late = ['SE2321000230-DEMOT01', 'SE2321000230-DEMOT02', 'SE2321000230-DEMOT03'];
const [first = '', second = '', third = ''] = producers;
const [slow = ''] = late;
/** Delivers care documentation in version 3 alone. */
const newer = 'SE2321000230-DEMOV3';

/** Which producers each caller may reach. The names are those of the function certificates there are. */
const reach = {
  'ehr-vasterbotten': { hsaId: 'SE2321000222-DEMOEHR', reaches: [first] },
  'ehr-norrbotten': { hsaId: 'SE2321000230-DEMOEHR', reaches: [first, second, third] },
  'ehr-vasternorrland': { hsaId: 'SE2321000206-DEMOEHR', reaches: producers },
  'council-norrbotten': { hsaId: 'SE2321000230-DEMOVAS', reaches: [first, second, slow] },
  'council-vasterbotten': { hsaId: 'SE2321000222-DEMONCS', reaches: late },
  'council-vasternorrland': { hsaId: 'SE2321000206-DEMOFHIR', reaches: [] },
} as const;
type Who = keyof typeof reach;
/** Holds one contract at one address, and none at the bridge's own. */
const stranger = 'person-register';

const none = undefined;
const info = { resultCode: 'INFO', logId: 'NA' };
/** `result` of the aggregate, as the national services write it: a constant, whatever the producers said. */
const aggregateResults: Readonly<Record<ContractId, object | undefined>> = {
  'GetDiagnosis:2': none,
  'GetCareDocumentation:2': none,
  'GetAlertInformation:2': none,
  'GetCareContacts:2': none,
  'GetLaboratoryOrderOutcome:4': none,
  'GetMaternityMedicalHistory:2': none,
  'GetObservations:1': none,
  'GetActivities:1': none,
  'GetRequestActivities:1': none,
  'GetCareDocumentation:3': { resultCode: 'INFO' },
  'GetMedicationHistory:2': info,
  'GetVaccinationHistory:2': info,
  'GetLaboratoryOrderOutcome:3': info,
  'GetImagingOutcome:1': info,
  'GetReferralOutcome:3': info,
  'GetECGOutcome:1': info,
  'GetFunctionalStatus:2': info,
  'GetCareContacts:3': info,
  'GetCarePlans:2': info,
};

let running: RunningBridge;
let system: ScriptedProducers;

beforeAll(async () => {
  const pki = await testPki();
  system = await startScriptedProducers(pki);
  running = await startRunningBridge({
    pki,
    change: (config) => {
      const source = (hsaId: string, contract = '*') => ({
        ...config.sources[0],
        hsaId,
        name: hsaId,
        url: system.url,
        contracts: contract === '*' ? contracts.map(({ id }) => id) : [contract],
        concurrency: 40,
        timeoutMs: late.includes(hsaId) ? 5_000 : 20_000,
      });
      // The stranger's certificate is that of a simulated register, which stands in no directory.
      config.trust.systemsInDirectory = 'noted';
      config.overview.deadlineMs = 25_000;
      config.sources = [...producers, ...late].map((hsaId) => source(hsaId));
      config.sources.push(source(newer, 'GetCareDocumentation:3'));
      config.routes = config.sources.map(({ hsaId }: { hsaId: string }) => ({
        address: hsaId,
        contract: '*',
        source: hsaId,
      }));
      const caller = (hsaId: string, permissions: readonly object[]) => ({ ...config.callers[0], hsaId, permissions });
      config.callers = Object.values(reach).map(({ hsaId, reaches }) =>
        caller(
          hsaId,
          [addresses.bridge, ...reaches].map((address) => ({ contract: '*', address })),
        ),
      );
      config.callers.push(caller('SE2321000230-DEMOPU', [{ contract: 'GetCareDocumentation:2', address: newer }]));
    },
  });
});
afterAll(async () => {
  await running?.close();
  await system?.close();
});

type Script = ReadonlyMap<string, Behaviour>;

interface Scenario {
  readonly who: Who;
  readonly address?: string;
  readonly appliesTo?: (contract: Contract) => boolean;
  script(contract: Contract): Script;
}

const having = (contract: Contract, source: string, count: number): [string, Behaviour] => [
  source,
  { kind: 'records', items: recordsOf(contract, source, count) },
];
const all = (sources: readonly string[], kind: 'logical-error' | 'fault' | 'hang'): Script =>
  new Map(sources.map((source) => [source, { kind }]));
const empty: Behaviour = { kind: 'records', items: [] };
const three = [first, second, third];
const hasResult = (contract: Contract): boolean => contract.hasResult;

const scenarios: Readonly<Record<string, Scenario>> = {
  'no engagement: none of the producers knows the patient': {
    who: 'ehr-norrbotten',
    script: () => new Map(three.map((source) => [source, empty])),
  },
  'no engagement: there is nobody to ask': { who: 'council-vasternorrland', script: () => new Map() },
  'one producer': { who: 'ehr-vasterbotten', script: (contract) => new Map([having(contract, first, 5)]) },
  'three producers': {
    who: 'ehr-norrbotten',
    script: (contract) =>
      new Map([having(contract, first, 5), having(contract, second, 4), having(contract, third, 3)]),
  },
  '1,000 records from one': {
    who: 'ehr-vasterbotten',
    script: (contract) => new Map([having(contract, first, 1_000)]),
  },
  'twenty producers with five records each': {
    who: 'ehr-vasternorrland',
    script: (contract) => new Map(producers.map((source) => having(contract, source, 5))),
  },
  'empty from one of three': {
    who: 'ehr-norrbotten',
    script: (contract) => new Map([having(contract, first, 3), [second, empty], having(contract, third, 2)]),
  },
  'timeout of one of three': {
    who: 'council-norrbotten',
    script: (contract) => new Map([having(contract, first, 3), having(contract, second, 2), [slow, { kind: 'hang' }]]),
  },
  'timeout of all': { who: 'council-vasterbotten', script: () => all(late, 'hang') },
  'logical error of one of three': {
    who: 'ehr-norrbotten',
    appliesTo: hasResult,
    script: (contract) =>
      new Map([having(contract, first, 3), [second, { kind: 'logical-error' }], having(contract, third, 2)]),
  },
  'logical error of all': { who: 'ehr-norrbotten', appliesTo: hasResult, script: () => all(three, 'logical-error') },
  'exception of one of three': {
    who: 'ehr-norrbotten',
    script: (contract) =>
      new Map([having(contract, first, 3), [second, { kind: 'fault' }], having(contract, third, 2)]),
  },
  'exception of all': { who: 'ehr-norrbotten', script: () => all(three, 'fault') },
  'HSA-ids in lower case, of the aggregate and in the records': {
    who: 'ehr-vasterbotten',
    address: addresses.bridge.toLowerCase(),
    script: (contract) =>
      new Map([[first, { kind: 'records', items: recordsOf(contract, first.toLowerCase(), 3) } as const]]),
  },
};

function request(contract: Contract, address: string, more: object = {}): string {
  const { namespace, name, request: type } = contract;
  const patient = { id: patientWith(contract), type: '1.2.752.129.2.1.3.1' };
  const filter = { patient, period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] };
  const value = { ...contract.requestFor(filter), ...more };
  const body = writeRoot(namespace, name, type, value, prefixesFor(namespace, type));
  return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><r:LogicalAddress
    xmlns:r="urn:riv:itintegration:registry:1">${address}</r:LogicalAddress></e:Header><e:Body>${body}</e:Body></e:Envelope>`;
}

const ask = (who: string, contract: Contract, address: string = addresses.bridge, more: object = {}): Promise<Answer> =>
  running.call(who, contractPath(contract), { headers: soapHeaders, body: request(contract, address, more) });

function play(contract: Contract, { who, address, script }: Scenario): Promise<Answer> {
  system.script(contract, script(contract));
  return ask(who, contract, address);
}

const itemsIn = (behaviour: Behaviour): readonly object[] => ('items' in behaviour ? behaviour.items : []);
const codes = { fault: '500', 'logical-error': '500', hang: '504' } as const;

/** Everything that the producers gave, word for word, and nothing else. */
function expectRecords(contract: Contract, { records }: AggregatedAnswer, script: Script): void {
  const given = [...script.values()].flatMap(itemsIn).map((item) => toRecord(contract, sendable(contract, item)));
  const prefixes = prefixesFor(contract.namespace, contract.response);
  const asWritten = ({ header, data }: BridgeRecord): string =>
    `${header.sourceSystem} ${header.documentId} ${writeContent(contract.item, data as object, prefixes)}`;
  expect(records).toHaveLength(given.length);
  expect(records.map(asWritten).toSorted()).toEqual(given.map(asWritten).toSorted());
}

function expectNewestFirst({ records }: AggregatedAnswer): void {
  const times = records.map(({ header }) => header.time);
  expect(times).toEqual(times.toSorted().reverse());
}

/** One for each producer that was asked, saying how it went. */
function expectStatuses({ statuses = [] }: AggregatedAnswer, script: Script): void {
  const time = expect.stringMatching(/^\d{14}$/);
  const expected = [...script].map(([logicalAddress, { kind }]): Status => {
    const base = { logicalAddress, isResponseFromCache: 'false' };
    if (kind === 'records')
      return { ...base, statusCode: 'DataFromSource', isResponseInSynch: 'true', lastSuccessfulSynch: time };
    return {
      ...base,
      statusCode: 'NoDataSynchFailed',
      isResponseInSynch: 'false',
      lastSuccessfulSynch: '',
      lastUnsuccessfulSynch: time,
      causingAgent: 'virtualization_platform',
      code: codes[kind],
      text: expect.stringMatching(/./),
    };
  });
  expect(statuses.toSorted(byAddress)).toEqual(expected.toSorted(byAddress));
}

function byAddress(a: Status, b: Status): number {
  return (a.logicalAddress ?? '') < (b.logicalAddress ?? '') ? -1 : 1;
}

function expectAnswer(contract: Contract, { status, body }: Answer, script: Script): void {
  expect(status).toBe(200);
  expect(system.asked(contract)).toEqual([...script.keys()].toSorted());
  const answer = readAggregated(contract, body);
  expectRecords(contract, answer, script);
  expectNewestFirst(answer);
  expectStatuses(answer, script);
  const result = aggregateResults[contract.id];
  expect(answer.rest).toEqual(result ? { result } : {});
}

it('knows what every aggregated contract writes as result', () => {
  expect(Object.keys(aggregateResults).toSorted()).toEqual(contracts.map(({ id }) => id).toSorted());
});

describe.each(Object.entries(scenarios))('%s', (name, scenario) => {
  const { appliesTo = () => true, script } = scenario;
  const concerned = contracts.filter(appliesTo);
  // Each situation is checked against the schema in one contract, another each time.
  const validated = concerned[Object.keys(scenarios).indexOf(name) % concerned.length];
  const answers = new Map<Contract, Promise<Answer>>();

  beforeAll(async () => {
    const waits = concerned.filter((contract) => [...script(contract).values()].some(({ kind }) => kind === 'hang'));
    for (const contract of waits) {
      const answer = play(contract, scenario);
      answers.set(contract, answer);
      // Their waits run side by side, each begun alone: who is asked late because of the others would have less time.
      await Promise.race([answer, system.allAsked(contract)]);
    }
    await Promise.all(answers.values());
  });

  it.each(concerned.map((contract) => [contract.id, contract] as const))('%s', async (_id, contract) => {
    const answer = await (answers.get(contract) ?? play(contract, scenario));
    expectAnswer(contract, answer, script(contract));
    if (contract === validated) expect(faultsByXmllint(contract, answer.body)).toBe('');
  });
});

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (_id, contract) => {
  it('at one producer’s own address in lower case is that producer’s answer', async () => {
    const script = new Map([having(contract, first, 3)]);
    system.script(contract, script);
    const { status, body } = await ask('ehr-norrbotten', contract, first.toLowerCase());
    expect(status).toBe(200);
    expect(system.asked(contract)).toEqual([first]);
    const answer = readAggregated(contract, body);
    expectRecords(contract, answer, script);
    expect(answer.statuses).toBeUndefined();
  });

  it.each([
    ['VP004', 'an unknown address', 'ehr-norrbotten', 'SE2321000230-DEMONOBODY'],
    ['VP007', 'an address that is not the caller’s', 'ehr-norrbotten', slow],
    ['VP007', 'a caller that holds nothing here', stranger, addresses.bridge],
    ['VP007', 'an unknown address, of a caller that holds nothing here', stranger, 'SE2321000230-DEMONOBODY'],
  ])('is refused with %s to %s', async (code, _what, who, address) => {
    // The stranger holds one contract, and learns whether a route of it exists.
    const holds = who === stranger && contract.id === 'GetCareDocumentation:2';
    const expected = holds && address !== addresses.bridge ? 'VP004' : code;
    system.script(contract, new Map());
    const { status, body } = await ask(who, contract, address);
    expect(status).toBe(500);
    expect(/<faultstring>(VP\d{3}) /.exec(body)?.[1]).toBe(expected);
    expect(body).toMatch(new RegExp(`<faultcode>soap:${expected === 'VP004' ? 'Client' : 'Server'}<`));
    expect(system.asked(contract)).toEqual([]);
  });
});

describe('hasMore', () => {
  const contract = getCareDocumentation3 as unknown as Contract;
  const reference = (source: string) => ({ logicalAddress: source, reference: `more-${source}` });
  const partial = (source: string, now: number, later: number): [string, Behaviour] => {
    const items = recordsOf(contract, source, now + later);
    const more = { [`more-${source}`]: items.slice(now) };
    return [source, { kind: 'records', items: items.slice(0, now), hasMore: [reference(source)], more }];
  };

  it('is in no other contract', () => {
    expect(contracts.filter(({ besideRecords }) => besideRecords.includes('hasMore'))).toEqual([contract]);
  });

  it('of all producers stands in the aggregate, and each is followed at its own address', async () => {
    const script: Script = new Map([partial(first, 3, 2), partial(second, 2, 4), having(contract, third, 2)]);
    system.script(contract, script);
    const { status, body } = await ask('ehr-norrbotten', contract);
    expect(status).toBe(200);
    const answer = readAggregated(contract, body);
    expectRecords(contract, answer, script);
    expectNewestFirst(answer);
    expectStatuses(answer, script);
    const { rest } = answer;
    expect(rest.result).toEqual(aggregateResults[contract.id]);
    expect(rest.hasMore).toHaveLength(2);
    expect(rest.hasMore).toEqual(expect.arrayContaining([reference(first), reference(second)]));
    expect(faultsByXmllint(contract, body)).toBe('');
    for (const [source, count] of [
      [first, 2],
      [second, 4],
    ] as const) {
      const more = await ask('ehr-norrbotten', contract, source, { hasMoreReference: `more-${source}` });
      expect(readAggregated(contract, more.body).records).toHaveLength(count);
    }
  });

  it('is followed for a consumer of the older version, which knows of no parts', async () => {
    const older = getCareDocumentation2 as unknown as Contract;
    system.script(contract, new Map([partial(newer, 3, 4)]));
    const { status, body } = await ask(stranger, older, newer);
    expect(status).toBe(200);
    expect(readAggregated(older, body).records).toHaveLength(7);
    expect(system.asked(contract)).toEqual([newer, newer]);
  });
});
