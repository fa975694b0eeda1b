import type { Bundle, Composition, CompositionSection, Condition, FhirResource } from 'fhir/r4';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import type { BridgeRecord, ContractId } from '../../../src/contracts/index.ts';
import { BridgeError } from '../../../src/errors.ts';
import { offeredTypes } from '../../../src/faces/fhir/served/index.ts';
import { summarize } from '../../../src/faces/fhir/summary/summary.ts';
import type { OverviewAnswer, OverviewRequest, SourceCoverage } from '../../../src/overview/index.ts';
import type { Person } from '../../../src/persons/index.ts';
import type { Caller } from '../../../src/siths/index.ts';
import { demoConfig } from '../../support/config.ts';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { alert, diagnosis, fhirSystem, identities, tolvan, vas } from './samples.ts';
import { structureFaults } from './structure.ts';

const number = `http://electronichealth.se/identifier/personnummer|${tolvan.id}`;
const offered = offeredTypes([{ contracts: ['*'] }]);

/** What the overview is to say of each contract. */
interface World {
  readonly records?: Readonly<Record<string, readonly BridgeRecord[]>>;
  readonly coverage?: Readonly<Record<string, Partial<SourceCoverage>>>;
  readonly throws?: Readonly<Record<string, BridgeError>>;
  readonly person?: Person;
  readonly notes?: OverviewAnswer['notes'];
}

async function summaryOf(
  world: World = {},
  asked: Partial<Parameters<typeof summarize>[2]> = {},
  generation: Config['fhir']['generation'] = 'october-2026',
) {
  const requests: OverviewRequest[] = [];
  const parts = {
    config: demoConfig((bent) => {
      bent.fhir = { generation };
    }) as Config,
    identities,
    overview: {
      ask: async (request: OverviewRequest) => {
        requests.push(request);
        const [name = ''] = request.contract.split(':');
        const thrown = world.throws?.[name];
        if (thrown) throw thrown;
        const coverage = [vas, fhirSystem].map((source) => covered(source, request.contract, world.coverage?.[name]));
        const { person, notes = [] } = world;
        return { records: world.records?.[name] ?? [], coverage, person, notes, delivered: async () => undefined };
      },
    },
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
  const request = { id: undefined, identifier: number, profile: undefined, ...asked };
  const given = await summarize(parts, offered, request, asking);
  const bundle = JSON.parse(JSON.stringify(given)) as Bundle;
  return { bundle, requests, composition: bundle.entry?.[0]?.resource as Composition };
}

/** The first source answers; the second does what `change` says. */
function covered(source: string, contract: ContractId, change: Partial<SourceCoverage> = {}): SourceCoverage {
  const answered = { outcome: 'answered', records: 1, milliseconds: 5, withheld: 0, duplicateIds: 0 };
  const base = { source, name: `System ${source}`, contract, notes: [], deliversFrom: undefined, ...answered };
  return { ...base, ...(source === fhirSystem && change) } as unknown as SourceCoverage;
}

const hung = { outcome: 'failed', reason: 'timed-out', status: 504, text: '' } as Partial<SourceCoverage>;

function section({ section: all }: Composition, loinc: string): CompositionSection {
  return all?.find(({ code }) => code?.coding?.[0]?.code === loinc) ?? expect.fail(`no section ${loinc}`);
}

function entriesIn(bundle: Bundle, { entry }: CompositionSection): FhirResource[] {
  return (entry ?? []).map(
    ({ reference }) =>
      (bundle.entry?.find(({ fullUrl }) => fullUrl === reference)?.resource as FhirResource) ?? expect.fail('dangling'),
  );
}

/** IPS 2.0, Bundle: what its own rules ask beyond R4. */
function documentFaults(bundle: Bundle): string[] {
  const entries = bundle.entry ?? [];
  const urls = entries.map(({ fullUrl }) => fullUrl ?? '');
  const text = JSON.stringify(bundle);
  const pointed = [...text.matchAll(/"reference":"([^"]+)"/g)].map(([, reference = '']) => reference);
  const reached = new Set(urls.slice(0, 1));
  for (const url of reached) {
    const resource = JSON.stringify(entries[urls.indexOf(url)]?.resource ?? {});
    for (const [, reference = ''] of resource.matchAll(/"reference":"(urn:uuid:[^"]+)"/g)) reached.add(reference);
  }
  const types = entries.map(({ resource }) => resource?.resourceType);
  const count = (type: string) => types.filter((one) => one === type).length;
  return [
    ...(types[0] === 'Composition' && count('Composition') === 1 ? [] : ['one Composition, first']),
    ...(count('Patient') === 1 ? [] : ['one Patient']),
    ...urls.filter((url) => !/^urn:uuid:[0-9a-f-]{36}$/.test(url)).map((url) => `fullUrl ${url}`),
    ...(new Set(urls).size === urls.length ? [] : ['fullUrl twice']),
    ...entries.filter((one) => one.search || one.request || one.response).map(() => 'search, request or response'),
    ...pointed.filter((one) => !one.startsWith('#') && !urls.includes(one)).map((one) => `dangling ${one}`),
    ...urls.filter((url) => !reached.has(url)).map((url) => `unreachable ${url}`),
    ...entries.flatMap(({ resource }) => structureFaults(resource as FhirResource)),
  ];
}

const required = ['11450-4', '48765-2', '10160-0'];
const hypersensitivity = alert({
  hypersensitivity: { pharmaceuticalHypersensitivity: { nonATCSubstance: 'Penicillin' } },
});

describe('$summary', () => {
  it('is a valid document that keeps the rules of IPS', async () => {
    const { bundle, requests } = await summaryOf({
      records: { GetDiagnosis: [diagnosis()], GetAlertInformation: [hypersensitivity, alert({}, { documentId: 'b' })] },
    });
    expectValidResource(bundle);
    expect(documentFaults(bundle)).toEqual([]);
    expect(bundle).toMatchObject({
      type: 'document',
      meta: { profile: ['http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips'] },
      identifier: { system: 'urn:ietf:rfc:3986' },
    });
    // Each contract once, all of the patient.
    expect(new Set(requests.map(({ contract }) => contract)).size).toBe(requests.length);
    expect(requests.every(({ filter }) => filter.patient.id === tolvan.id)).toBe(true);
  });

  it('fills its sections, each once, in Swedish', async () => {
    const { bundle, composition } = await summaryOf({
      records: { GetDiagnosis: [diagnosis()], GetAlertInformation: [hypersensitivity, alert({}, { documentId: 'b' })] },
    });
    const problems = section(composition, '11450-4');
    const [problem] = entriesIn(bundle, problems) as Condition[];
    expect(problem?.code?.coding?.[0]?.code).toBe('J45.9');
    expect(problem?.meta?.profile).toContain('http://hl7.org/fhir/uv/ips/StructureDefinition/Condition-uv-ips');
    expect(problem?.subject.reference).toBe(composition.subject?.reference);
    expect(problems.text?.div).toContain('Huvuddiagnos: Astma');
    expect(problems.text?.div).toContain('SE2321000230-DEMOHC1');
    expect(entriesIn(bundle, section(composition, '48765-2')).map(({ resourceType }) => resourceType)).toEqual([
      'AllergyIntolerance',
    ]);
    // The Flag of the hypersensitivity would say it twice.
    expect(entriesIn(bundle, section(composition, '104605-1'))).toHaveLength(1);
    for (const { text, title, emptyReason, entry } of composition.section ?? []) {
      expect(text?.div).toContain('lang="sv-SE"');
      expect({ title, has: [emptyReason, entry].filter(Boolean).length }).toEqual({ title, has: 1 });
      const faults: string[] = [];
      const parser = new SaxesParser({ xmlns: true });
      parser.on('error', ({ message }) => faults.push(message));
      parser.write(text?.div ?? '').close();
      expect(faults).toEqual([]);
    }
  });

  it('the required sections always hold an entry, which says nothing that no source said', async () => {
    const { bundle, composition } = await summaryOf();
    for (const loinc of required) {
      const [entry, ...others] = entriesIn(bundle, section(composition, loinc));
      expect(others).toEqual([]);
      expect(JSON.stringify(entry)).toContain('"1287211007"');
      expect(section(composition, loinc).emptyReason).toBeUndefined();
    }
    expectValidResource(bundle);
    expect(documentFaults(bundle)).toEqual([]);
    expect(JSON.stringify(bundle)).not.toContain('nilknown');
  });

  it('"no known …" is shown when a source says so', async () => {
    const none = { code: '160245001', codeSystem: '1.2.752.116.2.1.1', displayName: 'inga kända problem' };
    const { bundle, composition } = await summaryOf({
      records: { GetDiagnosis: [diagnosis({ diagnosisCode: none })] },
    });
    const problems = entriesIn(bundle, section(composition, '11450-4')) as Condition[];
    expect(problems.map(({ code }) => code?.coding?.[0]?.code)).toEqual(['160245001']);
  });

  it.each([
    ['nothing was found', {}, 'notasked'],
    ['a source did not answer', hung, 'unavailable'],
    ['a source may not be asked', { outcome: 'not-asked', reason: 'no-permission' }, 'unavailable'],
    ['records were withheld', { withheld: 2, notes: ['records-withheld'] }, 'withheld'],
  ])('why a section is empty: %s', async (_case, change, reason) => {
    const { composition } = await summaryOf({ coverage: { GetAlertInformation: change as Partial<SourceCoverage> } });
    const { emptyReason, entry, text } = section(composition, '104605-1');
    expect(entry).toBeUndefined();
    expect(emptyReason?.coding?.[0]?.code).toBe(reason);
    expect(text?.div).toContain(emptyReason?.text);
  });

  it('what no contract delivers is unavailable', async () => {
    const { composition } = await summaryOf();
    for (const loinc of ['47519-4', '46264-8']) {
      expect(section(composition, loinc).emptyReason?.coding?.[0]?.code).toBe('unavailable');
    }
  });

  it('says which source did not answer, in the document and in its sections', async () => {
    const { composition } = await summaryOf({
      records: { GetDiagnosis: [diagnosis()] },
      coverage: { GetDiagnosis: hung },
    });
    expect(composition.text?.div).toContain(`System ${fhirSystem} (${fhirSystem}) svarade inte i tid`);
    expect(composition.text?.div).toContain('diagnoser');
    expect(section(composition, '11450-4').text?.div).toContain(`System ${fhirSystem}`);
    expect(section(composition, '48765-2').text?.div).not.toContain(`System ${fhirSystem}`);
    expect((await summaryOf()).composition.text?.div).toContain('Alla tillfrågade källor svarade.');
  });

  it('what the caller may not ask is said, and the rest is there', async () => {
    const { composition } = await summaryOf({
      records: { GetDiagnosis: [diagnosis()] },
      throws: { GetAlertInformation: new BridgeError('CALLER_NOT_PERMITTED') },
    });
    expect(composition.text?.div).toContain('Anroparen saknar behörighet till uppmärksamhetsinformation.');
    expect(section(composition, '104605-1').emptyReason?.coding?.[0]?.code).toBe('unavailable');
    expect(section(composition, '11450-4').entry).toHaveLength(1);
    const all = { GetAlertInformation: new BridgeError('AUDIT_UNAVAILABLE') };
    await expect(summaryOf({ throws: all })).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });

  it('when every source failed there is no summary', async () => {
    const failed = Object.fromEntries(
      offered
        .flatMap(({ origins }) => origins.map(({ mapping }) => mapping.contract))
        .map((contract) => [contract.split(':')[0] ?? '', new BridgeError('CALLER_NOT_PERMITTED')]),
    );
    await expect(summaryOf({ throws: failed })).rejects.toMatchObject({ code: 'CALLER_NOT_PERMITTED' });
  });

  it('leaves out what was withdrawn, what is over, and a problem that is told again', async () => {
    const { bundle, composition } = await summaryOf({
      records: {
        GetDiagnosis: [
          diagnosis({}, { documentId: 'newest' }),
          diagnosis({}, { documentId: 'older' }),
          diagnosis({}, { documentId: 'gone', nullified: true }),
        ],
        GetAlertInformation: [
          alert({ obsoleteTime: '20240601000000' }),
          alert({ hypersensitivity: {} }, { documentId: 'withdrawn', nullified: true }),
        ],
      },
    });
    const problems = entriesIn(bundle, section(composition, '11450-4')) as Condition[];
    expect(problems.map(({ identifier }) => identifier?.[0]?.value)).toEqual(['newest']);
    expect(section(composition, '104605-1').entry).toBeUndefined();
    expect(JSON.stringify(entriesIn(bundle, section(composition, '48765-2')))).toContain('1287211007');
    expect(JSON.stringify(bundle)).not.toContain('entered-in-error');
  });

  it('is found by the patient’s id too, and made in the European profile when asked', async () => {
    const eps = 'http://hl7.eu/fhir/eps/StructureDefinition/bundle-eu-eps';
    const byId = { id: identities.patientId(tolvan), identifier: undefined };
    const { bundle } = await summaryOf({}, { ...byId, profile: eps });
    expect(bundle.meta?.profile).toContain(eps);
    const [, patient] = bundle.entry ?? [];
    expect(patient?.resource).toMatchObject({
      resourceType: 'Patient',
      identifier: [{ value: tolvan.id }],
      birthDate: '1912-12-12',
      name: [{ _text: { extension: [{ valueCode: 'unknown' }] } }],
    });
  });

  it('points at the patient inside the document in the older generation of the guide too', async () => {
    const records = { GetDiagnosis: [diagnosis()], GetAlertInformation: [hypersensitivity] };
    const { bundle } = await summaryOf({ records }, {}, 'june-2026');
    expect(documentFaults(bundle)).toEqual([]);
    expect(JSON.stringify(bundle)).toContain('/inera-ehds-condition-diagnosis"');
    expect(JSON.stringify(bundle)).not.toContain('/SEEHDS');
  });

  it('names the patient as the person register does, and keeps the secret of one who has one', async () => {
    const person: Person = {
      identity: tolvan,
      linked: [],
      name: { given: ['Tolvan', 'Test'], inUse: ['Tolvan'], middle: undefined, surname: 'Tolvansson' },
      sex: 'male',
      birthDate: '1912-12-12',
      death: { date: '2024-01-02' },
      municipality: '2580',
      secrecyMark: true,
      protectedRegistration: false,
      test: true,
      deregistered: false,
    };
    const { bundle, composition } = await summaryOf({ person });
    expect(bundle.entry?.[1]?.resource).toMatchObject({
      name: [{ text: 'Skyddad uppgift' }],
      gender: 'male',
      birthDate: '1912-12-12',
      deceasedDateTime: '2024-01-02',
      meta: { security: [{ code: 'sekretessmarkering' }, { code: 'R' }, { code: 'DEMO' }] },
    });
    expect(JSON.stringify(bundle)).not.toContain('Tolvansson');
    const open = await summaryOf({ person: { ...person, secrecyMark: false } });
    expect(open.bundle.entry?.[1]?.resource).toMatchObject({
      name: [{ text: 'Tolvan Tolvansson', family: 'Tolvansson', given: ['Tolvan', 'Test'] }],
    });
    expect(composition.confidentiality).toBe('R');
    expect(bundle.meta?.security?.[0]?.code).toBe('R');
    expectValidResource(bundle);
  });

  it.each([
    [{ identifier: undefined }, 'PATIENT_REQUIRED'],
    [{ identifier: tolvan.id }, 'PARAMETER_INVALID'],
    [{ identifier: 'urn:oid:1.2.752.129.2.1.3.1|191212121213' }, 'PATIENT_ID_INVALID'],
    [{ id: 'x', identifier: undefined }, 'NOT_FOUND'],
    [{ profile: 'http://example.org/other' }, 'SUMMARY_PROFILE_UNKNOWN'],
  ])('%j is refused', async (asked, code) => {
    await expect(summaryOf({}, asked)).rejects.toMatchObject({ code });
  });
});
