import { describe, expect, it } from 'vitest';
import type { SourceQuery } from '../../../src/sources/index.ts';
import { fixture, patient } from '../record-system.ts';
import { ask, bundle, json } from './fhir-system.ts';

describe('diagnoses', () => {
  it('come with header, contained people and the owner that Provenance names', async () => {
    const { records, failure } = await ask('GetDiagnosis:2', json(fixture('condition-page.json')));
    expect(failure).toBeUndefined();
    expect(records).toHaveLength(2);
    expect(records[0]).toEqual({
      contract: 'GetDiagnosis:2',
      header: {
        documentId: 'DOC-1',
        sourceSystem: 'SE2321000206-DEMOFHIR',
        patient,
        time: '20240302003000',
        careUnit: 'SE2321000206-DEMOVE1',
        careProvider: 'SE2321000206-DEMOVG',
        approvedForPatient: true,
        nullified: false,
      },
      data: {
        diagnosisHeader: {
          documentId: 'DOC-1',
          sourceSystemHSAId: 'SE2321000206-DEMOFHIR',
          patientId: patient,
          accountableHealthcareProfessional: {
            authorTime: '20240302003000',
            healthcareProfessionalHSAId: 'SE2321000206-DEMOLAK1',
            healthcareProfessionalName: 'Märta Näs',
            healthcareProfessionalRoleCode: {
              code: '203090',
              codeSystem: '1.2.752.129.2.2.1.4',
              displayName: 'ST-läkare',
            },
            healthcareProfessionalOrgUnit: {
              orgUnitHSAId: 'SE2321000206-DEMOAVD',
              orgUnitName: 'Akutmottagningen',
              orgUnitTelecom: '060-123456',
              orgUnitEmail: 'akut@example.se',
              orgUnitAddress: 'Lasarettsvägen 21, 851 86',
              orgUnitLocation: 'Sundsvall',
            },
            healthcareProfessionalCareUnitHSAId: 'SE2321000206-DEMOVE1',
            healthcareProfessionalCareGiverHSAId: 'SE2321000206-DEMOVG',
          },
          legalAuthenticator: { signatureTime: '20240302080000', legalAuthenticatorName: 'Oklar Person' },
          approvedForPatient: true,
          careContactId: 'ENC-1',
        },
        diagnosisBody: {
          typeOfDiagnosis: 'Bidiagnos',
          chronicDiagnosis: false,
          diagnosisTime: '20240301000000',
          diagnosisCode: {
            code: 'I10.9',
            codeSystem: '1.2.752.116.1.1.1.1.3',
            codeSystemVersion: '2024',
            displayName: 'Essentiell hypertoni',
            originalText: 'Högt blodtryck',
          },
          relatedDiagnosis: [{ documentId: 'c2' }],
        },
      },
    });
  });

  it('that are withdrawn, hidden from the patient or without a known provider say so; refuted ones are not there', async () => {
    const { records } = await ask('GetDiagnosis:2', json(fixture('condition-page.json')));
    expect(records[1]).toMatchObject({
      header: {
        documentId: 'c2',
        careUnit: 'SE2321000206-DEMOVE2',
        careProvider: undefined,
        approvedForPatient: false,
        nullified: true,
      },
      data: {
        diagnosisHeader: { nullified: true, nullifiedReason: 'Fel patient' },
        diagnosisBody: { diagnosisCode: { originalText: 'Oklart' } },
      },
    });
    expect(records[1]).not.toHaveProperty('problems');
  });

  const plain = { resourceType: 'Condition', recordedDate: '2024-01-01' };

  it('without a type are main when first of their encounter', async () => {
    const encounter = { reference: 'Encounter/1' };
    const conditions = [
      { ...plain, id: 'a', encounter },
      { ...plain, id: 'b', encounter },
      { ...plain, id: 'c' },
    ];
    const { records } = await ask('GetDiagnosis:2', json(bundle(conditions)));
    expect(records.map(({ data }) => (data as { diagnosisBody: object }).diagnosisBody)).toEqual([
      { typeOfDiagnosis: 'Huvuddiagnos' },
      { typeOfDiagnosis: 'Bidiagnos' },
      { typeOfDiagnosis: 'Bidiagnos' },
    ]);
  });

  it('without Provenance belong to nobody, unless defaults are agreed', async () => {
    const conditions = json(bundle([{ ...plain, id: 'a' }]));
    const { records } = await ask('GetDiagnosis:2', conditions);
    expect(records[0]?.header).toMatchObject({ careUnit: undefined, careProvider: undefined });
    const agreed = await ask('GetDiagnosis:2', conditions, {}, { defaultCareUnit: 'SE2321000206-DEMOVE9' });
    expect(agreed.records[0]?.header).toMatchObject({
      careUnit: 'SE2321000206-DEMOVE9',
      careProvider: 'SE2321000206-DEMOVG',
    });
  });

  it('whose Provenance names one owner of the two are not completed from the defaults', async () => {
    const source = { defaultCareUnit: 'SE2321000206-DEMOVE9' };
    const { records } = await ask('GetDiagnosis:2', json(fixture('condition-page.json')), {}, source);
    expect(records[1]?.header).toMatchObject({ careUnit: 'SE2321000206-DEMOVE2', careProvider: undefined });
  });

  it('about another patient keep that identity', async () => {
    const identifier = { system: 'http://electronichealth.se/identifier/personnummer', value: '189002029800' };
    const { records } = await ask('GetDiagnosis:2', json(bundle([{ ...plain, id: 'a', subject: { identifier } }])));
    expect(records[0]?.header.patient).toEqual({ id: '189002029800', type: patient.type });
  });

  it('are filtered by care unit, care contact and the contract’s date rule', async () => {
    const page = json(fixture('condition-page.json'));
    const idsOf = async (change: Partial<SourceQuery>) =>
      (await ask('GetDiagnosis:2', page, change)).records.map(({ header }) => header.documentId);
    expect(await idsOf({ careUnits: ['SE2321000206-DEMOVE1'] })).toEqual(['DOC-1']);
    expect(await idsOf({ careContacts: ['ENC-1'] })).toEqual(['DOC-1']);
    expect(await idsOf({ period: { start: '20200101', end: '20200101' } })).toEqual(['c2']);
  });

  it.each([
    ['of the wrong form', { ...plain, id: 'a', category: 'HD' }],
    ['with a number for a text', { ...plain, id: 'a', recordedDate: 20240101 }],
    ['with null in a list', { ...plain, id: 'a', identifier: [null] }],
  ])('%s are counted as broken', async (_, broken) => {
    const { records, failure } = await ask('GetDiagnosis:2', json(bundle([broken, { ...plain, id: 'b' }])));
    expect(failure).toBeUndefined();
    expect(records[0]?.problems?.[0]).toBe('Condition does not have the form that FHIR R4 gives it');
    expect(records[1]).not.toHaveProperty('problems');
  });

  it('that are broken are counted whatever the filter: nobody knows whose they are', async () => {
    const change = { careUnits: ['SE2321000206-DEMOVE1'] };
    const { records } = await ask('GetDiagnosis:2', json(bundle([{ ...plain, category: 'HD' }])), change);
    expect(records).toHaveLength(1);
  });

  it('without any time are broken', async () => {
    const { records } = await ask('GetDiagnosis:2', json(bundle([{ resourceType: 'Condition', id: 'a' }])));
    expect(records[0]?.problems).toEqual([
      'diagnosis/diagnosisHeader/accountableHealthcareProfessional/authorTime is missing',
    ]);
  });

  const condition = (more: object) => ({
    resourceType: 'Condition',
    id: 'c1',
    identifier: [{ value: 'C-1' }],
    code: { text: 'Högt blodtryck' },
    ...more,
  });

  it.each<[string, object, string, boolean]>([
    ['a day', { recordedDate: '2024-05-04' }, '20240504000000', false],
    ['a month alone', { recordedDate: '2024-05' }, '20240501000000', true],
    ['nothing but when it began', { onsetDateTime: '2019' }, '20190101000000', true],
    [
      'nothing but when it was last changed',
      { meta: { lastUpdated: '2026-01-01T12:00:00+01:00' } },
      '20260101120000',
      true,
    ],
  ])('of which the system says %s are %j', async (_, said, time, isUndated) => {
    const { records } = await ask('GetDiagnosis:2', json(bundle([condition(said)])));
    expect(records[0]?.header.time).toBe(time);
    expect(records[0]?.comparedBy).toEqual(isUndated ? ['', time] : undefined);
  });
});
