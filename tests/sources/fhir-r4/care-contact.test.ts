import { describe, expect, it } from 'vitest';
import { patient } from '../record-system.ts';
import { ask, bundle, hsa, json } from './fhir-system.ts';

describe('care contacts', () => {
  const encounter = (more: object = {}) => ({
    resourceType: 'Encounter',
    id: 'e1',
    identifier: [{ value: 'ENC-1' }],
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
    period: { start: '2024-05-01T08:00:00+02:00', end: '2024-05-03T10:00:00Z' },
    serviceProvider: { identifier: hsa('SE2321000206-DEMOAVD'), display: 'Avdelning 7' },
    reasonCode: [{ text: 'Bröstsmärta' }],
    ...more,
  });
  const contact = async (more: object, others: readonly object[] = []) => {
    const { records, failure } = await ask('GetCareContacts:3', json(bundle([encounter(more), ...others])));
    expect(failure).toBeUndefined();
    return records[0];
  };

  it('tell kind and state in the words and codes of the contract', async () => {
    const record = await contact({});
    expect(record).toEqual({
      contract: 'GetCareContacts:3',
      header: {
        documentId: 'ENC-1',
        sourceSystem: 'SE2321000206-DEMOFHIR',
        patient,
        time: '20240501080000',
        careUnit: 'SE2321000206-DEMOAVD',
        careProvider: undefined,
        approvedForPatient: true,
        nullified: false,
      },
      data: {
        careContactHeader: {
          documentId: 'ENC-1',
          sourceSystemHSAId: 'SE2321000206-DEMOFHIR',
          patientId: patient,
          accountableHealthcareProfessional: {
            authorTime: '20240501080000',
            healthcareProfessionalCareUnitHSAId: 'SE2321000206-DEMOAVD',
          },
          approvedForPatient: true,
        },
        careContactBody: {
          careContactCode: { originalText: 'Vårdtillfälle' },
          careContactReason: 'Bröstsmärta',
          careContactOrgUnit: { orgUnitHSAId: 'SE2321000206-DEMOAVD', orgUnitName: 'Avdelning 7' },
          careContactTimePeriod: { start: '20240501080000', end: '20240503120000' },
          careContactStatus: { code: '53671000052101', codeSystem: '1.2.752.116.2.1.1', displayName: 'Avslutad' },
        },
      },
      comparedBy: ['', '20240501080000'],
    });
  });

  it('were written when Provenance says, else at any time, not when they were last changed', async () => {
    const meta = { lastUpdated: '2026-01-01T12:00:00+01:00' };
    const provenance = { resourceType: 'Provenance', target: [{ reference: 'Encounter/e1' }] };
    const written = { ...provenance, recorded: '2024-05-03T12:00:00+02:00' };
    const [undated, dated] = await Promise.all([contact({ meta }), contact({ meta }, [written])]);
    expect(undated).toMatchObject({ header: { time: '20260101120000' }, comparedBy: ['', '20260101120000'] });
    expect(dated).toMatchObject({ header: { time: '20240503120000' } });
    expect(dated).not.toHaveProperty('comparedBy');
  });

  it('name the professional where there is one', async () => {
    const record = await contact({ participant: [{ individual: { reference: 'Practitioner/p1' } }] }, [
      {
        resourceType: 'Practitioner',
        id: 'p1',
        identifier: [hsa('SE2321000206-DEMOSSK')],
        name: [{ given: ['Eva', 'Maria'], family: 'Ås' }],
      },
      {
        resourceType: 'Provenance',
        target: [{ reference: 'Encounter/e1' }],
        recorded: '2024-05-03T12:00:00+02:00',
        agent: [
          {
            type: { coding: [{ code: 'author' }] },
            who: { identifier: hsa('SE2321000206-DEMOVE1') },
            onBehalfOf: { identifier: hsa('SE2321000206-DEMOVG') },
          },
        ],
      },
    ]);
    expect(record).not.toHaveProperty('problems');
    expect(record).toMatchObject({
      header: { careUnit: 'SE2321000206-DEMOVE1', careProvider: 'SE2321000206-DEMOVG', time: '20240503120000' },
      data: {
        careContactHeader: {
          accountableHealthcareProfessional: {
            healthcareProfessionalHSAId: 'SE2321000206-DEMOSSK',
            healthcareProfessionalName: 'Eva Maria Ås',
            healthcareProfessionalOrgUnit: { orgUnitHSAId: 'SE2321000206-DEMOAVD' },
          },
        },
      },
    });
  });

  const bodyOf = async (more: object) => (await contact(more))?.data as { careContactBody: Record<string, unknown> };

  it.each([
    ['planned', '53631000052103'],
    ['cancelled', '53641000052109'],
    ['triaged', '53651000052107'],
    ['onleave', '53681000052104'],
    ['unknown', undefined],
  ])('%s is status %s', async (status, code) => {
    const { careContactBody: body } = await bodyOf({ status });
    expect((body.careContactStatus as { code?: string } | undefined)?.code).toBe(code);
  });

  const national = { codeSystem: '1.2.752.129.2.2.2.25' };
  it.each([
    [
      { class: { system: 'urn:oid:1.2.752.129.2.2.2.25', code: '4' } },
      { ...national, code: '4', displayName: 'Dagsjukvård' },
    ],
    [
      {
        class: { system: 'urn:oid:1.2.752.129.2.2.2.25', code: 'X9', display: 'Lokal' },
        type: [{ coding: [{ code: 'VR' }] }],
      },
      { ...national, code: 'X9', displayName: 'Lokal' },
    ],
    [{ class: { code: 'AMB' } }, { originalText: 'Besök' }],
    [{ class: { code: 'WEIRD', display: 'Hembesök' } }, { originalText: 'Hembesök' }],
    [{ class: { code: 'WEIRD' } }, { originalText: 'WEIRD' }],
    [{ class: { code: 'UNK' } }, undefined],
  ])('of class %j is kind %j', async (more, expected) => {
    expect((await bodyOf(more)).careContactBody.careContactCode).toEqual(expected);
  });

  it('entered in error are withdrawn', async () => {
    expect((await contact({ status: 'entered-in-error' }))?.header.nullified).toBe(true);
  });

  it('of a unit that has only a name keep an id, without which version 2 of the contract has no place for them', async () => {
    const answer = json(bundle([encounter({ serviceProvider: { display: 'Akuten' } })]));
    const { records } = await ask('GetCareContacts:3', answer, {}, { defaultCareUnit: 'SE2321000206-DEMOVE' });
    expect(records).toMatchObject([
      { data: { careContactBody: { careContactOrgUnit: { orgUnitHSAId: 'SE2321000206-DEMOVE' } } } },
    ]);
  });

  it('without any time are broken', async () => {
    expect((await contact({ serviceProvider: undefined, period: undefined }))?.problems).toEqual([
      'careContact/careContactHeader/accountableHealthcareProfessional/authorTime is missing',
    ]);
  });
});
