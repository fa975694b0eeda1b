import { describe, expect, it } from 'vitest';
import { ask, cluster, composition, element, extract, type Parts, response } from './extract-system.ts';

const bodyOf = (data: unknown) => (data as { alertInformationBody: unknown }).alertInformationBody;

describe('alert information', () => {
  const alert = async (entry: string, items: string, more: Partial<Parts> = {}) => {
    const body = response(extract(composition({ kind: 'upp', entry, items, ...more })));
    const { records, failure } = await ask('GetAlertInformation:2', body);
    expect(failure).toBeUndefined();
    expect(records).toHaveLength(1);
    expect(records[0]).not.toHaveProperty('problems');
    return bodyOf(records[0]?.data);
  };

  it('about hypersensitivity to medicines', async () => {
    const body = await alert(
      'upp-okh',
      element('upp-upp-kdt', 'value="20200305"') +
        element('upp-upp-vtp', 'value="20200306101500"') +
        '<items xsi:type="ELEMENT"><meaning code="upp-upp-ght"/><value xsi:type="IVL_TS"><low value="20200305"/><high nullFlavor="NI"/></value></items>' +
        element('upp-upp-kom', 'value="Utslag efter tio minuter"') +
        '<items xsi:type="ELEMENT"><meaning code="upp-okh-avg"/><value code="1" codeSystem="1.2.752.129.2.2.3.3"><displayName value="Livshotande"/></value></items>' +
        element('upp-okh-vhg', 'value="Säker"') +
        cluster(
          'upp-okh-lmo',
          '<parts xsi:type="ELEMENT"><meaning code="upp-okh-lmo-sub"/><value code="J01CE02" codeSystem="1.2.752.129.2.2.3.1.1"><displayName value="Fenoximetylpenicillin"/></value></parts>',
          element('upp-okh-lmo-lmp', 'xsi:type="II" root="1.2.752.129.2.1.5.1" extension="19540914000018"', 'parts'),
        ),
    );
    expect(body).toEqual({
      typeOfAlertInformation: {
        code: 'upp-okh',
        codeSystem: '1.2.752.129.2.2.2.1',
        displayName: 'Överkänslighet',
      },
      ascertainedDate: '20200305',
      verifiedTime: '20200306101500',
      validityTimePeriod: { start: '20200305000000' },
      alertInformationComment: 'Utslag efter tio minuter',
      hypersensitivity: {
        degreeOfSeverity: { code: '1', codeSystem: '1.2.752.129.2.2.3.3', displayName: 'Livshotande' },
        degreeOfCertainty: { originalText: 'Säker' },
        pharmaceuticalHypersensitivity: {
          atcSubstance: {
            code: 'J01CE02',
            codeSystem: '1.2.752.129.2.2.3.1.1',
            displayName: 'Fenoximetylpenicillin',
          },
          pharmaceuticalProductId: [
            { code: '19540914000018', codeSystem: '1.2.752.129.2.1.5.1', displayName: '19540914000018' },
          ],
        },
      },
    });
  });

  it('about a substance without ATC code has a comment, be it a blank one', async () => {
    const body = await alert(
      'upp-okh',
      cluster('upp-okh-lmo', element('upp-okh-lmo-sea', 'value="Johannesört"', 'parts')),
    );
    expect(body).toMatchObject({
      validityTimePeriod: { start: '20240101120000' },
      hypersensitivity: {
        pharmaceuticalHypersensitivity: { nonATCSubstance: 'Johannesört', nonATCSubstanceComment: ' ' },
      },
    });
  });

  const medicine = (...parts: string[]) => alert('upp-okh', cluster('upp-okh-lmo', ...parts));
  const substance = (value: string) => element('upp-okh-lmo-sub', value, 'parts');
  const words = element('upp-okh-lmo-sea', 'value="Penicillin"', 'parts');
  const comment = element('upp-okh-lmo-eak', 'value="Okänt preparat"', 'parts');
  const product = element('upp-okh-lmo-lmp', 'value="Kåvepenin"', 'parts');

  it.each([
    [
      'a code and words: the code',
      [substance('code="J01CE02" codeSystem="1.2.752.129.2.2.3.1.1"'), words, comment],
      { atcSubstance: { code: 'J01CE02', codeSystem: '1.2.752.129.2.2.3.1.1', displayName: 'J01CE02' } },
    ],
    [
      'a code of no system, and a comment: both as words',
      [substance('code="J01CE02"'), comment],
      { nonATCSubstance: 'J01CE02', nonATCSubstanceComment: 'Okänt preparat' },
    ],
    [
      'a product alone: its name',
      [product],
      {
        nonATCSubstance: 'Kåvepenin',
        nonATCSubstanceComment: ' ',
        pharmaceuticalProductId: [{ originalText: 'Kåvepenin' }],
      },
    ],
  ])('about a medicine has either an ATC code or words with a comment, of %s', async (_, parts, expected) => {
    expect(await medicine(...parts)).toHaveProperty('hypersensitivity.pharmaceuticalHypersensitivity', expected);
  });

  it.each([
    [
      'upp-uas',
      element('upp-uas-sjd', 'value="Epilepsi"'),
      { seriousDisease: { disease: { originalText: 'Epilepsi' } } },
    ],
    [
      'upp-ube',
      element('upp-ube-beh', 'value="Pacemaker"') +
        element('upp-ube-lbe', 'code="B01AA03" codeSystem="1.2.752.129.2.2.3.1.1"'),
      {
        treatment: {
          treatmentDescription: 'Pacemaker',
          pharmaceuticalTreatment: [{ code: 'B01AA03', codeSystem: '1.2.752.129.2.2.3.1.1', displayName: 'B01AA03' }],
        },
      },
    ],
    [
      'upp-arb',
      cluster(
        'upp-arb-smf',
        element('upp-arb-smf-sjd', 'value="MRSA"', 'parts'),
        element('upp-arb-smf-vag', 'value="Kontakt"', 'parts'),
      ),
      {
        communicableDisease: {
          communicableDiseaseCode: { originalText: 'MRSA' },
          routeOfTransmission: { originalText: 'Kontakt' },
        },
      },
    ],
    [
      'upp-vbe',
      element('upp-vbe-vbe', 'value="Ej blod"'),
      { restrictionOfCare: { restrictionOfCareComment: 'Ej blod' } },
    ],
    [
      'upp-est',
      element('upp-est-rub', 'value="Obs"') + element('upp-est-inh', 'value="Svår intubation"'),
      {
        unstructuredAlertInformation: {
          unstructuredAlertInformationHeading: 'Obs',
          unstructuredAlertInformationContent: 'Svår intubation',
        },
      },
    ],
    [
      'upp-okh',
      cluster('upp-okh-aok', element('upp-okh-aok-age', 'value="Jordnötter"', 'parts')),
      { hypersensitivity: { otherHypersensitivity: { hypersensitivityAgent: 'Jordnötter' } } },
    ],
  ])('of kind %s has its own body', async (entry, items, expected) => {
    expect(await alert(entry, items)).toMatchObject(expected);
  });

  it('about several medicines are as many alerts', async () => {
    const items =
      element('upp-upp-kom', 'value="Utslag"') +
      ['Penicillin', 'Johannesört']
        .map((name) => cluster('upp-okh-lmo', element('upp-okh-lmo-sea', `value="${name}"`, 'parts')))
        .join('') +
      cluster('upp-okh-aok', element('upp-okh-aok-age', 'value="Latex"', 'parts'));
    const body = response(extract(composition({ kind: 'upp', entry: 'upp-okh', items, id: 'UPP-1' })));
    const { records } = await ask('GetAlertInformation:2', body);
    expect(records.map(({ header }) => header.documentId)).toEqual(['UPP-1', 'UPP-1#2']);
    expect(records.map(({ data }) => bodyOf(data))).toMatchObject([
      {
        alertInformationComment: 'Utslag',
        hypersensitivity: {
          pharmaceuticalHypersensitivity: { nonATCSubstance: 'Penicillin' },
          otherHypersensitivity: { hypersensitivityAgent: 'Latex' },
        },
      },
      {
        alertInformationComment: 'Utslag',
        hypersensitivity: { pharmaceuticalHypersensitivity: { nonATCSubstance: 'Johannesört' } },
      },
    ]);
  });

  it('about more medicines than anybody has is withheld rather than that many alerts', async () => {
    const alertsOf = async (count: number) => {
      const items = cluster('upp-okh-lmo', element('upp-okh-lmo-sea', 'value="Penicillin"', 'parts')).repeat(count);
      return (
        await ask('GetAlertInformation:2', response(extract(composition({ kind: 'upp', entry: 'upp-okh', items }))))
      ).records;
    };
    expect(await alertsOf(100)).toHaveLength(100);
    expect((await alertsOf(101)).map(({ problems }) => problems)).toEqual([[expect.stringContaining('more than 100')]]);
  });

  it('that is over and replaces another says both', async () => {
    const links =
      '<links><follow_link value="false"/><role code="ers" codeSystem="1.2.752.129.2.2.2.4"><displayName value="ersätter"/></role><target_type code="upp"/><target_id extension="UPP-9"/></links>';
    const items =
      element('upp-est-rub', 'value="a"') +
      element('upp-est-inh', 'value="b"') +
      element('upp-upp-itp', 'value="20230101"') +
      element('upp-upp-kin', 'value="Felaktig"') +
      element('upp-upp-ksb', 'value="Uppdaterad"');
    expect(await alert('upp-est', items, { links })).toMatchObject({
      obsoleteTime: '20230101000000',
      obsoleteComment: 'Felaktig',
      relatedAlertInformation: [
        {
          typeOfAlertInformationRelationship: {
            code: 'ers',
            codeSystem: '1.2.752.129.2.2.2.4',
            displayName: 'ersätter',
          },
          relationComment: 'Uppdaterad',
          documentId: ['UPP-9'],
        },
      ],
    });
  });
});
