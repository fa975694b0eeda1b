import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import { type ContractId, contractById, contractPath, prefixesFor, writeRoot } from '../../src/contracts/index.ts';
import { vasterbotten } from '../../src/simulators/index.ts';
import { writeComposition } from '../../src/simulators/riv13606/composition.ts';
import { compositionsFor } from '../../src/simulators/riv13606/information-types.ts';
import { swedishDay } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { createCouncilData } from '../../src/simulators/world/council-data.ts';
import type { ToldContract } from '../../src/simulators/world/tell/index.ts';
import { directory, tolvan } from '../simulators/councils.ts';
import { schemaFaults } from '../simulators/xmllint.ts';
import { demoConfig } from '../support/config.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { soapHeaders } from '../support/soap-messages.ts';

/**
 * Two readings of the same fact sheets meet: the simulators write in 13606 and FHIR what the bridge reads back. Every
 * contract that the demo promises of a council is asked for, and its records are counted against the world's own.
 */
let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

const data = createCouncilData({ seed: 'norrbryggan', today: swedishDay(new Date()) }, await loadCareUnits(directory));
const filter = { patient: tolvan, period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] };

/** The dialect may tell one record as several, e.g. each vaccine of an occasion. */
const mayBeMore: readonly ContractId[] = ['GetVaccinationHistory:2', 'GetObservations:1'];

/** What a reader of 1.0 leaves out: answers that are said to be preliminary. */
function preliminary(source: string, id: ContractId): number {
  if (source !== vasterbotten || id !== 'GetReferralOutcome:3') return 0;
  return compositionsFor(data[vasterbotten], ['und-kon'], filter).filter((one) =>
    writeComposition(one, 'default').includes('value="PREL"'),
  ).length;
}

const promised = (demoConfig() as Config).sources
  .filter(({ hsaId }) => hsaId === addresses.vasterbotten || hsaId === addresses.vasternorrland)
  .flatMap(({ hsaId, contracts }) => contracts.map((id) => [hsaId, id as ContractId] as const));

it.each(promised)('%s gives all of %s', async (source, id) => {
  const contract = contractById(id) ?? expect.fail();
  const { namespace, name, request, itemElement } = contract;
  const body = writeRoot(namespace, name, request, contract.requestFor(filter), prefixesFor(namespace, request));
  const answer = await running.call('ehr-norrbotten', contractPath(contract), {
    method: 'POST',
    headers: soapHeaders,
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><r:LogicalAddress
      xmlns:r="urn:riv:itintegration:registry:1">${source}</r:LogicalAddress></e:Header><e:Body>${body}</e:Body></e:Envelope>`,
  });
  expect(answer.status, answer.body.slice(0, 400)).toBe(200);
  expect(schemaFaults(contract.schema.file, /<soap:Body>(.*)<\/soap:Body>/s.exec(answer.body)?.[1] ?? '')).toBe('');
  const records = answer.body.split(new RegExp(`<(?:\\w+:)?${itemElement}>`)).length - 1;
  const told = data[source as typeof vasterbotten].records(tolvan.id)?.(id as ToldContract).length ?? 0;
  const expected = told - preliminary(source, id);
  if (mayBeMore.includes(id)) expect(records).toBeGreaterThanOrEqual(expected);
  else expect(records).toBe(expected);
});
