import type { Bundle, OperationOutcome, Provenance } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import type { BridgeRecord, ContractId } from '../../../src/contracts/index.ts';
import { BridgeError } from '../../../src/errors.ts';
import { createPageTokens } from '../../../src/faces/fhir/search/page-token.ts';
import { readRecord } from '../../../src/faces/fhir/search/read.ts';
import { searchRecords } from '../../../src/faces/fhir/search/search.ts';
import { offeredTypes } from '../../../src/faces/fhir/served/index.ts';
import type { OverviewRequest, SourceCoverage } from '../../../src/overview/index.ts';
import type { Caller } from '../../../src/siths/index.ts';
import { demoConfig } from '../../support/config.ts';
import { alert, diagnosis, fhirSystem, identities, identityKey, tolvan } from './samples.ts';

/** Condition comes from two contracts: what is asked of which, and what becomes of the answer when one is missing. */
const types = offeredTypes([{ contracts: ['*'] }]);
const condition = types.find(({ type }) => type === 'Condition') ?? expect.fail();
const guide = 'https://fhir.inera.se/ig/ehds-tk/StructureDefinition/';

interface World {
  readonly records?: readonly BridgeRecord[];
  readonly refuses?: readonly ContractId[];
  /** The contracts of which the second source does not answer. */
  readonly hangs?: readonly ContractId[];
}

function bridge({ records = [diagnosis(), alert({ hypersensitivity: {} })], refuses = [], hangs = [] }: World = {}) {
  const asked: OverviewRequest[] = [];
  const ask = async (request: OverviewRequest) => {
    asked.push(request);
    if (refuses.includes(request.contract)) throw new BridgeError('CALLER_NOT_PERMITTED');
    const base = { source: fhirSystem, name: 'System', contract: request.contract, notes: [], deliversFrom: undefined };
    const outcome = hangs.includes(request.contract)
      ? { outcome: 'failed', reason: 'timed-out', status: 504, text: '', milliseconds: 1 }
      : { outcome: 'answered', records: 1, milliseconds: 1, withheld: 0, duplicateIds: 0 };
    return {
      records: records.filter(({ contract }) => contract === request.contract),
      coverage: [{ ...base, ...outcome } as SourceCoverage],
      delivered: async () => undefined,
    };
  };
  const parts = {
    config: demoConfig() as Config,
    overview: { ask },
    identities,
    pageTokens: createPageTokens(identityKey),
  };
  const asking = {
    caller: { hsaId: 'SE2321000230-DEMOEHR' } as Caller,
    actor: undefined,
    choice: false,
    correlationId: 'c',
    face: 'fhir' as const,
    gone: new AbortController().signal,
    baseUrl: 'https://bridge.example/fhir',
    patientKnown: () => undefined,
    answered: () => undefined,
    gives: () => undefined,
  };
  return {
    asked,
    search: (query: string, served = condition): Promise<Bundle> => {
      const params = new URLSearchParams(`patient=${identities.patientId(tolvan)}&${query}`);
      return searchRecords(parts, served, params, true, asking);
    },
    read: (type: string, id: string) => readRecord(parts, types, type, id, asking),
  };
}

const matches = ({ entry = [] }: Bundle) => entry.filter(({ search }) => search?.mode === 'match');
const textsOf = ({ entry = [] }: Bundle) =>
  entry.flatMap(({ search, resource }) =>
    search?.mode === 'outcome' ? (resource as OperationOutcome).issue.map(({ details }) => details?.text) : [],
  );

describe('a type from two contracts', () => {
  it.each([
    ['', ['GetDiagnosis:2', 'GetFunctionalStatus:2']],
    ['category=encounter-diagnosis', ['GetDiagnosis:2']],
    ['category=encounter-diagnosis,fun-fun', ['GetDiagnosis:2', 'GetFunctionalStatus:2']],
    ['category=fun-fun', ['GetFunctionalStatus:2']],
    ['category=vital-signs', []],
    [`_profile=${guide}SEEHDSConditionFunctional`, ['GetFunctionalStatus:2']],
    ['_profile=http://example.org/other', []],
    ['code=J45.9', ['GetDiagnosis:2', 'GetFunctionalStatus:2']],
  ])('?%s asks %j', async (query, contracts) => {
    const { search, asked } = bridge();
    await search(query);
    expect(asked.map(({ contract }) => contract)).toEqual(contracts);
  });

  it('units and record systems are asked for, not only filtered', async () => {
    const { search, asked } = bridge();
    const found = await search(
      `careUnit=urn:oid:1.2.752.29.4.19|SE2321000230-DEMOHC1&_source=https://tjanstekatalogen.inera.se/Endpoint/${fhirSystem}`,
    );
    expect(asked[0]?.filter).toMatchObject({ careUnits: ['SE2321000230-DEMOHC1'], sourceSystem: fhirSystem });
    // The sample is of another record system.
    expect(matches(found)).toEqual([]);
  });

  it('a caller that may ask one of them gets that, and hears of the other', async () => {
    const found = await bridge({ refuses: ['GetFunctionalStatus:2'] }).search('');
    expect(matches(found)).toHaveLength(1);
    expect(found.total).toBeUndefined();
    expect(textsOf(found)).toEqual([expect.stringContaining('saknar behörighet till funktionstillstånd')]);
    const none = bridge({ refuses: ['GetDiagnosis:2', 'GetFunctionalStatus:2'] });
    await expect(none.search('')).rejects.toMatchObject({ code: 'CALLER_NOT_PERMITTED' });
  });

  it('a source that answers one of them and not the other is told of with what is missing', async () => {
    const found = await bridge({ hangs: ['GetFunctionalStatus:2'] }).search('');
    expect(matches(found)).toHaveLength(1);
    expect(textsOf(found)).toEqual([expect.stringContaining('(funktionstillstånd / functional status)')]);
    const all = bridge({ hangs: ['GetDiagnosis:2', 'GetFunctionalStatus:2'] });
    await expect(all.search('')).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT' });
  });

  it('is read by asking the one contract that its id names, and so is its Provenance', async () => {
    const { search, read, asked } = bridge();
    const { entry = [] } = await search('');
    for (const { resource } of entry.filter((one) => one.search?.mode !== 'outcome')) {
      asked.length = 0;
      expect(JSON.stringify(await read(resource?.resourceType ?? '', resource?.id ?? ''))).toBe(
        JSON.stringify(resource),
      );
      expect(asked.map(({ contract }) => contract)).toEqual(['GetDiagnosis:2']);
    }
    const [provenance] = entry.flatMap(({ resource }) => (resource?.resourceType === 'Provenance' ? [resource] : []));
    await expect(read('Condition', (provenance as Provenance).id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('what a match points at comes along, asked for or not, and is read by its id', async () => {
  const flag = types.find(({ type }) => type === 'Flag') ?? expect.fail();
  const { search, read } = bridge();
  const { entry = [] } = await search('_revinclude=Provenance:target', flag);
  const [allergy] = entry.flatMap(({ resource }) =>
    resource?.resourceType === 'AllergyIntolerance' ? [resource] : [],
  );
  expect((await read('AllergyIntolerance', allergy?.id ?? '')).id).toBe(allergy?.id);
  await expect(search('_include=Flag:nothing', flag)).rejects.toMatchObject({ code: 'PARAMETER_UNSUPPORTED' });
});
