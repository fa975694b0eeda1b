import { describe, expect, it } from 'vitest';
import { ask, byType } from './fhir-system.ts';

describe('alert information', () => {
  const local = (name: string) => `https://fhir.inera.se/ig/ehds-tk/StructureDefinition/${name}`;
  const kind = (code: string, display?: string) => [
    { coding: [{ system: 'urn:oid:1.2.752.129.2.2.2.1', code, ...(display && { display }) }] },
  ];
  const flag = (more: object) => ({
    resourceType: 'Flag',
    id: 'f1',
    identifier: [{ system: 'urn:oid:1.2.752.129.2.1.2.1', value: 'UPP-1' }],
    status: 'active',
    period: { start: '2022-01-01' },
    ...more,
  });
  const allergy = (more: object = {}) => ({
    resourceType: 'AllergyIntolerance',
    id: 'al1',
    category: ['medication'],
    criticality: 'high',
    code: {
      coding: [{ system: 'http://www.whocc.no/atc', code: 'J01CE02', display: 'Fenoximetylpenicillin' }],
    },
    verificationStatus: { coding: [{ code: 'unconfirmed' }] },
    onsetDateTime: '2020-03-05',
    recordedDate: '2020-03-06T10:00:00+01:00',
    reaction: [{ manifestation: [{ text: 'Ej angiven' }], severity: 'severe' }],
    note: [{ text: 'Utslag' }],
    ...more,
  });
  const hypersensitivity = {
    degreeOfSeverity: { originalText: 'livshotande' },
    degreeOfCertainty: { originalText: 'misstänkt' },
    pharmaceuticalHypersensitivity: {
      atcSubstance: {
        code: 'J01CE02',
        codeSystem: '1.2.752.129.2.2.3.1.1',
        displayName: 'Fenoximetylpenicillin',
      },
    },
  };
  const bodiesOf = async (flags: readonly object[], allergies: readonly object[] = []) => {
    const { records, failure } = await ask(
      'GetAlertInformation:2',
      byType({ Flag: flags, AllergyIntolerance: allergies }),
    );
    expect(failure).toBeUndefined();
    for (const record of records) expect(record).not.toHaveProperty('problems');
    return records.map(({ data }) => (data as { alertInformationBody: object }).alertInformationBody);
  };

  it('from an allergy alone', async () => {
    expect(await bodiesOf([], [allergy()])).toEqual([
      {
        typeOfAlertInformation: { code: 'upp-okh', codeSystem: '1.2.752.129.2.2.2.1', displayName: 'Överkänslighet' },
        ascertainedDate: '20200305',
        validityTimePeriod: { start: '20200305000000' },
        alertInformationComment: 'Utslag',
        hypersensitivity,
      },
    ]);
  });

  it.each([
    [
      'a reference',
      {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/flag-detail',
            valueReference: { reference: 'AllergyIntolerance/al1' },
          },
        ],
      },
      {},
    ],
    [
      'a reference by identifier',
      {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/flag-detail',
            valueReference: { identifier: { value: 'AL-1' } },
          },
        ],
      },
      { identifier: [{ value: 'AL-1' }] },
    ],
    ['the same identifier', {}, { identifier: [{ system: 'urn:oid:1.2.752.129.2.1.2.1', value: 'UPP-1' }] }],
  ])('from a flag and its allergy, known by %s, is one record', async (_, inFlag, inAllergy) => {
    const bodies = await bodiesOf(
      [flag({ category: kind('upp-okh', 'Överkänslighet'), ...inFlag })],
      [allergy(inAllergy)],
    );
    expect(bodies).toEqual([expect.objectContaining({ hypersensitivity })]);
  });

  it('keeps an allergy whose flag was withdrawn', async () => {
    const identifier = [{ system: 'urn:oid:1.2.752.129.2.1.2.1', value: 'UPP-1' }];
    const { records } = await ask(
      'GetAlertInformation:2',
      byType({ Flag: [flag({ status: 'entered-in-error' })], AllergyIntolerance: [allergy({ identifier })] }),
    );
    expect(records.map(({ header }) => header.nullified)).toEqual([true, false]);
  });

  it('leaves out what says that there is no allergy', async () => {
    const known = [
      allergy({ code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] } }),
      allergy({ verificationStatus: { coding: [{ code: 'refuted' }] } }),
    ];
    expect(await bodiesOf([], known)).toEqual([]);
  });

  it.each([
    [
      'food by text',
      { category: ['food'], code: { text: 'Jordnöt' } },
      { otherHypersensitivity: { hypersensitivityAgent: 'Jordnöt' } },
    ],
    [
      'an agent by code',
      {
        category: ['environment'],
        code: { coding: [{ system: 'http://snomed.info/sct', code: '256277009', display: 'Gräspollen' }] },
      },
      {
        otherHypersensitivity: {
          hypersensitivityAgent: 'Gräspollen',
          hypersensitivityAgentCode: { code: '256277009', codeSystem: '1.2.752.116.2.1.1', displayName: 'Gräspollen' },
        },
      },
    ],
    [
      'a medicine by text',
      { code: { text: 'Johannesört' } },
      { pharmaceuticalHypersensitivity: { nonATCSubstance: 'Johannesört', nonATCSubstanceComment: 'ATC-kod saknas' } },
    ],
    [
      'a medicine by a code that is not ATC',
      { code: { coding: [{ system: 'http://snomed.info/sct', code: '764146007', display: 'Penicillin' }] } },
      {
        pharmaceuticalHypersensitivity: { nonATCSubstance: 'Penicillin', nonATCSubstanceComment: 'ATC-kod saknas' },
        otherHypersensitivity: {
          hypersensitivityAgentCode: { code: '764146007', codeSystem: '1.2.752.116.2.1.1', displayName: 'Penicillin' },
        },
      },
    ],
    ['a lower criticality', { criticality: 'low' }, { degreeOfSeverity: { originalText: 'besvärande' } }],
    ['a high one without severe reaction', { reaction: [] }, { degreeOfSeverity: { originalText: 'skadlig' } }],
  ])('from an allergy with %s', async (_, more, expected) => {
    expect(await bodiesOf([], [allergy(more)])).toMatchObject([{ hypersensitivity: expected }]);
  });

  it('that is over says when', async () => {
    const over = { clinicalStatus: { coding: [{ code: 'resolved' }] }, lastOccurrence: '2021-05-01' };
    expect(await bodiesOf([], [allergy(over)])).toMatchObject([{ obsoleteTime: '20210501000000' }]);
    const ended = flag({ status: 'inactive', period: { start: '2022-01-01', end: '2023-02-01' }, code: { text: 'x' } });
    expect(await bodiesOf([ended])).toMatchObject([
      { validityTimePeriod: { start: '20220101000000', end: '20230201000000' }, obsoleteTime: '20230201000000' },
    ]);
  });

  it.each([
    [
      'a disease',
      {
        category: kind('upp-uas'),
        code: { coding: [{ system: 'https://www.icd10.se/', code: 'G40.9', display: 'Epilepsi' }] },
      },
      { seriousDisease: { disease: { code: 'G40.9', codeSystem: '1.2.752.116.1.1.1.1.3', displayName: 'Epilepsi' } } },
    ],
    [
      'a treatment told by its extensions',
      {
        extension: [
          { url: local('alert-treatment-description'), valueString: 'Warfarin' },
          {
            url: local('alert-pharmaceutical-treatment'),
            valueCodeableConcept: {
              coding: [{ system: 'http://www.whocc.no/atc', code: 'B01AA03', display: 'warfarin' }],
            },
          },
        ],
        code: { text: 'Warfarin' },
      },
      {
        typeOfAlertInformation: { code: 'upp-ube' },
        treatment: {
          treatmentDescription: 'Warfarin',
          pharmaceuticalTreatment: [{ code: 'B01AA03', codeSystem: '1.2.752.129.2.2.3.1.1', displayName: 'warfarin' }],
        },
      },
    ],
    [
      'a communicable disease',
      {
        category: kind('upp-arb-smf'),
        code: { text: 'MRSA' },
        extension: [{ url: local('alert-route-of-transmission'), valueCodeableConcept: { text: 'Kontakt' } }],
      },
      {
        communicableDisease: {
          communicableDiseaseCode: { originalText: 'MRSA' },
          routeOfTransmission: { originalText: 'Kontakt' },
        },
      },
    ],
    [
      'a restriction, by the name of its category',
      { category: [{ text: 'Vårdbegränsning' }], code: { text: 'Ej blod' } },
      { restrictionOfCare: { restrictionOfCareComment: 'Ej blod' } },
    ],
    [
      'something else',
      {
        code: { text: 'Svår intubation' },
        extension: [
          { url: local('alert-information-comment'), valueString: 'Se 2019 Inaktiveringskommentar: gammalt' },
        ],
      },
      {
        typeOfAlertInformation: { code: 'upp-est' },
        obsoleteComment: 'gammalt',
        unstructuredAlertInformation: {
          unstructuredAlertInformationHeading: 'Svår intubation',
          unstructuredAlertInformationContent: 'Se 2019',
        },
      },
    ],
    [
      'hypersensitivity in national detail',
      {
        category: [...kind('upp-okh'), { text: 'Läkemedelsöverkänslighet' }],
        code: { text: 'Naturmedel' },
        extension: [
          { url: local('alert-degree-of-severity'), valueCodeableConcept: { text: 'Skadlig' } },
          {
            url: local('alert-pharmaceutical-hypersensitivity'),
            extension: [
              { url: 'nonATCSubstanceComment', valueString: 'Utländskt' },
              {
                url: 'pharmaceuticalProductId',
                valueCodeableConcept: { coding: [{ system: 'urn:oid:1.2.752.129.2.1.5.1', code: '1', display: 'P' }] },
              },
            ],
          },
        ],
      },
      {
        hypersensitivity: {
          typeOfHypersensitivity: { originalText: 'Läkemedelsöverkänslighet' },
          degreeOfSeverity: { originalText: 'Skadlig' },
          pharmaceuticalHypersensitivity: {
            nonATCSubstance: 'Naturmedel',
            nonATCSubstanceComment: 'Utländskt',
            pharmaceuticalProductId: [{ code: '1', codeSystem: '1.2.752.129.2.1.5.1', displayName: 'P' }],
          },
        },
      },
    ],
    [
      'links to others',
      {
        code: { text: 'x' },
        extension: [
          {
            url: local('related-alert-information'),
            extension: [
              { url: 'typeOfRelationship', valueCodeableConcept: { text: 'ersätter' } },
              { url: 'documentId', valueString: 'UPP-0' },
            ],
          },
        ],
      },
      {
        relatedAlertInformation: [
          { typeOfAlertInformationRelationship: { originalText: 'ersätter' }, documentId: ['UPP-0'] },
        ],
      },
    ],
  ])('from a flag about %s', async (_, more, expected) => {
    expect(await bodiesOf([flag(more)])).toMatchObject([expected]);
  });

  it('counts a broken flag', async () => {
    const { records } = await ask('GetAlertInformation:2', byType({ Flag: [flag({ status: 7 })] }));
    expect(records[0]?.problems?.[0]).toBe('Flag does not have the form that FHIR R4 gives it');
  });
});
