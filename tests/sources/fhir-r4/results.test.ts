import { expect, it } from 'vitest';
import { entityOf } from '../../../src/access/index.ts';
import type { ContractId } from '../../../src/contracts/index.ts';
import { ask, byType, hsa } from './fhir-system.ts';

/** One resource, as a system elsewhere in the world would write it, and the heart of the record it becomes. */
const provenance = (target: string) => ({
  resourceType: 'Provenance',
  target: [{ reference: target }],
  recorded: '2024-05-01T12:00:00+02:00',
  agent: [
    { type: { coding: [{ code: 'author' }] }, who: { identifier: hsa('SE2321000206-DEMOVE') } },
    { type: { coding: [{ code: 'custodian' }] }, who: { identifier: hsa('SE2321000206-DEMOVG') } },
  ],
});
const dataOf = async (contract: ContractId, resources: Parameters<typeof byType>[0]) => {
  const { records, failure } = await ask(contract, byType(resources));
  expect(failure).toBeUndefined();
  expect(records).toHaveLength(1);
  expect(records[0]).not.toHaveProperty('problems');
  return records[0]?.data;
};
const common = { id: '1', identifier: [{ value: 'ID-1' }] };
const taken = '2024-05-01T08:00:00+02:00';
const observation = (id: string, more: object) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [{ coding: [{ code: 'laboratory' }] }],
  code: { coding: [{ system: 'urn:oid:1.2.752.108.1', code: 'NPU03230', display: 'P-Kalium' }] },
  effectiveDateTime: taken,
  ...more,
});
const report = (more: object) => ({
  resourceType: 'DiagnosticReport',
  ...common,
  status: 'final',
  issued: '2024-05-01T10:00:00+02:00',
  effectiveDateTime: taken,
  ...more,
});
const panel = [
  observation('panel', { hasMember: [{ reference: 'Observation/k' }] }),
  observation('k', {
    hasMember: [{ reference: 'Observation/panel' }],
    valueQuantity: { value: 4.5, unit: 'mmol/L', comparator: '<' },
    referenceRange: [{ low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5, unit: 'mmol/L' } }],
  }),
];
const lab = { category: [{ coding: [{ code: 'LAB' }] }] };

it.each<[string, ContractId, Parameters<typeof byType>[0], object]>([
  [
    'a laboratory report with a panel, whose members contain each other',
    'GetLaboratoryOrderOutcome:4',
    {
      // Once as a match of its own, once more along with the report.
      Observation: panel,
      DiagnosticReport: [
        report({ ...lab, result: [{ reference: 'Observation/panel' }] }),
        ...panel,
        provenance('DiagnosticReport/1'),
      ],
    },
    {
      body: {
        type: { code: 'final' },
        groupOfAnalyses: [
          {
            analysis: [
              {
                code: { code: 'NPU03230' },
                result: [
                  {
                    value: { st: 'Se ingående analyser' },
                    related: [
                      {
                        result: [
                          {
                            value: { intervalPQ: { high: '4.5', highClosed: false, unit: 'mmol/L' } },
                            reference: { interval: { low: '3.5', high: '5', unit: 'mmol/L' } },
                          },
                        ],
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    },
  ],
  [
    'laboratory observations that no report holds',
    'GetLaboratoryOrderOutcome:4',
    {
      Observation: [
        observation('a', { valueBoolean: true }),
        observation('b', { dataAbsentReason: { text: 'Provet koagulerat' } }),
        provenance('Observation/a'),
      ],
    },
    {
      body: {
        groupOfAnalyses: [
          { analysis: [{ result: [{ value: { st: 'Ja' } }] }, { result: [{ value: { st: 'Provet koagulerat' } }] }] },
        ],
      },
    },
  ],
  [
    'an imaging report',
    'GetImagingOutcome:1',
    {
      DiagnosticReport: [
        report({
          category: [{ coding: [{ code: 'RAD' }] }],
          status: 'corrected',
          conclusion: 'Ingen fraktur.',
          imagingStudy: [{ reference: 'ImagingStudy/s' }],
        }),
        {
          resourceType: 'ImagingStudy',
          id: 's',
          status: 'available',
          started: taken,
          modality: [{ code: 'DX' }],
          procedureCode: [{ text: 'Röntgen handled' }],
        },
      ],
    },
    {
      imagingOutcomeBody: {
        typeOfResult: 'TILL',
        resultTime: '20240501080000',
        resultReport: 'Ingen fraktur.',
        imageRecording: [
          {
            examinationActivity: { originalText: 'Röntgen handled' },
            examinationStatus: 'Avklarad',
            modalityData: { typeOfModality: 'DX' },
          },
        ],
      },
    },
  ],
  [
    'an answer to a referral',
    'GetReferralOutcome:3',
    {
      DiagnosticReport: [
        report({
          code: { coding: [{ system: 'http://loinc.org', code: '11488-4' }], text: 'Konsultationssvar' },
          conclusion: 'Fortsatt observation.',
          conclusionCode: [{ coding: [{ system: 'https://www.icd10.se/', code: 'J45', display: 'Astma' }] }],
          basedOn: [{ identifier: { value: 'REM-1' } }],
        }),
      ],
    },
    {
      referralOutcomeBody: {
        referralOutcomeTypeCode: 'SS',
        referralOutcomeTitle: 'Konsultationssvar',
        referralOutcomeText: 'Fortsatt observation.',
        clinicalInformation: [{ clinicalInformationCode: { code: 'J45' }, clinicalInformationText: 'Astma' }],
        referral: { referralId: 'REM-1', referralReason: 'Uppgift saknas' },
      },
    },
  ],
  [
    'a vaccination',
    'GetVaccinationHistory:2',
    {
      Immunization: [
        {
          resourceType: 'Immunization',
          ...common,
          status: 'completed',
          occurrenceDateTime: '2024-05-01',
          vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07BB', display: 'Influensavaccin' }] },
          doseQuantity: { value: 0.5, unit: 'mL' },
          protocolApplied: [{ doseNumberPositiveInt: 2 }],
          lotNumber: 'A1',
        },
        provenance('Immunization/1'),
      ],
    },
    {
      vaccinationMedicalRecordBody: {
        registrationRecord: { date: '20240501', sourceSystemContact: { hsaid: 'SE2321000206-DEMOFHIR' } },
        administrationRecord: [
          {
            typeOfVaccine: { code: 'J07BB' },
            dose: { quantity: { value: '0.5', unit: 'mL' }, displayName: '0,5 mL' },
            doseOrdinalNumber: 2,
            vaccineBatchId: 'A1',
          },
        ],
      },
    },
  ],
  [
    'an assessment of daily living',
    'GetFunctionalStatus:2',
    {
      Condition: [
        {
          resourceType: 'Condition',
          ...common,
          category: [{ coding: [{ code: 'pad-pad' }] }],
          recordedDate: taken,
          note: [{ text: 'Klarar det mesta.' }, { text: '[Påklädning]: Självständig' }],
        },
      ],
    },
    {
      functionalStatusAssessmentBody: {
        assessmentCategory: 'pad-pad',
        comment: 'Klarar det mesta.',
        padl: [{ typeOfAssessment: { originalText: 'Påklädning' }, assessment: 'Självständig' }],
      },
    },
  ],
  [
    'a care plan',
    'GetCarePlans:2',
    {
      CarePlan: [
        {
          resourceType: 'CarePlan',
          ...common,
          status: 'active',
          created: taken,
          title: 'Rehab',
          description: 'Träna',
          category: [{ coding: [{ code: 'RP' }] }],
        },
      ],
    },
    {
      carePlanHeader: { documentTitle: 'Rehab' },
      carePlanBody: { typeOfCarePlanEnum: 'RP', content: [{ mediaType: 'text/plain', value: 'VHLDpG5h' }] },
    },
  ],
  [
    'a check-up of a pregnancy',
    'GetMaternityMedicalHistory:2',
    {
      Observation: [
        observation('1', {
          code: {
            coding: [{ system: 'https://fhir.inera.se/ig/ehds-tk/CodeSystem/maternity-section', code: 'checkup' }],
          },
          performer: [{ reference: '#midwife' }],
          contained: [
            {
              resourceType: 'PractitionerRole',
              id: 'midwife',
              identifier: [hsa('SE2321000206-DEMOBM')],
              organization: { identifier: hsa('SE2321000206-DEMOMVC'), display: 'Mödravården' },
            },
          ],
          component: [
            { code: { coding: [{ code: 'gestation-weeks' }] }, valueInteger: 24 },
            { code: { coding: [{ code: 'fetal-position' }] }, valueCodeableConcept: { coding: [{ code: '0' }] } },
            { code: { coding: [{ code: 'medication-since-reg-1-name' }] }, valueString: 'Järn' },
          ],
        }),
        provenance('Observation/1'),
      ],
    },
    {
      maternityMedicalRecordBody: {
        pregnancyCheckupRecord: {
          completeWeeksOfGestation: 24,
          fetalPosition: [0],
          medicationSinceRegistration: [{ medicament: 'Järn' }],
        },
      },
    },
  ],
  [
    'a blood pressure',
    'GetObservations:1',
    {
      Observation: [
        observation('1', {
          category: [{ coding: [{ code: 'vital-signs' }] }],
          effectiveDateTime: '2024-05',
          component: [
            {
              code: { coding: [{ system: 'http://loinc.org', code: '8480-6', display: 'Systoliskt' }] },
              valueQuantity: { value: 1.2e2, unit: 'mmHg', code: 'mm[Hg]' },
            },
          ],
        }),
        provenance('Observation/1'),
      ],
    },
    {
      performerRole: { code: { code: 'UNK' }, careUnit: { id: { extension: 'SE2321000206-DEMOVE' } } },
      observation: [
        {
          type: { code: '8480-6', codeSystem: '2.16.840.1.113883.6.1' },
          time: { start: { format: 'YYYYMM', value: '202405' } },
          value: { pq: { value: '120', unit: 'mm[Hg]' } },
          valueNegation: false,
        },
      ],
    },
  ],
  [
    'a request on its way',
    'GetRequestActivities:1',
    {
      Task: [
        {
          resourceType: 'Task',
          ...common,
          status: 'in-progress',
          code: { coding: [{ code: '4' }] },
          businessStatus: { coding: [{ code: '30' }] },
          lastModified: taken,
          focus: { identifier: { value: 'REM-1' } },
        },
      ],
    },
    {
      typeOfRequest: '4',
      statusCode: '30',
      senderRequestId: 'REM-1',
      receiverRequestId: 'ID-1',
      eventTime: '20240501080000',
    },
  ],
])('%s becomes a record of %s', async (_, contract, resources, expected) => {
  expect(await dataOf(contract, resources)).toMatchObject(expected);
});

it.each<[string, ContractId, Parameters<typeof byType>[0], RegExp]>([
  [
    'and not another resource with its id',
    'GetDiagnosis:2',
    {
      Condition: [
        { resourceType: 'Encounter', ...common },
        { resourceType: 'Condition', ...common },
      ],
    },
    /^\{\s+"resourceType": "Condition"/,
  ],
  [
    'where it goes by the ids of its parts',
    'GetObservations:1',
    {
      Observation: [
        observation('1', {
          ...common,
          category: [],
          component: [{ code: { text: 'Systoliskt' }, valueQuantity: { value: 120, unit: 'mmHg' } }],
        }),
      ],
    },
    /^\{\s+"resourceType": "Observation"/,
  ],
])('the original is what the record was read from, %s', async (_what, contract, resources, form) => {
  const { records } = await ask(contract, byType(resources));
  const original = records[0]?.header.documentId ?? '';
  const { parts } = await ask(contract, byType(resources), { original });
  expect(parts).toEqual([expect.objectContaining({ original: expect.stringMatching(form) })]);
});

const lastChanged = { lastUpdated: '2026-01-01T12:00:00+01:00' };

it.each<[string, object, boolean]>([
  ['when it was issued', {}, false],
  ['when it was taken', { issued: undefined }, false],
  ['no more than the year when it was taken', { issued: undefined, effectiveDateTime: '2026' }, true],
  ['nothing but when it was last changed', { issued: undefined, effectiveDateTime: undefined }, true],
])('an imaging report that says %s', async (_says, more, isUndated) => {
  const imaging = report({
    category: [{ coding: [{ code: 'RAD' }] }],
    conclusion: 'Inga fynd.',
    meta: lastChanged,
    ...more,
  });
  const { records } = await ask('GetImagingOutcome:1', byType({ DiagnosticReport: [imaging] }));
  expect(records).toHaveLength(1);
  expect(records[0]?.comparedBy).toEqual(isUndated ? ['', expect.stringMatching(/^20260101/)] : undefined);
});

it.each<[string, object, boolean]>([
  ['when it was issued', { effectiveDateTime: undefined }, false],
  ['when the sample was taken', { issued: undefined }, false],
  ['nothing but when it was last changed', { issued: undefined, effectiveDateTime: undefined }, true],
])('a laboratory report that says %s', async (_says, more, isUndated) => {
  const answer = report({ ...lab, conclusion: 'Inga fynd.', meta: lastChanged, ...more });
  const { records } = await ask('GetLaboratoryOrderOutcome:4', byType({ DiagnosticReport: [answer] }));
  expect(records).toHaveLength(1);
  expect(records[0]?.comparedBy).toEqual(isUndated ? ['', '20260101120000'] : undefined);
});

it.each<[string, object, boolean]>([
  ['when it was registered', { issued: taken }, false],
  ['no more than when it was made', {}, true],
])('an observation that says %s', async (_says, more, isUndated) => {
  const weight = observation('1', { category: [], valueQuantity: { value: 70, unit: 'kg', code: 'kg' }, ...more });
  const { records } = await ask('GetObservations:1', byType({ Observation: [weight] }));
  const [entity] = records.map((record) =>
    entityOf({ ...record, header: { ...record.header, careProvider: 'SE2321000206-DEMOVG' } }),
  );
  expect(entity).toMatchObject({ start: isUndated ? undefined : taken });
});
