import { describe, expect, it } from 'vitest';
import { careContacts, mapCareContact } from '../../../src/faces/fhir/mapping/encounter.ts';
import { provenanceOf } from '../../../src/faces/fhir/mapping/provenance.ts';
import { asJson, bridgeHsaId, careContact, contextFor, diagnosis } from './samples.ts';
import { structureFaults } from './structure.ts';

function encounterOf(...given: Parameters<typeof careContact>) {
  const encounter = asJson(mapCareContact(careContact(...given), contextFor()));
  expect(structureFaults(encounter)).toEqual([]);
  return encounter;
}

/** The sample without one optional part of its body. */
function without(part: 'careContactCode' | 'careContactStatus' | 'careContactReason', end?: string) {
  const record = careContact();
  const { [part]: _, ...body } = record.data.careContactBody;
  const careContactTimePeriod = { start: '20240301090000', ...(end && { end }) };
  return asJson(
    mapCareContact(
      { ...record, data: { ...record.data, careContactBody: { ...body, careContactTimePeriod } } },
      contextFor(),
    ),
  );
}

describe('GetCareContacts → Encounter', () => {
  it('a complete care contact', () => {
    const encounter = encounterOf();
    expect(encounter).toMatchObject({
      resourceType: 'Encounter',
      meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSEncounter'] },
      identifier: [{ system: 'urn:oid:1.2.752.129.2.1.2.1', value: 'kontakt-1' }],
      status: 'finished',
      class: { system: 'urn:oid:1.2.752.129.2.2.2.25', code: '1' },
      type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' }] }],
      subject: { reference: 'Patient/opaque' },
      participant: [{ individual: { reference: '#author', display: 'Maja Testlund' } }],
      period: { start: '2024-03-01T09:00:00+01:00', end: '2024-03-01T09:30:00+01:00' },
      reasonCode: [{ text: 'Hosta' }],
      serviceProvider: {
        reference: '#provider',
        identifier: { system: 'urn:oid:1.2.752.29.4.19', value: 'SE2321000230-DEMOHC1' },
        display: 'Demo hälsocentral',
      },
    });
    expect(encounter.meta?.lastUpdated).toBeUndefined();
    expect(encounter.contained?.map(({ id }) => id)).toEqual(['author', 'author-unit', 'provider']);
  });

  const list = 'urn:oid:1.2.752.129.2.2.2.25';
  it.each([
    [{ code: '1' }, { system: list, code: '1' }, 'AMB'],
    [{ code: '2', codeSystem: '1.2.752.129.2.2.2.25' }, { system: list, code: '2' }, 'VR'],
    [{ originalText: 'Vårdtillfälle' }, { system: list, code: '3', display: 'Vårdtillfälle' }, 'IMP'],
    [{ originalText: 'dagsjukvård' }, { system: list, code: '4', display: 'Dagsjukvård' }, 'SS'],
    [{ displayName: 'Annan' }, { system: list, code: '5', display: 'Annan vårdkontakt' }, undefined],
    [{ code: '17', codeSystem: '1.2.3' }, { system: 'urn:oid:1.2.3', code: '17' }, undefined],
    [{ originalText: 'Gruppbesök' }, { system: list, display: 'Gruppbesök' }, undefined],
    [{}, { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK', display: 'unknown' }, undefined],
  ])('kind %j', (careContactCode, coding, act) => {
    const encounter = encounterOf({ careContactCode });
    expect(encounter.class).toEqual(coding);
    expect(encounter.type?.[0]?.coding?.[0]?.code).toBe(act);
  });

  it.each([
    [{ code: '53631000052103' }, 'planned'],
    [{ code: '53701000052102' }, 'planned'],
    [{ code: '53651000052107' }, 'in-progress'],
    [{ code: '53681000052104' }, 'onleave'],
    [{ code: '53671000052101' }, 'finished'],
    [{ code: '53661000052105' }, 'finished'],
    [{ code: '53641000052109' }, 'cancelled'],
    [{ code: '53691000052102' }, 'entered-in-error'],
    [{ originalText: 'Pågående' }, 'in-progress'],
  ])('status %j', (careContactStatus, status) => {
    expect(encounterOf({ careContactStatus }).status).toBe(status);
  });

  it('a status outside the list is told of', () => {
    const doubts = (careContactStatus: object) =>
      careContacts.map(careContact({ careContactStatus }), contextFor()).doubts;
    expect(doubts({ code: '42' })).toEqual(['careContactStatus']);
    expect(doubts({ code: '53671000052101' })).toEqual([]);
    expect(doubts({})).toEqual([]);
  });

  it('an interrupted contact says so in words', () => {
    expect(encounterOf({ careContactStatus: { code: '53661000052105' } }).text?.div).toContain('avbruten');
  });

  it('without kind the class is unknown', () => {
    expect(without('careContactCode').class).toEqual({
      system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor',
      code: 'UNK',
      display: 'unknown',
    });
  });

  it('without status it is finished once its end is past, else unknown', () => {
    expect(without('careContactStatus', '20240301093000').status).toBe('finished');
    expect(without('careContactStatus', '20991231000000').status).toBe('unknown');
    expect(without('careContactStatus').status).toBe('unknown');
  });

  it('a withdrawn contact is entered in error', () => {
    expect(encounterOf({}, { nullified: true }).status).toBe('entered-in-error');
  });
});

describe('Provenance', () => {
  const hsa = (value: string) => ({
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PRN' }] },
    system: 'urn:oid:1.2.752.29.4.19',
    value,
  });
  const agent = (code: string, value: string) => ({
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }] },
    who: { type: 'Organization', identifier: hsa(value) },
  });
  const target = { resourceType: 'Condition', id: 'c1' };

  it('names provider, unit and bridge', () => {
    const provenance = asJson(provenanceOf(target, diagnosis().header, {}, contextFor()));
    expect(structureFaults(provenance)).toEqual([]);
    expect(provenance).toMatchObject({
      meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSProvenance'] },
      target: [{ reference: 'Condition/c1' }],
      recorded: '2024-03-01T09:15:00+01:00',
    });
    expect(provenance.agent).toEqual([
      agent('custodian', 'SE2321000230-DEMOREGION'),
      {
        ...agent('author', 'SE2321000230-DEMOHC1'),
        onBehalfOf: { type: 'Organization', identifier: hsa('SE2321000230-DEMOREGION') },
      },
      agent('assembler', bridgeHsaId),
    ]);
  });

  it('says why a record was withdrawn', () => {
    expect(provenanceOf(target, diagnosis().header, { withdrawnBecause: 'Fel patient' }, contextFor()).reason).toEqual([
      { text: 'Fel patient' },
    ]);
  });

  it('says that time or unit is unknown rather than leave out what is mandatory', () => {
    const header = { ...diagnosis().header, time: '', careUnit: undefined };
    const provenance = asJson(provenanceOf(target, header, {}, contextFor()));
    expect(provenance).toMatchObject({ _recorded: { extension: [{ valueCode: 'unknown' }] } });
    expect(provenance.agent[1]?.who).toMatchObject({ extension: [{ valueCode: 'unknown' }] });
  });
});
