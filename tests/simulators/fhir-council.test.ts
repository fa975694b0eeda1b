import type {
  AllergyIntolerance,
  Bundle,
  Condition,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  FhirResource,
  Flag,
  PractitionerRole,
  Provenance,
} from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { vasternorrland } from '../../src/simulators/index.ts';
import { dayOf } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { createCouncilData } from '../../src/simulators/world/council-data.ts';
import { directory, today, tolvan, withCouncils } from './councils.ts';

const started = withCouncils();
const data = createCouncilData({ seed: 'norrbryggan', today: dayOf(today) }, await loadCareUnits(directory))[
  vasternorrland
];
const records = data.records(tolvan.id);
if (!records) throw new Error('Västernorrland does not know the test patient');

const tolvansToken = 'http://electronichealth.se/identifier/personnummer|191212121212';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const base = () => started.councils.urls[vasternorrland] ?? '';

async function read<T extends FhirResource>(url: string, headers?: Record<string, string>): Promise<T> {
  const { status, contentType, body } = await started.client.get(url, headers);
  expect([status, contentType]).toEqual([200, 'application/fhir+json; charset=utf-8']);
  return JSON.parse(body) as T;
}

async function search(type: string, parameters: Record<string, string>): Promise<Bundle> {
  const { status, body } = await started.client.post(
    `${base()}/${type}/_search`,
    String(new URLSearchParams(parameters)),
    form,
  );
  expect(status).toBe(200);
  return JSON.parse(body) as Bundle;
}

/** All pages. */
async function everything<T extends FhirResource>(
  type: T['resourceType'],
  parameters: Record<string, string> = {},
): Promise<{ matches: T[]; provenances: Provenance[]; pages: Bundle[] }> {
  const pages = [await search(type, { 'patient.identifier': tolvansToken, _count: '15', ...parameters })];
  for (;;) {
    const next = pages.at(-1)?.link?.find(({ relation }) => relation === 'next')?.url;
    if (next === undefined) break;
    pages.push(await read<Bundle>(next));
  }
  const of = (mode: string) =>
    pages.flatMap(({ entry = [] }) => entry.filter((one) => one.search?.mode === mode)).map((one) => one.resource);
  return { matches: of('match') as T[], provenances: of('include') as Provenance[], pages };
}

const idOf = ({ identifier }: { identifier?: { value?: string | undefined }[] | undefined }) => identifier?.[0]?.value;
const profile = (name: string) => [`https://fhir.inera.se/ig/ehds-tk/StructureDefinition/${name}`];
const ext = (resource: { extension?: { url: string }[] | undefined }, name: string) =>
  resource.extension?.find(({ url }) => url.endsWith(`/${name}`)) as Record<string, unknown> | undefined;

describe('Condition', async () => {
  it('carries a diagnosis by the national mapping, newest first, over all pages', async () => {
    const { matches, pages } = await everything<Condition>('Condition', {
      category: 'https://terminologitjansten.inera.se/inera-kodverksforvaltning/kodverk/kv_diagnostyp|',
    });
    expect(matches.map(idOf)).toEqual(
      records('GetDiagnosis:2')
        .map((one) => one.diagnosisHeader.documentId)
        .toReversed(),
    );
    expect(pages.length).toBe(Math.ceil(records('GetDiagnosis:2').length / 15));
    expect(pages.map(({ total }) => total)).toEqual(pages.map(() => records('GetDiagnosis:2').length));
    for (const { diagnosisHeader: header, diagnosisBody: body } of records('GetDiagnosis:2')) {
      const condition = matches.find((one) => idOf(one) === header.documentId);
      if (!condition) throw new Error('missing');
      expect(condition.meta?.profile).toEqual(profile('SEEHDSConditionDiagnosis'));
      expect(condition.meta?.source).toBe(`https://tjanstekatalogen.inera.se/Endpoint/${vasternorrland}`);
      expect(condition.meta?.security?.[0]?.code).toBe(header.approvedForPatient ? undefined : 'NOPATIENT');
      expect(condition.clinicalStatus).toBeUndefined();
      expect(condition.category?.[0]?.coding?.[0]?.code).toBe(body.typeOfDiagnosis === 'Huvuddiagnos' ? 'HD' : 'BY');
      const coding = condition.code?.coding?.[0];
      expect(coding?.code).toBe(body.diagnosisCode?.code);
      if (coding) expect(coding.system).toBe('https://www.icd10.se/');
      expect(condition.code?.text).toBe(body.diagnosisCode?.originalText ?? body.diagnosisCode?.displayName);
      expect(wallClock(condition.onsetDateTime)).toBe(body.diagnosisTime);
      expect(wallClock(condition.recordedDate)).toBe(header.accountableHealthcareProfessional.authorTime);
      expect(condition.encounter?.identifier?.value).toBe(header.careContactId);
      expect(ext(condition, 'condition-chronic-diagnosis')?.valueBoolean).toBe(body.chronicDiagnosis);
      expect(wallClock(ext(condition, 'condition-assertedDate')?.valueDateTime as string | undefined)).toBe(
        header.legalAuthenticator?.signatureTime,
      );
      expect(condition.subject).toMatchObject({
        reference: expect.stringMatching(/^Patient\//),
        identifier: { value: tolvan.id },
      });
      expect(condition.asserter?.identifier?.value).toBe(header.legalAuthenticator?.legalAuthenticatorHSAId);
      expect(condition.contained?.map(({ id }) => id)).toEqual(['role1', 'org1']);
      expect(condition.recorder?.identifier).toMatchObject({
        system: 'urn:oid:1.2.752.29.4.19',
        value: header.accountableHealthcareProfessional.healthcareProfessionalHSAId,
      });
    }
  });

  it('comes with its Provenance on the same page: provider as custodian, unit as author', async () => {
    const { pages } = await everything<Condition>('Condition');
    for (const { entry = [] } of pages) {
      const targets = entry
        .filter(({ search }) => search?.mode === 'match')
        .map(({ resource }) => `Condition/${resource?.id}`);
      const provenances = entry
        .map(({ resource }) => resource)
        .filter((one): one is Provenance => one?.resourceType === 'Provenance');
      expect(provenances.map(({ target }) => target[0]?.reference)).toEqual(targets);
      for (const { agent } of provenances)
        expect(agent.map(({ type, who }) => [type?.coding?.[0]?.code, who.identifier?.value])).toEqual([
          ['custodian', 'SE2321000206-DEMOVG'],
          ['author', expect.stringMatching(/^SE2321000206-DEMO/)],
        ]);
    }
  });

  it('has Swedish times with their offset, summer and winter', async () => {
    const { matches } = await everything<Condition>('Condition');
    const offsets = matches.map(
      ({ recordedDate = '' }) => [Number(recordedDate.slice(5, 7)), recordedDate.slice(19)] as const,
    );
    for (const [month, offset] of offsets) {
      if (month > 4 && month < 10) expect(offset).toBe('+02:00');
      if (month < 3 || month > 10) expect(offset).toBe('+01:00');
    }
    expect(new Set(offsets.map(([, offset]) => offset)).size).toBe(2);
  });

  it('says so when nobody owns a record', async () => {
    const isOwnerless = (id: string) =>
      data
        .records(id)?.('GetDiagnosis:2')
        .some(
          (one) =>
            one.diagnosisHeader.accountableHealthcareProfessional.healthcareProfessionalCareUnitHSAId === undefined,
        );
    const patient = data.patients.find(({ identity }) => isOwnerless(identity.id) && identity.type === tolvan.type);
    const bundle = await search('Condition', {
      'patient.identifier': `http://electronichealth.se/identifier/personnummer|${patient?.identity.id}`,
      _count: '250',
    });
    const absent = bundle.entry?.filter(
      ({ resource }) =>
        resource?.resourceType === 'Provenance' && (resource as Provenance).agent[0]?.who.identifier === undefined,
    );
    expect(absent?.length).toBeGreaterThan(0);
    expect(JSON.stringify(absent?.[0])).toContain('"valueCode":"unknown"');
  });
});

describe('Flag and AllergyIntolerance', () => {
  it('carry an alert: a Flag each, and an AllergyIntolerance beside those of hypersensitivity', async () => {
    const flags = (await everything<Flag>('Flag')).matches;
    const allergies = (await everything<AllergyIntolerance>('AllergyIntolerance')).matches;
    expect(flags.length).toBe(records('GetAlertInformation:2').length);
    for (const { alertInformationHeader: header, alertInformationBody: body } of records('GetAlertInformation:2')) {
      const flag = flags.find((one) => idOf(one) === header.documentId);
      if (!flag) throw new Error('missing');
      expect(flag.status).toBe(body.obsoleteTime === undefined ? 'active' : 'inactive');
      expect(flag.category?.[0]?.coding?.[0]).toMatchObject({
        system: 'urn:oid:1.2.752.129.2.2.2.1',
        code: body.typeOfAlertInformation.code,
      });
      expect(flag.code.coding ?? flag.code.text).toBeTruthy();
      expect(wallClock(flag.period?.start)).toBe(body.validityTimePeriod.start);
      expect(ext(flag, 'alert-ascertained-date')?.valueDate).toBe(
        body.ascertainedDate?.replace(/(....)(..)(..)/, '$1-$2-$3'),
      );
      const detail = ext(flag, 'flag-detail')?.valueReference as { reference: string } | undefined;
      const allergy = allergies.find((one) => idOf(one) === header.documentId);
      expect(detail?.reference).toBe(allergy && `AllergyIntolerance/${allergy.id}`);
      expect(allergy === undefined).toBe(body.hypersensitivity === undefined);
    }
    const penicillin = allergies.find(({ code }) => code?.coding?.[0]?.code === 'J01CE02');
    expect(penicillin).toMatchObject({
      category: ['medication'],
      criticality: 'high',
      reaction: [{ severity: 'severe', manifestation: [{ text: 'Ej angiven' }] }],
      code: { coding: [{ system: 'http://www.whocc.no/atc' }] },
    });
    expect(flags.find((flag) => ext(flag, 'related-alert-information'))).toBeDefined();
  });
});

describe('Encounter', () => {
  it('carries a care contact: kind, state, period, reason and unit', async () => {
    const { matches } = await everything<Encounter>('Encounter');
    const states: Record<string, string> = {
      '53631000052103': 'planned',
      '53641000052109': 'cancelled',
      '53651000052107': 'in-progress',
      '53661000052105': 'finished',
      '53671000052101': 'finished',
    };
    expect(matches.length).toBe(records('GetCareContacts:3').length);
    for (const { careContactHeader: header, careContactBody: body } of records('GetCareContacts:3')) {
      const encounter = matches.find((one) => idOf(one) === header.documentId);
      expect(encounter).toMatchObject({
        status: states[body.careContactStatus?.code ?? ''],
        class: { system: 'urn:oid:1.2.752.129.2.2.2.25', code: body.careContactCode?.code },
        serviceProvider: {
          identifier: { value: body.careContactOrgUnit?.orgUnitHSAId },
          display: body.careContactOrgUnit?.orgUnitName,
        },
        reasonCode: [{ text: body.careContactReason }],
      });
      expect(wallClock(encounter?.period?.start)).toBe(body.careContactTimePeriod?.start);
      expect(wallClock(encounter?.period?.end)).toBe(body.careContactTimePeriod?.end);
    }
  });
});

describe('the server', () => {
  it('answers the same to GET and to POST, and puts no personal number into links and ids', async () => {
    const posted = await search('Condition', { 'patient.identifier': tolvansToken, _count: '5' });
    const got = await read<Bundle>(
      `${base()}/Condition?patient.identifier=${encodeURIComponent(tolvansToken)}&_count=5`,
    );
    const ids = ({ entry }: Bundle) => entry?.map(({ fullUrl }) => fullUrl);
    expect(ids(posted)).toEqual(ids(got));
    expect(JSON.stringify([posted.link, ids(posted)])).not.toContain(tolvan.id);
  });

  it('reads whatever a search has shown or referred to', async () => {
    const { entry = [] } = await search('Condition', {
      'patient.identifier': tolvansToken,
      _count: '1',
      _include: 'Condition:patient',
    });
    expect(entry.map(({ resource }) => resource?.resourceType)).toEqual(['Condition', 'Provenance', 'Patient']);
    for (const { fullUrl = '', resource } of entry) expect(await read(fullUrl)).toEqual(resource);
    const agent = (entry[1]?.resource as Provenance | undefined)?.agent ?? [];
    const unit = await read<FhirResource>(`${base()}/${agent[1]?.who.reference}`);
    expect(unit).toMatchObject({
      resourceType: 'Organization',
      identifier: [{ value: agent[1]?.who.identifier?.value }],
    });
    expect(await read(`${base()}/${agent[0]?.who.reference}`)).toMatchObject({ name: 'Region Västernorrland' });
    const condition = entry[0]?.resource as Condition;
    const role = condition.contained?.[0];
    const practitioner = (role as PractitionerRole | undefined)?.practitioner?.reference;
    expect(await read(`${base()}/${practitioner}`)).toMatchObject({ resourceType: 'Practitioner' });
  });

  it('searches by its own patient id and by days', async () => {
    const all = await everything<Condition>('Condition');
    const subject = all.matches[0]?.subject.reference ?? '';
    const middle = all.matches[Math.floor(all.matches.length / 2)]?.recordedDate?.slice(0, 10) ?? '';
    const since = await search('Condition', { patient: subject, 'recorded-date': `ge${middle}`, _count: '250' });
    const expected = all.matches.filter(({ recordedDate = '' }) => recordedDate.slice(0, 10) >= middle);
    expect(since.total).toBe(expected.length);
    expect(since.total).toBeLessThan(all.matches.length);
  });

  it('searches by codes, with and without system, one of several', async () => {
    const counts = await Promise.all(
      ['LAB', 'http://terminology.hl7.org/CodeSystem/v2-0074|LAB', 'urn:x|LAB', 'LAB,RAD,OTH'].map(
        async (category) =>
          (await search('DiagnosticReport', { 'patient.identifier': tolvansToken, category, _count: '1' })).total,
      ),
    );
    const of = (id: 'GetLaboratoryOrderOutcome:4' | 'GetImagingOutcome:1' | 'GetReferralOutcome:3') =>
      records(id).length;
    const laboratory = of('GetLaboratoryOrderOutcome:4');
    const all = laboratory + of('GetImagingOutcome:1') + of('GetReferralOutcome:3');
    expect(counts).toEqual([laboratory, laboratory, 0, all]);
  });

  it('brings what is included, each once, and leads to what is not', async () => {
    const { entry = [] } = await search('DiagnosticReport', {
      'patient.identifier': tolvansToken,
      category: 'LAB',
      _count: '3',
      _include: 'DiagnosticReport:result',
    });
    const of = (type: string) => entry.filter(({ resource }) => resource?.resourceType === type);
    const results = of('DiagnosticReport').flatMap(({ resource }) => (resource as DiagnosticReport).result ?? []);
    expect(of('Observation').map(({ resource }) => `Observation/${resource?.id}`)).toEqual(
      results.map(({ reference }) => reference),
    );
    const report = of('DiagnosticReport')[0]?.resource as DiagnosticReport;
    const specimen = report.specimen?.[0]?.reference;
    expect(await read<FhirResource>(`${base()}/${specimen}`)).toMatchObject({ resourceType: 'Specimen' });
  });

  it('keeps long attachments as binaries, and people as roles, to be read', async () => {
    const { matches } = await everything<DocumentReference>('DocumentReference');
    const url = matches.map(({ content }) => content[0]?.attachment.url).find((one) => one?.startsWith('Binary/'));
    expect(await read<FhirResource>(`${base()}/${url}`)).toMatchObject({
      resourceType: 'Binary',
      contentType: 'application/pdf',
      data: expect.stringMatching(/^JVBER/),
    });
    const role = matches
      .map(({ author }) => author?.[0]?.reference)
      .find((one) => one?.startsWith('PractitionerRole/'));
    expect(await read<FhirResource>(`${base()}/${role}`)).toMatchObject({
      resourceType: 'PractitionerRole',
      organization: { reference: expect.stringMatching(/^Organization\//) },
    });
  });

  it('finds nobody under another kind of identity, and says so with an empty bundle', async () => {
    const bundle = await search('Flag', {
      'patient.identifier': `http://electronichealth.se/identifier/samordningsnummer|${tolvan.id}`,
    });
    expect(bundle).toMatchObject({ type: 'searchset', total: 0 });
    expect(bundle.entry).toBeUndefined();
  });

  it('says what it can at /metadata', async () => {
    const capability = await read<FhirResource>(`${base()}/metadata`);
    expect(capability).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  });

  it.each([
    ['a search without patient', '/Condition', {}, 400, 'required'],
    ['a patient that is no token', '/Condition?patient.identifier=191212121212', {}, 400, 'invalid'],
    [
      'an unknown parameter when strict',
      '/Condition?patient=x&colour=red',
      { prefer: 'handling=strict' },
      400,
      'not-supported',
    ],
    ['another type', '/Procedure?patient=x', {}, 404, 'not-found'],
    ['a search for binaries', '/Binary?patient=x', {}, 404, 'not-found'],
    ['another id', '/Condition/x-y', {}, 404, 'not-found'],
    ['a page that is gone', '/Condition?_page=x', {}, 404, 'not-found'],
  ])('refuses %s with an OperationOutcome', async (_case, path, headers, status, code) => {
    const answer = await started.client.get(base() + path, headers);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code }],
    });
  });
});

/** A dateTime as RIV-TA writes it. The tests run in Swedish time, so that Date’s local parts are Swedish. */
function wallClock(dateTime: string | undefined): string | undefined {
  if (dateTime === undefined) return undefined;
  const at = new Date(dateTime);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}${[at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('')}`;
}
