import type { DiagnosticReport, FhirResource, ImagingStudy, Observation, Specimen } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { imaging } from '../../../src/faces/fhir/mapping/imaging.ts';
import { laboratory } from '../../../src/faces/fhir/mapping/laboratory.ts';
import { specimensOf } from '../../../src/faces/fhir/mapping/laboratory-analysis.ts';
import { maternity } from '../../../src/faces/fhir/mapping/maternity.ts';
import { observations } from '../../../src/faces/fhir/mapping/observation.ts';
import type { RecordMapping } from '../../../src/faces/fhir/mapping/record-mapping.ts';
import { referralOutcomes } from '../../../src/faces/fhir/mapping/referral-outcome.ts';
import { expectValidResource } from '../../support/fhir-validity.ts';
import {
  haemoglobin,
  imagingOutcome,
  labReport,
  maternityRecord,
  observationGroup,
  referralAnswer,
} from './result-samples.ts';
import { asJson, contextFor } from './samples.ts';

function resourcesOf(mapping: RecordMapping, record: Parameters<RecordMapping['map']>[0]): FhirResource[] {
  const resources = mapping.map(record, contextFor()).resources.map(asJson) as FhirResource[];
  for (const resource of resources) expectValidResource(resource);
  return resources;
}

describe('GetLaboratoryOrderOutcome → DiagnosticReport, Observation and Specimen', () => {
  const of = (...given: Parameters<typeof labReport>) => resourcesOf(laboratory, labReport(...given));
  const analysed = (change: Partial<typeof haemoglobin>) =>
    of({ groupOfAnalyses: [{ analysis: [{ ...haemoglobin, ...change }] }] });
  const observationOf = (resources: readonly FhirResource[]) =>
    resources.find((one): one is Observation => one.resourceType === 'Observation') as Observation;

  it('a complete answer', () => {
    const [report, observation, specimen] = of() as [DiagnosticReport, Observation, Specimen];
    expect(report).toMatchObject({
      meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSDiagnosticReportLab'] },
      identifier: [{ value: 'lab-1' }, { value: 'svar-1' }],
      status: 'final',
      category: [{ coding: [{ code: 'LAB' }] }],
      code: { coding: [{ system: 'http://loinc.org', code: '11502-2' }] },
      effectiveDateTime: '2024-03-01T07:30:00+01:00',
      issued: '2024-03-01T09:15:00+01:00',
      performer: [{ display: 'Britt Labbdemo' }],
      conclusion: 'Utan anmärkning',
      basedOn: [{ reference: '#referral' }],
      result: [{ reference: `Observation/${observation.id}` }],
      specimen: [{ reference: `Specimen/${specimen.id}` }],
    });
    expect(report.contained?.find(({ id }) => id === 'referral')).toMatchObject({
      identifier: [{ value: 'remiss-1' }],
      reasonCode: [{ text: 'Anemi?' }],
      requester: { display: 'Maja Testlund' },
    });
    expect(observation).toMatchObject({
      identifier: [{ value: 'analys-1' }, { value: 'lab-1' }],
      status: 'final',
      code: { coding: [{ system: 'urn:oid:1.2.752.108.1', code: 'NPU28309' }] },
      effectiveDateTime: '2024-03-01T07:30:00+01:00',
      valueQuantity: { value: 132, unit: 'g/L', code: 'g/L' },
      interpretation: [{ text: 'Inom referens' }],
      referenceRange: [{ low: { value: 117 }, high: { value: 153 }, appliesTo: [{ text: 'Kvinnor' }] }],
      performer: [{ display: 'Britt Labbdemo' }],
      specimen: { reference: `Specimen/${specimen.id}` },
    });
    expect(specimen).toMatchObject({
      type: { text: 'Blod' },
      collection: { collectedDateTime: '2024-03-01T07:30:00+01:00' },
    });
  });

  it('an analysis of several specimens points at each, and is found by each', () => {
    const another = { material: { originalText: 'Serum' }, timestamp: '20240301073500' };
    const resources = analysed({ specimen: [...(haemoglobin.specimen ?? []), another, another] });
    const specimens = resources.filter(({ resourceType }) => resourceType === 'Specimen');
    expect(specimens).toHaveLength(3);
    const pointers = specimensOf(observationOf(resources)).map((one) => one?.reference);
    expect(pointers).toEqual(specimens.map(({ id }) => `Specimen/${id}`));
  });

  it('values keep the digits of the laboratory', () => {
    const [, observation] = laboratory.map(labReport(), contextFor()).resources;
    expect(JSON.stringify(observation)).toContain('"value":132.0,');
  });

  it.each([
    ['preliminary', 'preliminary'],
    ['partial', 'partial'],
    ['något', 'unknown'],
  ])('type %s is status %s', (code, status) => {
    expect(of({ type: { code } })[0]).toMatchObject({ status });
  });

  it.each([
    [undefined, 'final'],
    ['Preliminärt svar', 'preliminary'],
    ['Korrigerad', 'corrected'],
    ['Avbruten', 'cancelled'],
    ['Beställd', 'registered'],
    ['Annat', 'unknown'],
  ])('an analysis that says %s is %s', (displayName, status) => {
    expect(observationOf(analysed(displayName === undefined ? {} : { status: { displayName } })).status).toBe(status);
  });

  it.each([
    [
      'a code',
      { cv: { code: 'x', codeSystem: '1.2.3', displayName: 'E. coli' } },
      { valueCodeableConcept: { text: 'E. coli' } },
    ],
    ['words', { st: 'Negativ' }, { valueString: 'Negativ' }],
    [
      'less than',
      { intervalPQ: { high: '0,5', highClosed: false, unit: 'mg/L' } },
      { valueQuantity: { value: 0.5, comparator: '<' } },
    ],
    [
      'between',
      { intervalPQ: { low: '1', high: '2', unit: 'mg/L' } },
      { valueRange: { low: { value: 1 }, high: { value: 2 } } },
    ],
    ['a unit of no list', { pq: { value: '3', unit: 'kryss' } }, { valueQuantity: { value: 3, unit: 'kryss' } }],
    ['nothing', {}, { dataAbsentReason: { coding: [{ code: 'unknown' }] } }],
  ])('a value that is %s', (_what, value, expected) => {
    expect(observationOf(analysed({ result: [{ value }] }))).toMatchObject(expected);
  });

  it('several results are components', () => {
    const result = ['120', '80'].map((digits) => ({ type: { originalText: `Mått ${digits}` }, value: { st: digits } }));
    expect(observationOf(analysed({ result })).component).toMatchObject([
      { code: { text: 'Mått 120' }, valueString: '120' },
      { code: { text: 'Mått 80' }, valueString: '80' },
    ]);
  });

  it('what was found in what was found is a member (resistance pattern)', () => {
    const related = [{ code: { originalText: 'Penicillin' }, result: [{ value: { st: 'R' } }] }];
    const resources = analysed({ result: [{ value: { st: 'E. coli' }, related }] });
    const all = resources.filter((one): one is Observation => one.resourceType === 'Observation');
    const parent = all.find(({ hasMember }) => hasMember);
    const member = all.find(({ code }) => code.text === 'Penicillin');
    expect(parent?.hasMember).toEqual([{ reference: `Observation/${member?.id}` }]);
  });

  it('a group with a name is a panel over its analyses, and one specimen is one however often it was used', () => {
    const second = { ...haemoglobin, identifier: { root: '1.2.752.129.2.1.2.1', extension: 'analys-2' } };
    const resources = of({ groupOfAnalyses: [{ name: 'Blodstatus', analysis: [haemoglobin, second] }] });
    const report = resources[0] as DiagnosticReport;
    const panel = resources.find((one) => one.resourceType === 'Observation' && one.code.text === 'Blodstatus');
    expect(report.result).toEqual([{ reference: `Observation/${panel?.id}` }]);
    expect((panel as Observation).hasMember).toHaveLength(2);
    expect(resources.filter(({ resourceType }) => resourceType === 'Specimen')).toHaveLength(1);
  });
});

describe('GetImagingOutcome → DiagnosticReport and ImagingStudy', () => {
  const of = (...given: Parameters<typeof imagingOutcome>) => resourcesOf(imaging, imagingOutcome(...given));

  it('a complete answer', () => {
    const [report, study] = of() as [DiagnosticReport, ImagingStudy];
    expect(report).toMatchObject({
      status: 'final',
      category: [{ coding: [{ code: 'RAD' }] }],
      code: { coding: [{ code: '18748-4' }] },
      effectiveDateTime: '2024-03-01T10:00:00+01:00',
      issued: '2024-03-01T10:15:00+01:00',
      conclusion: 'Ingen fraktur.\nJämfört med tidigare.',
      imagingStudy: [{ reference: `ImagingStudy/${study.id}` }],
      presentedForm: [{ contentType: 'application/dicom', url: 'https://demo.example/wado?x=1' }],
      resultsInterpreter: [{ display: 'Nils Provberg' }],
    });
    expect(study).toMatchObject({
      status: 'available',
      modality: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: 'DX' }],
      started: '2024-03-01T09:30:00+01:00',
      numberOfInstances: 2,
      procedureCode: [{ text: 'Slätröntgen handled' }],
      series: [{ instance: [{ sopClass: { code: 'urn:oid:1.2.840.10008.5.1.4.1.1.1' } }] }],
    });
    expect(study.series?.[0]?.uid).toMatch(/^2\.25\.\d+$/);
    expect((of()[1] as ImagingStudy).series?.[0]?.uid).toBe(study.series?.[0]?.uid);
  });

  it.each([
    ['PREL', 'preliminary'],
    ['DEF', 'final'],
    ['TILL', 'amended'],
  ] as const)('%s is %s', (typeOfResult, status) => {
    expect(of({ typeOfResult })[0]).toMatchObject({ status });
  });

  it('withdrawn, report and studies are entered in error', () => {
    expect(of({}, { nullified: true, nullifiedReason: 'Fel patient' })).toMatchObject([
      { status: 'entered-in-error' },
      { status: 'entered-in-error' },
    ]);
  });
});

describe('GetReferralOutcome → DiagnosticReport and ServiceRequest', () => {
  it('a complete answer', () => {
    const [report, request] = resourcesOf(referralOutcomes, referralAnswer());
    expect(report).toMatchObject({
      status: 'final',
      code: { coding: [{ code: '11488-4' }], text: 'Svar från medicin' },
      conclusion: 'Fortsatt samma behandling.\n[I50.9]: Hjärtsvikt',
      conclusionCode: [{ coding: [{ system: 'https://www.icd10.se/', code: 'I50.9' }] }],
      basedOn: [{ reference: `ServiceRequest/${request?.id}`, identifier: { value: 'remiss-3' } }],
      presentedForm: [{ title: 'Ekokardiografi', url: 'https://demo.example/eko.pdf' }],
    });
    expect(request).toMatchObject({
      identifier: [{ value: 'remiss-3' }],
      status: 'unknown',
      intent: 'order',
      reasonCode: [{ text: 'Andfådd' }],
      authoredOn: '2024-02-20T12:00:00+01:00',
    });
  });

  it('an answer that may not be the last is preliminary', () => {
    expect(resourcesOf(referralOutcomes, referralAnswer({ referralOutcomeTypeCode: 'SR' }))[0]).toMatchObject({
      status: 'preliminary',
    });
  });
});

describe('GetMaternityMedicalHistory → Observation', () => {
  const observationOf = (body: Parameters<typeof maternityRecord>[0]) =>
    resourcesOf(maternity, maternityRecord(body))[0] as Observation;
  const codes = ({ component = [] }: Observation) => component.map(({ code }) => code.coding?.[0]?.code);

  it('registration', () => {
    const observation = observationOf({
      registrationRecord: {
        lastMenstrualPeriod: '20240101',
        length: { value: '168', unit: 'cm' },
        infertility: '1.5',
        previousGravidityAndParity: [{ year: 2020, month: 5, delivery: 5, sex: 2 }],
        diseasesDiabetesMellitus: false,
      },
    });
    expect(observation).toMatchObject({
      identifier: [{ value: 'mvc-1#registration' }, { value: 'mvc-1' }],
      code: { coding: [{ code: 'registration' }] },
    });
    expect(codes(observation)).toEqual([
      'lmp',
      'body-height',
      'infertility-duration',
      'prev-delivery-1-year',
      'prev-delivery-1-month',
      'prev-delivery-1-delivery',
      'prev-delivery-1-sex',
      'disease-diabetes',
    ]);
    expect(observation.component?.[0]).toMatchObject({
      code: { coding: [{}, { system: 'http://loinc.org', code: '8665-2' }] },
      valueDateTime: '2024-01-01',
    });
  });

  it('a check-up', () => {
    const observation = observationOf({
      pregnancyCheckupRecord: {
        completeWeeksOfGestation: 28,
        proteinuria: { value: '0.3', unit: 'g/L' },
        fetalPosition: [0],
        fetalHeartRate: [{ value: '140', unit: '/min' }],
      },
    });
    expect(observation.component).toMatchObject([
      { valueInteger: 28 },
      { valueQuantity: { value: 0.3, code: 'g/L' } },
      { valueCodeableConcept: { text: 'Huvudläge' } },
      { valueQuantity: { code: '/min' } },
    ]);
  });

  it('after delivery, the mother’s and each child’s', () => {
    const observation = observationOf({
      postDeliveryRecord: {
        motherPostDeliveryRecord: { bodyTemperature: '37.2', uterusContracted: true, uterusNote: 'visas inte' },
        childPostDeliveryRecord: [{ ordinalNumber: 1, weight: { value: '3450', unit: 'g' }, apgarScore5: 9 }],
      },
    });
    expect(codes(observation)).toEqual([
      'postpartum-body-temperature',
      'postpartum-uterus-contracted',
      'child-1-weight',
      'child-1-apgar-5',
    ]);
  });
});

describe('GetObservations → Observation', () => {
  const of = (...changes: Parameters<typeof observationGroup>) =>
    resourcesOf(observations, observationGroup(...changes)) as Observation[];

  it('growth, with LOINC beside SNOMED CT', () => {
    expect(of({})[0]).toMatchObject({
      meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSObservationGrowth'] },
      category: [{ coding: [{ code: 'vital-signs' }] }],
      code: { coding: [{ system: 'http://snomed.info/sct', code: '27113001' }, { code: '29463-7' }] },
      effectiveDateTime: '2024-03-01',
      valueQuantity: { value: 3.45, code: 'kg' },
      issued: '2024-03-01T09:15:00+01:00',
      performer: [{ display: 'Siv Demosköld' }],
    });
  });

  it('another unit than the agreed is an observation like any other', () => {
    const [observation] = of({ value: { pq: { value: '3450', unit: 'g' } } });
    expect(observation?.meta?.profile?.[0]).toMatch(/SEEHDSObservationBase$/);
  });

  it.each([
    ['a month', { ts: { format: 'YYYYMM', value: '202403' } }, { valueDateTime: '2024-03' }],
    [
      'an hour, with what was written',
      { ts: { format: 'YYYYMMDDhh', value: '2024030108' } },
      { valueDateTime: '2024-03-01T08:00:00+01:00', _valueDateTime: { extension: [{ valueString: '2024030108' }] } },
    ],
    [
      'a period',
      { ivl_ts: { start: { format: 'YYYY', value: '2023' }, end: { format: 'YYYY', value: '2024' } } },
      { valuePeriod: { start: '2023', end: '2024' } },
    ],
    ['a code', { cv: { code: '1', codeSystem: '1.2.3', displayName: 'Ja' } }, { valueCodeableConcept: { text: 'Ja' } }],
  ] as const)('a value that is %s', (_what, value, expected) => {
    expect(of({ value })[0]).toMatchObject(expected);
  });

  it('what was denied has no value, and says what was denied', () => {
    const [observation] = of({
      valueNegation: true,
      value: { cv: { code: '1', codeSystem: '1.2.3', displayName: 'Feber' } },
    });
    expect(observation).toMatchObject({ dataAbsentReason: { coding: [{ code: 'ND' }], text: 'Negerat: Feber' } });
    expect(observation?.valueCodeableConcept).toBeUndefined();
  });

  it('another record that it points at is told with whose it is', () => {
    const hsaIds = '1.2.752.129.2.1.4.1';
    const referredInformation = {
      id: { root: '1.2.752.129.2.1.2.1', extension: 'note-1' },
      time: { format: 'YYYYMMDD', value: '20240301' },
      type: 'voo',
      informationOwner: { id: { root: hsaIds, extension: 'SE2321000230-DEMOHC1' } },
    } as const;
    const code = { code: '1', codeSystem: '1.2.3', displayName: 'hör till' };
    const [observation] = of({ relation: [{ code, referredInformation }] });
    const relation = observation?.extension?.find(({ url }) => url.endsWith('/relation'));
    expect(relation?.extension?.map(({ url }) => url)).toEqual(['code', 'id', 'type', 'informationOwner']);
    expect(relation?.extension?.at(-1)?.valueIdentifier?.value).toBe('SE2321000230-DEMOHC1');
  });

  it('each of a group says for itself whether the patient may see it', () => {
    const [seen, unseen] = of({}, { approvedForPatient: false });
    expect(seen?.meta?.security).toBeUndefined();
    expect(unseen?.meta?.security?.[0]?.code).toBe('NOPATIENT');
  });
});
