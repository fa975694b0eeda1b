import { describe, expect, it } from 'vitest';
import type { BridgeRecord } from '../../src/contracts/index.ts';
import type { OverviewRequest } from '../../src/overview/index.ts';
import type { AccessReport, SourceAsker } from '../../src/overview/overview.ts';
import type { Person, PersonAnswer } from '../../src/persons/index.ts';
import { SourceFailure } from '../../src/sources/index.ts';
import type { demoConfig } from '../support/config.ts';
import { asker, failsAfter, fhir, gives, ncs, overviewOver, patient, record, request, vas } from './asking.ts';

describe('the overview', () => {
  it('asks every council at its own address and says that all answered', async () => {
    const sources = asker({
      [vas]: () => gives(record(vas, '1')),
      [ncs]: () => gives(record(ncs, '1')),
      [fhir]: () => gives(),
    });
    const { records, coverage } = await overviewOver(sources).ask(request());
    expect(records).toHaveLength(2);
    expect(coverage.map(({ source, outcome }) => [source, outcome])).toEqual([
      [vas, 'answered'],
      [ncs, 'answered'],
      [fhir, 'answered'],
    ]);
    expect(sources.asked.map(({ source, logicalAddress }) => [source, logicalAddress])).toEqual([
      [vas, vas],
      [ncs, ncs],
      [fhir, fhir],
    ]);
  });

  it('asks for records as text where they leave as they came, and else for their data', async () => {
    const sources = asker({});
    const message = { text: '<x/>' } as unknown as NonNullable<OverviewRequest['message']>;
    const asks: Partial<OverviewRequest>[] = [
      { logicalAddress: vas, face: 'soap' },
      { logicalAddress: vas, face: 'soap', message },
      { logicalAddress: vas, face: 'fhir' },
    ];
    for (const change of asks) await overviewOver(sources).ask(request(change));
    expect(sources.asked.map(({ asWritten, ownWords }) => ({ asWritten, ownWords }))).toEqual([
      { asWritten: true, ownWords: undefined },
      { asWritten: undefined, ownWords: true },
      { asWritten: undefined, ownWords: undefined },
    ]);
  });

  it('asks one council alone at its address, whatever the case it is written in', async () => {
    const sources = asker({ [ncs]: () => gives(record(ncs, '1')) });
    const { coverage } = await overviewOver(sources).ask(request({ logicalAddress: ncs.toLowerCase() }));
    expect(coverage).toHaveLength(1);
    expect(sources.asked).toHaveLength(1);
  });

  it('gives what the others have when one fails, shows nothing of the half answer, and says why', async () => {
    const failure = new SourceFailure('bad-data', 200, 'cut');
    const sources = asker({ [vas]: () => gives(record(vas, '1')), [ncs]: () => failsAfter(failure, record(ncs, '2')) });
    const { records, coverage } = await overviewOver(sources).ask(request());
    expect(records.map(({ header }) => header.sourceSystem)).toEqual([vas]);
    expect(coverage[1]).toMatchObject({ outcome: 'failed', reason: 'bad-data', status: 200, text: 'cut' });
  });

  it('keeps a source’s own words, which may name the patient, to the access log', async () => {
    const reports: AccessReport[] = [];
    const failure = new SourceFailure('refused', 500, 'Anna Andersson is unknown');
    const sources = asker({ [vas]: () => failsAfter(failure) });
    const told: unknown[] = [];
    const overview = overviewOver(sources, undefined, reports, (event) => told.push(event));
    const { coverage } = await overview.ask(request());
    expect(coverage[0]).toMatchObject({ reason: 'refused', status: 500, text: expect.stringContaining('status 500') });
    expect(told).toMatchObject([{ source: vas, reason: 'refused', status: 500 }]);
    expect(JSON.stringify([coverage, told])).not.toContain('Anna');
    expect(reports[0]?.failures).toEqual([{ source: vas, failure }]);
  });

  it('lets a bug through instead of calling it a failed source', async () => {
    const sources = asker({ [vas]: () => failsAfter(new TypeError('bug')) });
    await expect(overviewOver(sources).ask(request())).rejects.toThrow(TypeError);
  });

  it.each<[string, BridgeRecord]>([
    ['no care unit', record(vas, '1', { careUnit: undefined })],
    ['no care provider', record(vas, '1', { careProvider: undefined })],
    ['another patient', record(vas, '1', { patient: { ...patient, id: '189002029800' } })],
    ['another system’s record', record(ncs, '1')],
    ['withdrawn', record(vas, '1', { nullified: true })],
    ['against its contract', { ...record(vas, '1'), problems: ['x is missing'] }],
  ])('withholds a record with %s, and counts it', async (_why, bad) => {
    const { records, coverage } = await overviewOver(asker({ [vas]: () => gives(bad, record(vas, '2')) })).ask(
      request(),
    );
    expect(records.map(({ header }) => header.documentId)).toEqual(['2']);
    expect(coverage[0]).toMatchObject({ withheld: 1, records: 1, notes: ['records-withheld'] });
  });

  it('shows a withdrawn record over FHIR, where it can be marked as entered in error', async () => {
    const sources = asker({ [vas]: () => gives(record(vas, '1', { nullified: true })) });
    expect((await overviewOver(sources).ask(request({ face: 'fhir' }))).records).toHaveLength(1);
  });

  it('hides from a patient what is not approved for patients', async () => {
    const overview = overviewOver(
      asker({ [vas]: () => gives(record(vas, '1', { approvedForPatient: false }), record(vas, '2')) }),
      (config) => {
        config.callers[0].gate = 'patient';
      },
    );
    expect((await overview.ask(request())).records.map(({ header }) => header.documentId)).toEqual(['2']);
  });

  it('says of each source that was not asked why', async () => {
    const sources = asker({});
    const overview = overviewOver(sources, (config) => {
      config.sources[0].contracts = ['GetCareContacts:2'];
      config.callers[0].permissions = [
        { contract: '*', address: 'SE2321000230-DEMOBRIDGE' },
        { contract: '*', address: ncs },
      ];
      config.notConnected = [{ hsaId: 'SE2321000230-DEMOKOM1', name: 'En kommun' }];
    });
    const { coverage } = await overview.ask(request());
    expect(coverage.map((each) => [each.source, each.outcome === 'not-asked' ? each.reason : each.outcome])).toEqual([
      [ncs, 'answered'],
      [vas, 'does-not-deliver'],
      [fhir, 'no-permission'],
      ['SE2321000230-DEMOKOM1', 'provider-not-connected'],
    ]);
    expect(sources.asked).toHaveLength(1);
  });

  it('asks only the source system that the request names', async () => {
    const sources = asker({});
    const filter = { ...request().filter, sourceSystem: fhir };
    const { coverage } = await overviewOver(sources).ask(request({ filter }));
    expect(sources.asked.map(({ source }) => source)).toEqual([fhir]);
    expect(coverage.filter(({ outcome }) => outcome === 'not-asked')).toHaveLength(2);
  });

  it('asks about a reserve number of one region only there, and says so of the others', async () => {
    const local = { id: '20100101014R', type: '1.2.752.269.1.1' };
    const sources = asker({ [fhir]: () => gives(record(fhir, '1', { patient: local })) });
    const filter = { ...request().filter, patient: local };
    const { records, coverage } = await overviewOver(sources).ask(request({ filter }));
    expect(records).toHaveLength(1);
    expect(coverage.map((each) => [each.source, each.outcome === 'not-asked' ? each.reason : each.outcome])).toEqual([
      [fhir, 'answered'],
      [vas, 'identity-is-local'],
      [ncs, 'identity-is-local'],
    ]);
  });

  it('asks a system about any identity when the caller addresses it itself', async () => {
    const local = { id: '20100101014R', type: '1.2.752.269.1.1' };
    const sources = asker({});
    const filter = { ...request().filter, patient: local };
    await overviewOver(sources).ask(request({ filter, logicalAddress: vas }));
    expect(sources.asked.map(({ source, patient: asked }) => [source, asked])).toEqual([[vas, local]]);
  });

  describe('of a person with several identities', () => {
    const earlier = { id: '196109732393', type: '1.2.752.129.2.1.3.3' };
    const local = { id: '20100101014R', type: '1.2.752.269.1.1' };
    const person: Person = {
      identity: patient,
      linked: [earlier, local],
      name: undefined,
      sex: undefined,
      birthDate: undefined,
      death: undefined,
      municipality: undefined,
      secrecyMark: false,
      protectedRegistration: false,
      test: false,
      deregistered: false,
    };
    const register = (answer: PersonAnswer) => ({ person: async () => answer });
    const known = register({ status: 'known', person });
    const over = (sources: SourceAsker, reports: AccessReport[] = [], persons = known) =>
      overviewOver(sources, undefined, reports, undefined, persons);

    it('asks every source once for each identity that means something there', async () => {
      const sources = asker({});
      const { person: told } = await over(sources).ask(request());
      expect(sources.asked.map(({ source, patient: asked }) => [source, asked.id])).toEqual([
        [vas, patient.id],
        [vas, earlier.id],
        [ncs, patient.id],
        [ncs, earlier.id],
        [fhir, patient.id],
        [fhir, earlier.id],
        [fhir, local.id],
      ]);
      expect(told).toBe(person);
    });

    it('gives what is kept under any of them, each record once and with the identity it is kept under', async () => {
      const kept = () => gives(record(vas, '1'), record(vas, '2', { patient: earlier }));
      const { records, coverage } = await over(asker({ [vas]: kept })).ask(request());
      expect(records.map(({ header }) => [header.documentId, header.patient])).toEqual([
        ['1', patient],
        ['2', earlier],
      ]);
      expect(coverage[0]).toMatchObject({ outcome: 'answered', withheld: 0 });
    });

    it('counts a source as failed when one of the identities could not be asked for', async () => {
      const half = asker({});
      const ask: SourceAsker['ask'] = (query, options) =>
        query.source === vas && 'patient' in query && query.patient.id === earlier.id
          ? failsAfter(new SourceFailure('timed-out', 504, 'late'))
          : half.ask(query, options);
      const { coverage } = await over({ ask }).ask(request());
      expect(coverage[0]).toMatchObject({ source: vas, outcome: 'failed', reason: 'timed-out' });
      expect(coverage[1]).toMatchObject({ outcome: 'answered' });
    });

    it.each([
      ['timed-out', 'identities-unverified'],
      ['not-configured', 'no-person-register'],
    ] as const)('asks for the given identity alone when the register is %s, and says so', async (reason, note) => {
      const sources = asker({});
      const reports: AccessReport[] = [];
      const answer = await over(sources, reports, register({ status: 'unavailable', reason })).ask(request());
      expect(sources.asked.map(({ patient: asked }) => asked)).toEqual([patient, patient, patient]);
      expect(answer).toMatchObject({ notes: [note], person: undefined });
      expect(reports[0]?.notes).toEqual([note]);
    });

    it('refuses in production whom the register marks as invented', async () => {
      const real = { id: '194605061235', type: patient.type };
      const ask = (test: boolean) =>
        overviewOver(
          asker({}),
          (config) => {
            config.bridge.kind = 'production';
          },
          [],
          undefined,
          register({ status: 'known', person: { ...person, identity: real, linked: [], test } }),
        ).ask(request({ filter: { ...request().filter, patient: real } }));
      await expect(ask(true)).rejects.toMatchObject({ code: 'PATIENT_NOT_ALLOWED' });
      await expect(ask(false)).resolves.toMatchObject({ notes: [] });
    });
  });

  it('logs before it answers, also when nothing was found', async () => {
    const reports: AccessReport[] = [];
    await overviewOver(asker({}), undefined, reports).ask(request());
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ sourcesAsked: [vas, ncs, fhir], records: [] });
  });

  it.each<[string, Partial<OverviewRequest>, (config: ReturnType<typeof demoConfig>) => void, string]>([
    [
      'an unknown caller',
      { caller: { ...request().caller, hsaId: 'SE2321000230-DEMOX' } },
      () => undefined,
      'CALLER_NOT_PERMITTED',
    ],
    [
      'a caller without the contract, at an unknown address',
      { logicalAddress: 'SE-X' },
      (c) => {
        c.callers[0].permissions = [];
      },
      'CALLER_NOT_PERMITTED',
    ],
    [
      'a caller with the contract elsewhere, at a known address',
      { logicalAddress: fhir },
      (c) => {
        c.callers[0].permissions = [{ contract: '*', address: vas }];
      },
      'CALLER_NOT_PERMITTED',
    ],
    [
      'a caller with the contract elsewhere, at an unknown address',
      { logicalAddress: 'SE-X' },
      (c) => {
        c.callers[0].permissions = [{ contract: '*', address: vas }];
      },
      'ADDRESS_UNKNOWN',
    ],
    ['an address with white space', { logicalAddress: ` ${vas}` }, () => undefined, 'ADDRESS_UNKNOWN'],
    [
      'an invalid patient',
      { filter: { ...request().filter, patient: { ...patient, id: '191212121213' } } },
      () => undefined,
      'PATIENT_ID_INVALID',
    ],
    ['an unknown contract', { contract: 'GetNothing:1' }, () => undefined, 'ADDRESS_UNKNOWN'],
  ])('refuses %s', async (_who, change, alter, code) => {
    const sources = asker({});
    await expect(overviewOver(sources, alter).ask(request(change))).rejects.toMatchObject({ code });
    expect(sources.asked).toEqual([]);
  });

  it('refuses test persons in production', async () => {
    const overview = overviewOver(asker({}), (config) => {
      config.bridge.kind = 'production';
    });
    await expect(overview.ask(request())).rejects.toMatchObject({ code: 'PATIENT_NOT_ALLOWED' });
  });
});
