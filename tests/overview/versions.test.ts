import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import {
  type CareContact,
  type CareContact3,
  type ContractId,
  contractById,
  toRecord,
} from '../../src/contracts/index.ts';
import { createEvents } from '../../src/events.ts';
import { createOverview, type OverviewRequest } from '../../src/overview/index.ts';
import { createPermissions, createRouting } from '../../src/routing/index.ts';
import type { AnswerPart } from '../../src/sources/answer-part.ts';
import type { SourceQuery } from '../../src/sources/index.ts';
import { demoConfig } from '../support/config.ts';
import { request as aboutPatient, fhir, ncs, noDirectory, patient as patientId, vas } from './asking.ts';
import { scriptedGatekeeper } from './gatekeepers.ts';

const hsa = '1.2.752.129.2.1.4.1';
const unit = { orgUnitHSAId: 'SE2321000230-DEMOMOTT', orgUnitName: 'Medicinmottagningen' };

function header(documentId: string, sourceSystemHSAId: string) {
  return {
    documentId,
    sourceSystemHSAId,
    patientId,
    accountableHealthcareProfessional: {
      authorTime: '20240301101500',
      healthcareProfessionalHSAId: 'SE2321000230-DEMOLAK',
      healthcareProfessionalName: 'Lisa Läkare',
      healthcareProfessionalOrgUnit: unit,
      healthcareProfessionalCareUnitHSAId: 'SE2321000230-DEMOVE',
      healthcareProfessionalCareGiverHSAId: 'SE2321000230-DEMOVG',
    },
    approvedForPatient: true,
  };
}

const stay2: CareContact = {
  careContactHeader: header('V-2', ncs),
  careContactBody: {
    careContactCode: 3,
    careContactOrgUnit: unit,
    careContactTimePeriod: { start: '20240301101500' },
  },
};
const visit3: CareContact3 = {
  careContactHeader: header('V-3', vas),
  careContactBody: {
    careContactCode: { displayName: 'Besök' },
    careContactStatus: { code: '53671000052101', codeSystem: '1.2.752.116.2.1.1' },
    careContactOrgUnit: unit,
    careContactTimePeriod: { start: '20240301101500', end: '20240301101500' },
    additionalPatientInformation: { dateOfBirth: { format: 'YYYY', value: '1912' } },
  },
};
const unfinished3: CareContact3 = { ...visit3, careContactBody: { careContactOrgUnit: unit } };

function part(contract: ContractId, item: object, problems?: readonly string[]): AnswerPart {
  const definition = contractById(contract);
  if (!definition) throw new Error('no such contract');
  return { kind: 'record', record: { ...toRecord(definition, item), ...(problems && { problems }) } };
}

/** A bridge whose first source speaks version 3, the second version 2, and the third both. */
type Answer = readonly AnswerPart[] | ((query: SourceQuery) => readonly AnswerPart[]);

function bridge(answers: Partial<Record<string, Answer>>, platforms: readonly string[] = []) {
  const config = demoConfig((file) => {
    const isHere = (hsaId: string) => [vas, ncs, fhir].some((each) => each === hsaId);
    file.sources = file.sources.filter(({ hsaId }: { hsaId: string }) => isHere(hsaId));
    file.routes = file.routes.filter(({ source }: { source: string }) => isHere(source));
    for (const source of file.sources as { hsaId: string; contracts: string[]; aggregates: boolean }[]) {
      source.aggregates = platforms.includes(source.hsaId);
      const majors = source.hsaId === vas ? [3] : source.hsaId === ncs ? [2] : [2, 3];
      source.contracts = majors.flatMap((major) => [`GetCareContacts:${major}`, `GetCareDocumentation:${major}`]);
    }
  }) as Config;
  const asked: SourceQuery[] = [];
  const overview = createOverview({
    config,
    sources: {
      async *ask(query) {
        asked.push(query as SourceQuery);
        const answer = answers[query.source] ?? [];
        yield typeof answer === 'function' ? answer(query as SourceQuery) : answer;
      },
    },
    persons: { person: async () => ({ status: 'unknown' }) },
    directory: noDirectory,
    routing: createRouting(config),
    permissions: createPermissions(config.callers),
    events: createEvents(),
    engagements: { known: async () => undefined },
    gatekeeper: scriptedGatekeeper(config),
    log: async () => ({ entry: 'e-1', continued: async () => 'e-2', delivered: async () => undefined }),
  });
  return { asked, overview };
}

const request = (change: Partial<OverviewRequest> = {}) => aboutPatient({ contract: 'GetCareContacts:2', ...change });

const filter = (change: Partial<OverviewRequest['filter']>) => ({ ...request().filter, ...change });

describe('a source that speaks another major version', () => {
  it('is asked in its own, and gives records of the one that was asked for', async () => {
    const { overview, asked } = bridge({
      [vas]: [part('GetCareContacts:3', visit3)],
      [ncs]: [part('GetCareContacts:2', stay2)],
    });
    const { records, coverage } = await overview.ask(request());
    expect(asked.map(({ source, contract }) => [source, contract])).toEqual([
      [vas, 'GetCareContacts:3'],
      [ncs, 'GetCareContacts:2'],
      [fhir, 'GetCareContacts:2'],
    ]);
    expect(records.map(({ contract, header: { documentId } }) => [contract, documentId])).toEqual([
      ['GetCareContacts:2', 'V-2'],
      ['GetCareContacts:2', 'V-3'],
    ]);
    expect(records[1]?.data).toMatchObject({ careContactBody: { careContactCode: 1, careContactStatus: 5 } });
    expect(coverage.map(({ contract, notes }) => [contract, notes])).toEqual([
      ['GetCareContacts:2', ['delivers-from', 'translated'].slice(coverage[0]?.deliversFrom ? 0 : 1)],
      ['GetCareContacts:2', expect.not.arrayContaining(['translated'])],
      ['GetCareContacts:2', expect.not.arrayContaining(['translated'])],
    ]);
    expect(coverage[0]).toMatchObject({
      translated: { from: 'GetCareContacts:3', lost: { 'careContactBody/additionalPatientInformation': 1 } },
    });
    expect(coverage[1]).not.toHaveProperty('translated');
  });

  it('has what cannot be told withheld and counted', async () => {
    const { overview } = bridge({ [vas]: [part('GetCareContacts:3', visit3), part('GetCareContacts:3', unfinished3)] });
    const { records, coverage } = await overview.ask(request());
    expect(records).toHaveLength(1);
    expect(coverage[0]).toMatchObject({
      records: 1,
      withheld: 1,
      notes: expect.arrayContaining(['records-withheld', 'translated']),
    });
  });

  it('has its records judged as they came', async () => {
    const other = { ...visit3, careContactHeader: header('V-9', ncs) };
    const fromElsewhere = part('GetCareContacts:3', other);
    const { overview } = bridge({ [vas]: [fromElsewhere, part('GetCareContacts:3', visit3, ['x is missing'])] });
    const { records, coverage } = await overview.ask(request());
    expect(records).toEqual([]);
    expect(coverage[0]).toMatchObject({ withheld: 2, translated: { lost: {} } });
  });

  it('may be a platform: then the platform’s own line tells what was lost, beside those of its systems', async () => {
    const statuses = [
      { source: 'SE2321000230-DEMOBORTA', code: 'DataFromSource' as const, lastSuccess: '', error: undefined },
    ];
    const visit = { ...visit3, careContactHeader: header('V-5', 'SE2321000230-DEMOBORTA') };
    const { overview } = bridge({ [vas]: [part('GetCareContacts:3', visit), { kind: 'statuses', statuses }] }, [vas]);
    const { records, coverage } = await overview.ask(request());
    expect(records).toHaveLength(1);
    const lines = coverage.filter(({ source, through }) => source === vas || through === vas);
    expect(lines).toMatchObject([
      { source: vas, records: 0, translated: { lost: { 'careContactBody/additionalPatientInformation': 1 } } },
      { source: 'SE2321000230-DEMOBORTA', records: 1 },
    ]);
  });

  it('is asked so at its own address too, without the caller’s message', async () => {
    const { overview, asked } = bridge({ [vas]: [part('GetCareContacts:3', visit3)] });
    const message = { text: '<x/>' } as unknown as NonNullable<OverviewRequest['message']>;
    const { records } = await overview.ask(request({ logicalAddress: vas, message }));
    expect(asked).toMatchObject([{ contract: 'GetCareContacts:3', logicalAddress: vas }]);
    expect(asked[0]).not.toHaveProperty('message');
    expect(asked[0]).not.toHaveProperty('asWritten');
    expect(records).toHaveLength(1);
  });

  it('is asked for all that the other date rule finds, and gives no more than that', async () => {
    const { overview, asked } = bridge({
      [ncs]: [part('GetCareContacts:2', stay2), part('GetCareContacts:2', ended)],
    });
    const period = { start: '20240601', end: '20240630' };
    const { records } = await overview.ask(request({ contract: 'GetCareContacts:3', filter: filter({ period }) }));
    expect(asked.map(({ period: days }) => days)).toEqual([period, { start: '19000101', end: '20240630' }, period]);
    expect(records.map(({ header: { documentId } }) => documentId)).toEqual(['V-2']);
  });

  it.each([
    ['SE2321000230-DEMOVG', 1],
    ['SE2321000230-DEMOANNAN', 0],
  ])('has the filters applied that it cannot be asked for: provider %s', async (careGiver, expected) => {
    const { overview, asked } = bridge({ [ncs]: [part('GetCareContacts:2', stay2)] });
    const specific = { careGiverHSAId: [careGiver] };
    const { records, coverage } = await overview.ask(
      request({ contract: 'GetCareContacts:3', filter: filter({ specific }) }),
    );
    expect(asked.map((query) => query.specific)).toEqual([specific, undefined, specific]);
    expect(records).toHaveLength(expected);
    expect(coverage[1]).toMatchObject({ records: expected, withheld: 0 });
  });

  it('gives nothing, and says so, where a filter can neither be asked nor applied', async () => {
    const { overview } = bridge({ [vas]: [part('GetCareDocumentation:3', note3Of('A-1'))] });
    const asks = request({ contract: 'GetCareDocumentation:2', logicalAddress: vas });
    expect((await overview.ask(asks)).records).toHaveLength(1);
    const { records, coverage } = await overview.ask({ ...asks, filter: filter({ careContacts: ['V-1'] }) });
    expect(records).toEqual([]);
    expect(coverage[0]).toMatchObject({ records: 0, withheld: 1 });
  });

  it('that gives its answer in parts is asked on, for those who cannot do it themselves', async () => {
    const { overview, asked } = bridge({
      [vas]: (query) =>
        query.specific
          ? [part('GetCareDocumentation:3', note3Of('A-2'))]
          : [part('GetCareDocumentation:3', note3Of('A-1')), more(vas, 'page-2')],
    });
    const { records, beside, coverage } = await overview.ask(request({ contract: 'GetCareDocumentation:2' }));
    expect(records.map(({ header: { documentId } }) => documentId)).toEqual(['A-1', 'A-2']);
    expect(asked.filter(({ source }) => source === vas).map(({ specific }) => specific)).toEqual([
      undefined,
      { hasMoreReference: 'page-2' },
    ]);
    expect(beside).toEqual({});
    expect(coverage[0]).toMatchObject({ translated: { lost: {} } });
  });

  it('that never comes to an end has failed', async () => {
    const { overview } = bridge({ [vas]: () => [part('GetCareDocumentation:3', note3Of('A-1')), more(vas, 'again')] });
    const { records, coverage } = await overview.ask(request({ contract: 'GetCareDocumentation:2' }));
    expect(records).toEqual([]);
    expect(coverage[0]).toMatchObject({ outcome: 'failed', reason: 'bad-data' });
  });

  it('says what systems behind it have more of in words that the asked version has not', async () => {
    const { overview } = bridge({
      [vas]: [part('GetCareDocumentation:3', note3Of('A-1')), more('SE2321000230-DEMOANNAN', '2')],
    });
    const { beside, coverage } = await overview.ask(request({ contract: 'GetCareDocumentation:2' }));
    expect(beside).toEqual({});
    expect(coverage[0]).toMatchObject({ translated: { lost: { '(hasMore)': 1 } } });
  });
});

describe('an answer in parts', () => {
  const answers = { [vas]: [part('GetCareDocumentation:3', note3Of('A-1')), more(vas, 'page-2')] };

  it('is handed on to a consumer that speaks the version it was given in', async () => {
    const { overview, asked } = bridge(answers);
    const { beside } = await overview.ask(request({ contract: 'GetCareDocumentation:3' }));
    expect(beside).toEqual({ hasMore: [{ logicalAddress: vas, reference: 'page-2' }] });
    expect(asked.filter(({ source }) => source === vas)).toHaveLength(1);
  });

  it('is asked on for FHIR, which does not know the like', async () => {
    const { overview, asked } = bridge({
      [vas]: (query) => (query.specific ? [] : (answers[vas] ?? [])),
    });
    const { beside } = await overview.ask(request({ contract: 'GetCareDocumentation:3', face: 'fhir' }));
    expect(beside).toEqual({});
    expect(asked.filter(({ source }) => source === vas)).toHaveLength(2);
  });
});

const ended: CareContact = {
  careContactHeader: header('V-4', ncs),
  careContactBody: {
    careContactOrgUnit: unit,
    careContactTimePeriod: { start: '20240301101500', end: '20240302101500' },
  },
};

function note3Of(id: string) {
  return {
    header: {
      accessControlHeader: {
        accountableHealthcareProvider: { root: hsa, extension: 'SE2321000230-DEMOVG' },
        accountableCareUnit: { root: hsa, extension: 'SE2321000230-DEMOVE' },
        patientId: { root: patientId.type, extension: patientId.id },
        blockComparisonTime: '20240301101500',
        approvedForPatient: true,
      },
      sourceSystemId: { root: hsa, extension: vas },
      record: { id: { root: id }, timestamp: '20240301101500' },
    },
    body: {
      clinicalDocumentNoteCode: { code: 'bes', codeSystem: '1.2.752.129.2.2.2.11' },
      clinicalDocumentNoteText: 'Mår bra.',
    },
  };
}

function more(logicalAddress: string, reference: string): AnswerPart {
  return { kind: 'beside', elements: { hasMore: [{ logicalAddress, reference }] } };
}
