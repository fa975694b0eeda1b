import type { Extension } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { mapHypersensitivity } from '../../../src/faces/fhir/mapping/allergy-intolerance.ts';
import { mapAlert } from '../../../src/faces/fhir/mapping/flag.ts';
import { severityIsUnknown } from '../../../src/faces/fhir/mapping/hypersensitivity.ts';
import { alert, asJson, contextFor, vas } from './samples.ts';
import { structureFaults } from './structure.ts';

type Given = Parameters<typeof alert>;
const guide = 'https://fhir.inera.se/ig/ehds-tk/StructureDefinition/';

function flagOf(...given: Given) {
  const flag = asJson(mapAlert(alert(...given), contextFor()));
  expect(structureFaults(flag)).toEqual([]);
  return flag;
}

function allergyOf(...given: Given) {
  const mapped = mapHypersensitivity(alert(...given), contextFor());
  if (!mapped) throw new Error('no AllergyIntolerance');
  const allergy = asJson(mapped);
  expect(structureFaults(allergy)).toEqual([]);
  return allergy;
}

/** The values of the guide's own extension, without their URL. */
function extensions(of: { extension?: Extension[] | undefined }, name: string): object[] {
  return (of.extension ?? []).filter(({ url }) => url === guide + name).map(({ url: _, ...value }) => value);
}

const penicillin: Given[0] = {
  hypersensitivity: {
    typeOfHypersensitivity: { code: '1', displayName: 'Läkemedelsöverkänslighet' },
    degreeOfSeverity: { displayName: 'Livshotande' },
    degreeOfCertainty: { displayName: 'Misstänkt' },
    pharmaceuticalHypersensitivity: {
      atcSubstance: { code: 'J01CE02', codeSystem: '1.2.752.129.2.2.3.1.1', displayName: 'Fenoximetylpenicillin' },
      nonATCSubstanceComment: 'Reaktion 2019',
      pharmaceuticalProductId: [{ code: '19530101000010', codeSystem: '1.2.752.129.2.1.5.1' }],
    },
  },
};

describe('GetAlertInformation → Flag', () => {
  it('header, type and validity', () => {
    const flag = flagOf({ seriousDisease: { disease: { code: 'D66', codeSystem: '1.2.752.116.1.1.1.1.3' } } });
    expect(flag).toMatchObject({
      id: `Flag.${vas}.dok-1`,
      meta: { profile: [`${guide}SEEHDSFlag`], source: `https://tjanstekatalogen.inera.se/Endpoint/${vas}` },
      identifier: [{ system: 'urn:oid:1.2.752.129.2.1.2.1', value: 'dok-1' }],
      status: 'active',
      category: [{ coding: [{ system: 'urn:oid:1.2.752.129.2.2.2.1', code: 'upp-uas' }], text: 'Allvarlig sjukdom' }],
      code: { coding: [{ system: 'https://www.icd10.se/', code: 'D66' }] },
      subject: { reference: 'Patient/opaque' },
      period: { start: '2024-01-01T00:00:00+01:00' },
      encounter: { identifier: { value: 'kontakt-1' } },
      author: { reference: '#author', display: 'Maja Testlund' },
    });
    expect(extensions(flag, 'alert-asserted-date')).toEqual([{ valueDateTime: '2024-03-01T10:00:00+01:00' }]);
    expect(extensions(flag, 'alert-asserter')).toMatchObject([{ valueReference: { display: 'Nils Provberg' } }]);
  });

  it('ascertained, verified, comment and obsolete comment', () => {
    const flag = flagOf({
      ascertainedDate: '20231224',
      verifiedTime: '20231225080000',
      alertInformationComment: 'Viktigt',
      obsoleteComment: 'Avskriven',
    });
    expect(extensions(flag, 'alert-ascertained-date')).toEqual([{ valueDate: '2023-12-24' }]);
    expect(extensions(flag, 'alert-verified-time')).toEqual([{ valueDateTime: '2023-12-25T08:00:00+01:00' }]);
    expect(extensions(flag, 'alert-information-comment')).toEqual([
      { valueString: 'Viktigt\nInaktiveringskommentar: Avskriven' },
    ]);
  });

  it.each([
    ['absent', undefined, 'active'],
    ['past', '20251231000000', 'inactive'],
    ['yet to come', '20991231000000', 'active'],
  ] as const)('an obsolete time that is %s', (_, obsoleteTime, status) => {
    expect(flagOf({ ...(obsoleteTime && { obsoleteTime }) }).status).toBe(status);
  });

  it('ends at the earlier of validity end and obsolete time', () => {
    const validityTimePeriod = { start: '20240101000000', end: '20250101000000' };
    const end = (obsoleteTime: string) => flagOf({ validityTimePeriod, obsoleteTime }).period?.end;
    expect(end('20240601000000')).toBe('2024-06-01T00:00:00+02:00');
    expect(end('20260101000000')).toBe('2025-01-01T00:00:00+01:00');
  });

  it('hypersensitivity: substance, kind, degrees, details, and a pointer to the AllergyIntolerance', () => {
    const flag = flagOf(penicillin);
    expect(flag.code).toEqual({
      coding: [{ system: 'http://www.whocc.no/atc', code: 'J01CE02', display: 'Fenoximetylpenicillin' }],
      text: 'Fenoximetylpenicillin',
    });
    expect(flag.category?.[1]?.text).toBe('Läkemedelsöverkänslighet');
    expect(flag.extension?.[0]).toEqual({
      url: 'http://hl7.org/fhir/StructureDefinition/flag-detail',
      valueReference: { reference: `AllergyIntolerance/${allergyOf(penicillin).id}` },
    });
    expect(extensions(flag, 'alert-degree-of-severity')).toEqual([{ valueCodeableConcept: { text: 'Livshotande' } }]);
    expect(extensions(flag, 'alert-degree-of-certainty')).toEqual([{ valueCodeableConcept: { text: 'Misstänkt' } }]);
    expect(extensions(flag, 'alert-pharmaceutical-hypersensitivity')).toEqual([
      {
        extension: [
          { url: 'nonATCSubstanceComment', valueString: 'Reaktion 2019' },
          {
            url: 'pharmaceuticalProductId',
            valueCodeableConcept: { coding: [{ system: 'urn:oid:1.2.752.129.2.1.5.1', code: '19530101000010' }] },
          },
        ],
      },
    ]);
  });

  it('treatment: description as text and extension, drugs', () => {
    const flag = flagOf({
      treatment: {
        treatmentDescription: 'Warfarin',
        pharmaceuticalTreatment: [{ code: 'B01AA03', codeSystem: '1.2.752.129.2.2.3.1.1' }],
      },
    });
    expect(flag.code).toEqual({ text: 'Warfarin' });
    expect(extensions(flag, 'alert-treatment-description')).toEqual([{ valueString: 'Warfarin' }]);
    expect(extensions(flag, 'alert-pharmaceutical-treatment')).toEqual([
      { valueCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'B01AA03' }] } },
    ]);
  });

  it('treatment with a code keeps both', () => {
    const treatmentCode = { code: 'DT016', codeSystem: '1.2.752.116.1.3.2.1.4', displayName: 'Läkemedelsbehandling' };
    expect(flagOf({ treatment: { treatmentDescription: 'Cytostatika', treatmentCode } }).code).toEqual({
      coding: [{ system: 'urn:oid:1.2.752.116.1.3.2.1.4', code: 'DT016', display: 'Läkemedelsbehandling' }],
      text: 'Cytostatika',
    });
  });

  it('communicable disease with its route', () => {
    const flag = flagOf({
      communicableDisease: {
        communicableDiseaseCode: { code: 'B24', codeSystem: '1.2.752.116.1.1.1.1.3', displayName: 'HIV' },
        routeOfTransmission: { displayName: 'Blodsmitta' },
      },
    });
    expect(flag.code?.text).toBe('HIV');
    expect(extensions(flag, 'alert-route-of-transmission')).toEqual([{ valueCodeableConcept: { text: 'Blodsmitta' } }]);
  });

  it('restriction of care has words for a code', () => {
    const flag = flagOf({ restrictionOfCare: { restrictionOfCareComment: 'Önskar inte blodtransfusion' } });
    expect(flag.code).toEqual({ text: 'Önskar inte blodtransfusion' });
    expect(extensions(flag, 'alert-restriction-of-care-comment')).toEqual([
      { valueString: 'Önskar inte blodtransfusion' },
    ]);
  });

  it('an unstructured alert has its heading for a code and its content as comment', () => {
    const flag = flagOf({
      unstructuredAlertInformation: {
        unstructuredAlertInformationHeading: 'Varning',
        unstructuredAlertInformationContent: 'Se journal',
      },
    });
    expect(flag.code).toEqual({ text: 'Varning' });
    expect(extensions(flag, 'alert-information-comment')).toEqual([{ valueString: 'Se journal' }]);
  });

  it('related alerts', () => {
    const flag = flagOf({
      relatedAlertInformation: [
        {
          typeOfAlertInformationRelationship: { displayName: 'Ersätter' },
          relationComment: 'Ny bedömning',
          documentId: ['dok-7', 'dok-8'],
        },
      ],
    });
    expect(extensions(flag, 'related-alert-information')).toEqual([
      {
        extension: [
          { url: 'typeOfRelationship', valueCodeableConcept: { text: 'Ersätter' } },
          { url: 'relationComment', valueString: 'Ny bedömning' },
          { url: 'documentId', valueString: 'dok-7' },
          { url: 'documentId', valueString: 'dok-8' },
        ],
      },
    ]);
  });

  it('a withdrawn alert is entered in error', () => {
    expect(flagOf({}, { nullified: true }).status).toBe('entered-in-error');
  });
});

describe('GetAlertInformation → AllergyIntolerance', () => {
  it('only hypersensitivity becomes one', () => {
    expect(mapHypersensitivity(alert({}), contextFor())).toBeUndefined();
  });

  it('a complete hypersensitivity', () => {
    expect(allergyOf({ ...penicillin, ascertainedDate: '20190501', alertInformationComment: 'Utslag' })).toMatchObject({
      meta: { profile: [`${guide}SEEHDSAllergyIntolerance`] },
      identifier: [{ value: 'dok-1' }],
      clinicalStatus: { coding: [{ code: 'active' }] },
      verificationStatus: { coding: [{ code: 'unconfirmed' }] },
      type: 'allergy',
      category: ['medication'],
      criticality: 'high',
      code: { coding: [{ code: 'J01CE02' }] },
      patient: { reference: 'Patient/opaque' },
      onsetDateTime: '2019-05-01',
      recordedDate: '2024-03-01T09:15:00+01:00',
      recorder: { reference: '#author' },
      asserter: { display: 'Nils Provberg' },
      note: [{ text: 'Utslag' }, { text: 'Reaktion 2019' }],
      reaction: [
        {
          substance: { coding: [{ code: '19530101000010' }] },
          manifestation: [{ text: 'Ej angiven' }],
          severity: 'severe',
        },
      ],
    });
  });

  it.each([
    ['livshotande', 'high', 'severe'],
    ['Skadlig', 'high', 'moderate'],
    ['skadande', 'high', 'moderate'],
    ['Besvärande', 'low', 'mild'],
    ['något annat', 'unable-to-assess', undefined],
  ])('severity %s', (displayName, criticality, severity) => {
    const allergy = allergyOf({ hypersensitivity: { degreeOfSeverity: { displayName } } });
    expect(allergy.criticality).toBe(criticality);
    expect(allergy.reaction?.[0]?.severity).toBe(severity);
    expect(allergy.reaction === undefined).toBe(severity === undefined);
  });

  it('tells a severity it does not know from none at all', () => {
    expect(severityIsUnknown({ degreeOfSeverity: { displayName: 'något annat' } })).toBe(true);
    expect(severityIsUnknown({ degreeOfSeverity: { displayName: 'skadlig' } })).toBe(false);
    expect(severityIsUnknown({})).toBe(false);
    expect(allergyOf({ hypersensitivity: {} }).criticality).toBeUndefined();
  });

  it.each([
    ['misstänkt', 'unconfirmed'],
    ['säker', 'confirmed'],
    ['annat', 'confirmed'],
  ])('certainty %s', (displayName, code) => {
    const allergy = allergyOf({ hypersensitivity: { degreeOfCertainty: { displayName } } });
    expect(allergy.verificationStatus?.coding?.[0]?.code).toBe(code);
  });

  it.each([
    ['Födoämnesöverkänslighet', 'Jordnötter', 'food'],
    ['Annan', 'Björkpollen', 'environment'],
    ['Annan', 'Latex', undefined],
  ])('category of %s, %s', (displayName, hypersensitivityAgent, category) => {
    const allergy = allergyOf({
      hypersensitivity: { typeOfHypersensitivity: { displayName }, otherHypersensitivity: { hypersensitivityAgent } },
    });
    expect(allergy.category?.[0]).toBe(category);
    expect(allergy.code).toEqual({ text: hypersensitivityAgent });
  });

  it('an obsolete one is inactive, a withdrawn one has no clinical status', () => {
    const body = { ...penicillin, obsoleteTime: '20250101000000' };
    expect(allergyOf(body).clinicalStatus?.coding?.[0]?.code).toBe('inactive');
    const withdrawn = allergyOf(body, { nullified: true, nullifiedReason: 'Fel' });
    expect(withdrawn.clinicalStatus).toBeUndefined();
    expect(withdrawn.verificationStatus?.coding?.[0]?.code).toBe('entered-in-error');
    expect(withdrawn.note?.at(-1)).toEqual({ text: 'Fel' });
  });
});
