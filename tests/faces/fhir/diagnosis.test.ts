import { describe, expect, it } from 'vitest';
import { mapDiagnosis } from '../../../src/faces/fhir/mapping/diagnosis.ts';
import { generationOf } from '../../../src/faces/fhir/mapping/generation.ts';
import { asJson, contextFor, diagnosis, header, vas } from './samples.ts';
import { structureFaults } from './structure.ts';

const map = (...given: Parameters<typeof diagnosis>) => asJson(mapDiagnosis(diagnosis(...given), contextFor()));

describe('the generation of the guide', () => {
  it('June 2026: other profile, HSA-id and source, an assumed clinical status; the patient by identity alone', () => {
    const generation = generationOf('june-2026');
    const condition = asJson(mapDiagnosis(diagnosis(), contextFor({ generation })));
    expect(condition.meta).toMatchObject({
      profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/inera-ehds-condition-diagnosis'],
      source: `urn:oid:1.2.752.129.2.1.4.1#${vas}`,
    });
    expect(condition.recorder?.identifier?.system).toBe('urn:oid:1.2.752.129.2.1.4.1');
    expect(condition.clinicalStatus?.coding?.[0]?.code).toBe('active');
    expect(JSON.stringify(condition.contained)).not.toContain('SEEHDS');
    const withdrawn = asJson(mapDiagnosis(diagnosis({}, { nullified: true }), contextFor({ generation })));
    expect(withdrawn.clinicalStatus).toBeUndefined();
  });
});

describe('GetDiagnosis → Condition', () => {
  it('a complete diagnosis', () => {
    const condition = map({ chronicDiagnosis: false, relatedDiagnosis: [{ documentId: 'dok-0' }] });
    expect(structureFaults(condition)).toEqual([]);
    expect(condition).toEqual({
      resourceType: 'Condition',
      id: `Condition.${vas}.dok-1`,
      meta: {
        profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSConditionDiagnosis'],
        source: `https://tjanstekatalogen.inera.se/Endpoint/${vas}`,
      },
      language: 'sv-SE',
      text: {
        status: 'generated',
        div:
          '<div xmlns="http://www.w3.org/1999/xhtml" lang="sv-SE" xml:lang="sv-SE"><p>Huvuddiagnos: Astma, ospecificerad (J45.9)</p>' +
          '<ul><li>Fastställd: 2024-02-29 08:30</li><li>Registrerad: 2024-03-01 09:15</li><li>Kronisk: nej</li></ul></div>',
      },
      contained: [
        {
          resourceType: 'PractitionerRole',
          id: 'author',
          meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSPractitionerRole'] },
          identifier: [hsa('SE2321000230-DEMOLAK1')],
          practitioner: { display: 'Maja Testlund' },
          code: [
            {
              coding: [{ system: 'urn:oid:1.2.752.129.2.2.1.4', code: '201010', display: 'Distriktsläkare' }],
              text: 'Distriktsläkare',
            },
          ],
          organization: {
            reference: '#author-unit',
            identifier: hsa('SE2321000230-DEMOHC1'),
            display: 'Demo hälsocentral',
          },
        },
        {
          resourceType: 'Organization',
          id: 'author-unit',
          meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSOrganization'] },
          identifier: [hsa('SE2321000230-DEMOHC1')],
          name: 'Demo hälsocentral',
          telecom: [
            { system: 'phone', value: '+46920000000' },
            { system: 'email', value: 'hc@demo.example' },
          ],
          address: [{ text: 'Demogatan 1, 971 00 Luleå', city: 'Luleå' }],
        },
      ],
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate',
          valueDateTime: '2024-03-01T10:00:00+01:00',
        },
        {
          url: 'https://fhir.inera.se/ig/ehds-tk/StructureDefinition/condition-chronic-diagnosis',
          valueBoolean: false,
        },
        {
          url: 'http://hl7.org/fhir/StructureDefinition/condition-related',
          valueReference: { identifier: local('dok-0') },
        },
      ],
      identifier: [local('dok-1')],
      verificationStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
      },
      category: [
        {
          coding: [
            {
              system: 'https://terminologitjansten.inera.se/inera-kodverksforvaltning/kodverk/kv_diagnostyp',
              code: 'HD',
              display: 'Huvuddiagnos',
            },
          ],
        },
        {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/condition-category',
              code: 'encounter-diagnosis',
              display: 'Encounter Diagnosis',
            },
          ],
        },
      ],
      code: {
        coding: [{ system: 'https://www.icd10.se/', code: 'J45.9', display: 'Astma, ospecificerad' }],
        text: 'Astma, ospecificerad',
      },
      subject: {
        reference: 'Patient/opaque',
        identifier: { system: 'http://electronichealth.se/identifier/personnummer', value: '191212121212' },
      },
      encounter: { type: 'Encounter', identifier: local('kontakt-1') },
      onsetDateTime: '2024-02-29T08:30:00+01:00',
      recordedDate: '2024-03-01T09:15:00+01:00',
      recorder: { reference: '#author', identifier: hsa('SE2321000230-DEMOLAK1'), display: 'Maja Testlund' },
      asserter: { type: 'PractitionerRole', identifier: hsa('SE2321000230-DEMOLAK2'), display: 'Nils Provberg' },
    });
  });

  it('a secondary diagnosis is BY, and no clinical status is invented', () => {
    const condition = map({ typeOfDiagnosis: 'Bidiagnos' });
    expect(condition.category?.[0]?.coding?.[0]).toMatchObject({ code: 'BY', display: 'Bidiagnos' });
    expect(condition.clinicalStatus).toBeUndefined();
  });

  it('an absent chronic flag stays absent, a true one is told', () => {
    expect(JSON.stringify(map())).not.toContain('chronic');
    expect(map({ chronicDiagnosis: true }).extension?.[1]?.valueBoolean).toBe(true);
  });

  it('a diagnosis without code says so', () => {
    const { diagnosisCode: _, ...rest } = diagnosis().data.diagnosisBody;
    const record = diagnosis();
    const condition = mapDiagnosis({ ...record, data: { ...record.data, diagnosisBody: rest } }, contextFor());
    expect(condition.code).toEqual({ text: 'Diagnoskod saknas' });
  });

  it('a record not approved for the patient is labelled NOPATIENT', () => {
    expect(map({}, { approvedForPatient: false }).meta?.security).toEqual([
      { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPATIENT' },
    ]);
  });

  it('a withdrawn record is entered in error, with the reason as note', () => {
    const condition = map({}, { nullified: true, nullifiedReason: 'Fel patient' });
    expect(condition.verificationStatus?.coding?.[0]?.code).toBe('entered-in-error');
    expect(condition.note).toEqual([{ text: 'Fel patient' }]);
    expect(structureFaults(condition)).toEqual([]);
  });

  it('a header without the optional parts gives no empty references', () => {
    const { legalAuthenticator: _, careContactId: __, ...rest } = header;
    const record = diagnosis();
    const condition = asJson(
      mapDiagnosis(
        {
          ...record,
          data: {
            ...record.data,
            diagnosisHeader: { ...rest, accountableHealthcareProfessional: { authorTime: '20240701120000' } },
          },
        },
        contextFor(),
      ),
    );
    expect(condition).not.toHaveProperty('recorder');
    expect(condition).not.toHaveProperty('contained');
    expect(condition).not.toHaveProperty('asserter');
    expect(condition).not.toHaveProperty('encounter');
    expect(condition).not.toHaveProperty('extension');
    expect(condition.recordedDate).toBe('2024-07-01T12:00:00+02:00');
    expect(structureFaults(condition)).toEqual([]);
  });

  it('the patient is not given the unit’s contact details, and the resource says that it is shortened', () => {
    const condition = mapDiagnosis(diagnosis(), contextFor({ forPatient: true }));
    expect(JSON.stringify(condition)).not.toMatch(/\+46920000000|hc@demo\.example/);
    expect(condition.meta?.tag?.[0]?.code).toBe('SUBSETTED');
  });

  it('markup in the source is text in the narrative', () => {
    const condition = map({ diagnosisCode: { originalText: '<script>alert("x")</script> & co' } });
    expect(condition.text?.div).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co');
    expect(structureFaults(condition)).toEqual([]);
  });
});

function hsa(value: string) {
  return {
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PRN' }] },
    system: 'urn:oid:1.2.752.29.4.19',
    value,
  };
}

function local(value: string) {
  return { system: 'urn:oid:1.2.752.129.2.1.2.1', value };
}
