import { describe, expect, it } from 'vitest';
import { askOnce, reply } from '../record-system.ts';
import { ask, cluster, composition, element, extract, type Parts, response, system } from './extract-system.ts';

const part = (code: string, value: string) => element(code, value, 'parts');
const linkTo = (kind: string, id: string) =>
  `<links><target_type code="${kind}"/><target_id extension="${id}"/></links>`;
const requested = (reason: string) =>
  composition({ kind: 'vbe', entry: 'vbe-vbe', id: 'VBE-1', items: element('vbe-vbe-fst', `value="${reason}"`) });
const bodyOf = (record: { data: unknown } | undefined) => Object.values(record?.data as object)[1];

const otherSubject = '<subject_of_care root="1.2.752.129.2.1.3.1" extension="199001012385"/>';

describe('laboratory results', () => {
  const answer = [
    cluster('und-und-ure', part('und-und-ure-typ', 'value="DEF"'), part('und-und-ure-stp', 'value="20240203"')),
    element('und-kkm-ure-lab', 'value="Klinisk kemi Umeå"'),
    '<items xsi:type="CLUSTER"><meaning code="und-kkm-uat"/><rc_id root="1.2.3" extension="A-1"/>',
    '<parts xsi:type="ELEMENT"><meaning code="und-kkm-uat-kod"/><obs_time><low value="20240201"/></obs_time>',
    '<value xsi:type="CD" code="NPU19651" codeSystem="1.2.752.108.1"><displayName value="B-Hemoglobin"/></value></parts>',
    '<parts xsi:type="CLUSTER"><meaning code="und-kkm-utf"/>',
    part('und-kkm-utf-var', 'value="132"'),
    part('und-kkm-utf-vae', 'value="g/L"'),
    part('und-kkm-utf-pat', 'xsi:type="BL" value="true"'),
    '</parts></items>',
  ].join('');
  const result = composition({
    kind: 'und',
    entry: 'und-kkm-ure',
    id: 'UND-1',
    links: linkTo('vbe', 'VBE-1'),
    items: answer,
  });

  it('find their request though it comes in another extract, or on another page', async () => {
    const pages = [
      response(`${extract(result)}<continuation_token value="more"/>`),
      response(extract(requested('Trötthet'))),
    ];
    const paged = await askOnce('riv13606', (to) => reply(to, 200, 'text/xml', pages.shift() ?? ''), {
      ...system,
      contract: 'GetLaboratoryOrderOutcome:3',
    });
    const together = await ask(
      'GetLaboratoryOrderOutcome:3',
      response(extract(requested('Trötthet')) + extract(result)),
    );
    expect(paged.records).toEqual(together.records);
    expect(paged.records).toHaveLength(1);
    expect(paged.records[0]).not.toHaveProperty('problems');
    expect(paged.records[0]?.header).toMatchObject({ documentId: 'UND-1', time: '20240203000000' });
    expect(bodyOf(paged.records[0])).toMatchObject({
      resultType: 'DEF',
      registrationTime: '20240101120000',
      discipline: 'Klinisk kemi',
      accountableHealthcareProfessional: {
        healthcareProfessionalOrgUnit: { orgUnitName: 'Klinisk kemi Umeå' },
      },
      analysis: [
        {
          analysisId: { root: '1.2.3', extension: 'A-1' },
          analysisTime: { start: '20240201000000' },
          analysisCode: { code: 'NPU19651', displayName: 'B-Hemoglobin' },
          analysisOutcome: { outcomeValue: '132', outcomeUnit: 'g/L', pathologicalFlag: true },
        },
      ],
      order: { orderId: 'VBE-1', orderReason: 'Trötthet' },
    });
  });

  it('tell every outcome of an analysis, each as an analysis of its own, and abnormal in both words of XML', async () => {
    const outcome = (value: string) =>
      `<parts xsi:type="CLUSTER"><meaning code="und-kkm-utf"/>${part('und-kkm-utf-var', value)}${part('und-kkm-utf-pat', 'xsi:type="BL" value="1"')}</parts>`;
    const analysis = `<items xsi:type="CLUSTER"><meaning code="und-kkm-uat"/><rc_id root="1.2.3" extension="A-1"/>${
      outcome('xsi:type="PQ" value="5" unit="mmol/L"') + outcome('value="positiv"')
    }</items>`;
    const kind = cluster('und-und-ure', part('und-und-ure-typ', 'value="DEF"'));
    const twice = composition({ kind: 'und', entry: 'und-kkm-ure', id: 'UND-1', items: kind + analysis });
    const { records } = await ask('GetLaboratoryOrderOutcome:3', response(extract(twice)));
    expect(records[0]).not.toHaveProperty('problems');
    expect(bodyOf(records[0])).toMatchObject({
      analysis: [
        {
          analysisId: { root: '1.2.3', extension: 'A-1' },
          analysisOutcome: { outcomeValue: '5', outcomeUnit: 'mmol/L', pathologicalFlag: true },
        },
        {
          analysisId: { root: '1.2.3', extension: 'A-1#2' },
          analysisOutcome: { outcomeValue: 'positiv', pathologicalFlag: true },
        },
      ],
    });
  });

  const resultOf = async (outcomes: string) => {
    const text = part('und-kkm-uat-txt', 'value="Sänka"');
    const items =
      cluster('und-und-ure', part('und-und-ure-typ', 'value="DEF"')) + cluster('und-kkm-uat', text, outcomes);
    const result = composition({ kind: 'und', entry: 'und-kkm-ure', items });
    return (await ask('GetLaboratoryOrderOutcome:3', response(extract(result)))).records[0];
  };

  it('have no outcome where its cluster is empty', async () => {
    const empty = '<parts xsi:type="CLUSTER"><meaning code="und-kkm-utf"/></parts>';
    const record = await resultOf(empty + empty);
    expect(record).not.toHaveProperty('problems');
    expect(bodyOf(record)).toMatchObject({ analysis: [{ analysisText: 'Sänka' }] });
    expect(JSON.stringify(record)).not.toContain('analysisOutcome');
  });

  it('with more outcomes of an analysis than anybody reads are withheld', async () => {
    const outcome = `<parts xsi:type="CLUSTER"><meaning code="und-kkm-utf"/>${part('und-kkm-utf-var', 'value="5"')}</parts>`;
    expect(await resultOf(outcome.repeat(100))).not.toHaveProperty('problems');
    expect((await resultOf(outcome.repeat(101)))?.problems).toEqual([expect.stringContaining('more than 100')]);
  });

  it('whose flag is no word of XML for true or false say nothing of it', async () => {
    const flagged = part('und-kkm-utf-var', 'value="5"') + part('und-kkm-utf-pat', 'xsi:type="BL" value="constructor"');
    const record = await resultOf(`<parts xsi:type="CLUSTER"><meaning code="und-kkm-utf"/>${flagged}</parts>`);
    expect(record).not.toHaveProperty('problems');
    expect(bodyOf(record)).toMatchObject({ analysis: [{ analysisOutcome: { pathologicalFlag: false } }] });
  });

  it('are timed by their text where they have no code', async () => {
    const timed =
      '<items xsi:type="CLUSTER"><meaning code="und-kkm-uat"/><parts xsi:type="ELEMENT"><meaning code="und-kkm-uat-txt"/>' +
      '<obs_time><low value="20240201"/></obs_time><value value="Sänka"/></parts></items>';
    const items = cluster('und-und-ure', part('und-und-ure-typ', 'value="DEF"')) + timed;
    const { records } = await ask(
      'GetLaboratoryOrderOutcome:3',
      response(extract(composition({ kind: 'und', entry: 'und-kkm-ure', items }))),
    );
    expect(bodyOf(records[0])).toMatchObject({
      analysis: [{ analysisText: 'Sänka', analysisTime: { start: '20240201000000' } }],
    });
  });

  it('take no request of another patient’s', async () => {
    const others = extract(requested('Annans fråga')).replace(/<subject_of_care[^>]*>/, otherSubject);
    const { records } = await ask('GetLaboratoryOrderOutcome:3', response(extract(result) + others));
    expect(bodyOf(records[0])).toMatchObject({ order: { orderId: 'saknas' } });
  });

  it('without a request say so', async () => {
    const { records } = await ask('GetLaboratoryOrderOutcome:3', response(extract(result)));
    expect(bodyOf(records[0])).toMatchObject({ order: { orderId: 'saknas' } });
    expect(records[0]).not.toHaveProperty('problems');
  });
});

describe('answers to referrals', () => {
  const outcome = (kind: string, value = `value="${kind}"`) => {
    const items = cluster('und-und-ure', part('und-und-ure-typ', value));
    const result = composition({ kind: 'und', entry: 'und-kon-ure', id: kind, links: linkTo('vbe', 'VBE-1'), items });
    return ask('GetReferralOutcome:3', response(extract(result + requested('Bedömning'))));
  };

  it.each([
    ['DEF', 'SS'],
    ['TILL', 'SR'],
  ])('of kind %s are %s', async (kind, code) => {
    const { records } = await outcome(kind);
    expect(records[0]).not.toHaveProperty('problems');
    expect(bodyOf(records[0])).toMatchObject({
      referralOutcomeTypeCode: code,
      referralOutcomeText: 'saknas',
      referral: { referralId: 'VBE-1', referralReason: 'Bedömning', referralTime: '20240101120000' },
    });
  });

  it.each([
    [
      'has a code of a system',
      'code="AV004" codeSystem="1.2.752.116.1.3.2.1.4"',
      { actText: 'Samtal', actCode: { code: 'AV004', codeSystem: '1.2.752.116.1.3.2.1.4' } },
    ],
    ['has a code of none as a part of its text', 'value="AV004"', { actText: 'AV004 Samtal' }],
  ])('tell what was done, which %s', async (_, value, act) => {
    const done = `<parts xsi:type="CLUSTER"><meaning code="und-und-uat"/>${part('und-und-uat-kod', value)}${part('und-und-uat-txt', 'value="Samtal"')}</parts>`;
    const items = cluster('und-und-ure', part('und-und-ure-typ', 'value="DEF"'), done);
    const result = composition({ kind: 'und', entry: 'und-kon-ure', id: 'KON', links: linkTo('vbe', 'VBE-1'), items });
    const { records } = await ask('GetReferralOutcome:3', response(extract(result + requested('Bedömning'))));
    expect(records[0]).not.toHaveProperty('problems');
    expect(bodyOf(records[0])).toMatchObject({ act: [act] });
  });

  it('whose kind is a code beside its words are what the code says', async () => {
    const coded = 'xsi:type="CD" code="DEF" codeSystem="1.2.3"><displayName value="Definitivt svar"/></value';
    const { records } = await outcome('DEF', `${coded}><value nullFlavor="NA"`);
    expect(bodyOf(records[0])).toMatchObject({ referralOutcomeTypeCode: 'SS' });
  });

  it.each(['PREL', 'OKÄND'])('of kind %s are counted as withheld', async (kind) => {
    const { records } = await outcome(kind);
    expect(records[0]?.problems?.[0]).toMatch(/preliminary/);
  });
});

it('imaging results tell what was examined, and what was seen as text', async () => {
  const items = [
    element('und-und-ure-typ', 'value="DEF"'),
    element('und-und-ure-utl', 'value="Ingen fraktur."'),
    element('und-und-ure-stp', 'value="20240102080000"'),
    element('und-und-uat-kod', 'value="Röntgen handled"'),
    '<items xsi:type="ELEMENT"><meaning code="und-und-uat-txt"/><obs_time><low value="20240102073000"/></obs_time></items>',
    element('und-bdi-ure-lab', 'value="Röntgen Umeå"'),
    element('und-und-res-und', 'value="Två bilder"'),
  ];
  const result = composition({ kind: 'und', entry: 'und-bdi-ure', items: items.join('') });
  const { records } = await ask('GetImagingOutcome:1', response(extract(result)));
  expect(records[0]).not.toHaveProperty('problems');
  expect(bodyOf(records[0])).toEqual({
    typeOfResult: 'DEF',
    resultTime: '20240102080000',
    resultReport: 'Ingen fraktur.',
    imageRecording: [
      {
        examinationActivity: { originalText: 'Röntgen handled' },
        examinationTimePeriod: { start: '20240102073000' },
        examinationUnit: 'Röntgen Umeå',
        imageStructuredData: [{ imageData: { mediaType: 'text/plain', value: 'VHbDpSBiaWxkZXI=' } }],
      },
    ],
  });
});

describe('notes', () => {
  const title = '<name value="Epikris medicin"/>';
  const note = async (kind: string, parts: Partial<Parts> = {}) => {
    const items = element('voo-voo-txt', 'value="Rad ett$$NL$$Rad två"') + element('voo-voo-tid', 'value="20240301"');
    const body = response(extract(composition({ kind, entry: 'voo-voo', items, more: title, ...parts })));
    const { records } = await ask('GetCareDocumentation:2', body);
    expect(records).toHaveLength(1);
    expect(records[0]).not.toHaveProperty('problems');
    return records[0]?.data as { careDocumentationHeader: object; careDocumentationBody: object };
  };
  const clinicalDocumentNoteText = 'Rad ett\r\nRad två';

  it.each([
    ['utr', { clinicalDocumentNoteCode: 'utr' }],
    ['epi', { clinicalDocumentTypeCode: 'epi', clinicalDocumentNoteTitle: 'Epikris medicin' }],
    ['spe', { clinicalDocumentNoteTitle: 'Epikris medicin' }],
    ['zzz', {}],
  ])('of kind %s', async (kind, told) => {
    const { careDocumentationHeader: header, careDocumentationBody: body } = await note(kind);
    expect(body).toEqual({ clinicalDocumentNote: { ...told, clinicalDocumentNoteText } });
    expect(header).toMatchObject({ documentTime: '20240301000000', sourceSystemHSAid: 'SE2321000222-DEMONCS' });
  });
});

describe('medicines', () => {
  const product = (...parts: string[]) => cluster('lkm-lkm-lpr', part('lkm-lkm-lpr-pna', 'value="Alvedon"'), ...parts);
  const npl = part('lkm-lkm-lpr-npl', 'xsi:type="II" root="1.2.752.129.2.1.5.1" extension="19540914000018"');
  const free = element('lkm-lva-ext', 'value="Salva enligt recept"');
  const generic = cluster('lkm-lva-ubg', part('lkm-lva-ubg-sub', 'value="Paracetamol"'));
  const article = cluster(
    'lkm-lkm-lva',
    part('lkm-lkm-lva-npl', 'xsi:type="II" root="1.2.752.129.2.1.5.2" extension="20010101100011"'),
  );
  const prescription = async (items: string, others = '', links = '') => {
    const ordination = composition({ kind: 'lko', entry: 'lkm-ord', id: 'LKO-1', items, links });
    const { records } = await ask('GetMedicationHistory:2', response(extract(ordination + others)));
    for (const record of records) expect(record).not.toHaveProperty('problems');
    return records.map((record) => ({
      id: record.header.documentId,
      ...(bodyOf(record) as { medicationPrescription: { drug?: object; dispensationAuthorization?: object } })
        .medicationPrescription,
    }));
  };

  it.each([
    ['a product before all', product(npl) + free + generic + article, 'drug'],
    ['an exchange group before free text', free + generic + article, 'generics'],
    ['free text before an article', free + article, 'unstructuredDrugInformation'],
    ['an article', article, 'drugArticle'],
    ['a name alone as free text', product(), 'unstructuredDrugInformation'],
  ])('are %s', async (_, items, kind) => {
    expect(Object.keys((await prescription(items))[0]?.drug ?? {})).toEqual([kind]);
  });

  it.each([
    ['an exchange group', generic, { generics: { substance: 'Paracetamol' } }],
    ['free text', free, { unstructuredDrugInformation: { unstructuredInformation: 'Salva enligt recept' } }],
  ])('whose form is told beside %s are not that form alone', async (_, items, drug) => {
    const form = cluster('lkm-lkm-lpr', part('lkm-lkm-lpr-ber', 'value="Tablett"'));
    expect((await prescription(form + items))[0]?.drug).toEqual(drug);
  });

  const atc = part('lkm-lkm-lpr-atc', 'code="N02BE01" codeSystem="1.2.752.129.2.2.3.1.1"');

  it('without NPL id keep the name that they are sold under, and a strength that is no number', async () => {
    const told = await prescription(product(atc, part('lkm-lkm-lpr-prs', 'xsi:type="ST" value="500 mg/30 mg"')));
    expect(told[0]?.drug).toEqual({
      drug: {
        nplId: { originalText: 'Alvedon 500 mg/30 mg' },
        atcCode: { code: 'N02BE01', codeSystem: '1.2.752.129.2.2.3.1.1', displayName: 'N02BE01' },
      },
    });
  });

  it.each([
    ['value="500 mg"', { substance: 'Paracetamol', strength: { value: '500', unit: 'mg' } }],
    ['value="2,5 mg/ml"', { substance: 'Paracetamol', strength: { value: '2.5', unit: 'mg/ml' } }],
    ['value="500 mg/30 mg"', { substance: 'Paracetamol 500 mg/30 mg' }],
    ['xsi:type="PQ" value="500" unit="mg"', { substance: 'Paracetamol', strength: { value: '500', unit: 'mg' } }],
    ['value="500"', { substance: 'Paracetamol', strength: { value: '500', unit: '1' } }],
  ])('of an exchange group have the strength %s', async (value, generics) => {
    const group = cluster(
      'lkm-lva-ubg',
      part('lkm-lva-ubg-sub', 'value="Paracetamol"'),
      part('lkm-lva-ubg-sty', value),
    );
    expect((await prescription(group))[0]?.drug).toEqual({ generics });
  });

  it('known by package show the product and what the package holds', async () => {
    const packaged = cluster(
      'lkm-lkm-lva',
      part('lkm-lkm-lva-npl', 'xsi:type="II" root="1.2.752.129.2.1.5.2" extension="20010101100011"'),
      part('lkm-lkm-lva-fbe', 'value="Burk, 100 tabletter"'),
      part('lkm-lkm-lpr-pna', 'value="Alvedon"'),
    );
    expect((await prescription(packaged))[0]?.drug).toMatchObject({
      drugArticle: { nplPackId: { code: '20010101100011', displayName: 'Alvedon, Burk, 100 tabletter' } },
    });
  });

  it('last as long as the source says, in its own unit', async () => {
    const step =
      '<parts xsi:type="CLUSTER"><meaning code="lkm-dst"/><parts xsi:type="ELEMENT"><meaning code="lkm-dst-bet"/>' +
      '<value xsi:type="IVL_TS"><low value="20240101"/><width value="2" unit="wk"/></value></parts>' +
      `${part('lkm-dst-max', 'xsi:type="BL" value="1"')}${part('lkm-dst-dan', 'value="1 tablett"')}</parts>`;
    const [told] = await prescription(product(npl) + cluster('lkm-dos', step));
    expect(told?.drug).toMatchObject({
      dosage: [
        {
          lengthOfTreatment: {
            treatmentInterval: { low: '2', high: '2', unit: 'wk' },
            isMaximumTreatmentTime: true,
          },
        },
      ],
    });
  });

  it('tell the dose in words, and the time of treatment once', async () => {
    const step =
      '<parts xsi:type="CLUSTER"><meaning code="lkm-dst"/><parts xsi:type="ELEMENT"><meaning code="lkm-dst-bet"/>' +
      '<value xsi:type="IVL_TS"><low value="20240101"/><high value="20240111"/></value></parts>' +
      `${part('lkm-dst-dan', 'value="1 tablett vid behov"')}</parts>`;
    const [told] = await prescription(product(npl) + cluster('lkm-dos', step));
    expect(told).toMatchObject({
      prescriptionId: { root: '1.2.752.129.2.1.2.1', extension: 'LKO-1' },
      typeOfPrescription: 'I',
      prescriptionStatus: 'Active',
      startOfTreatment: '20240101000000',
      endOfTreatment: '20240111000000',
      drug: {
        drug: { nplId: { code: '19540914000018', displayName: 'Alvedon' } },
        dosage: [
          {
            lengthOfTreatment: {
              treatmentInterval: { low: '10', high: '10', unit: 'd' },
              isMaximumTreatmentTime: false,
            },
            dosageInstruction: '1 tablett vid behov',
            setDosage: { unstructuredDosageInformation: { text: '1 tablett vid behov' } },
          },
        ],
      },
    });
  });

  const dispensed = (id: string, links = '') =>
    composition({
      kind: 'lkf',
      entry: 'lkm-for',
      id,
      links,
      items:
        element('lkm-for-uiv', 'xsi:type="INT" value="90"') +
        element('lkm-for-tot', 'xsi:type="PQ" value="100" unit="styck"') +
        element('lkm-for-mpt', 'xsi:type="PQ" value="50" unit="styck"'),
    });

  it('come with the prescription they are linked to, whichever holds the link', async () => {
    for (const told of [
      await prescription(free, dispensed('LKF-1'), linkTo('lkf', 'LKF-1')),
      await prescription(free, dispensed('LKF-1', linkTo('lko', 'LKO-1'))),
    ])
      expect(told).toMatchObject([
        {
          id: 'LKO-1',
          dispensationAuthorization: {
            dispensationAuthorizationId: { extension: 'LKF-1' },
            minimumDispensationInterval: { value: '90', unit: 'd' },
            totalAmount: '100',
            packageUnit: 'styck',
            dispensationAuthorizerComment: 'Mängd per tillfälle: 50 styck',
            dispensationAuthorizer: { authorTime: '20240101120000' },
          },
        },
      ]);
  });

  it('were dispensed by whoever the prescription names as its author, else as who gave the information', async () => {
    const informant =
      '<info_provider><healthcare_facility extension="SE2321000222-DEMOAVD"/><performer extension="SE2321000222-DEMOLAK2"/></info_provider></content>';
    const lkf = dispensed('LKF-1', linkTo('lko', 'LKO-1')).replace('</content>', informant);
    expect(await prescription(free, lkf)).toMatchObject([
      {
        dispensationAuthorization: {
          dispensationAuthorizer: {
            healthcareProfessionalHSAId: 'SE2321000222-DEMOLAK2',
            healthcareProfessionalOrgUnit: { orgUnitHSAId: 'SE2321000222-DEMOAVD' },
          },
        },
      },
    ]);
  });

  it('with several prescriptions are as many records', async () => {
    const links = linkTo('lko', 'LKO-1');
    const told = await prescription(free, dispensed('LKF-1', links) + dispensed('LKF-2', links));
    expect(told.map(({ id }) => id)).toEqual(['LKO-1/LKF-1', 'LKO-1/LKF-2']);
  });
});

it.each([
  ['GetLaboratoryOrderOutcome:3', 'und-kkm-ure'],
  ['GetImagingOutcome:1', 'und-bdi-ure'],
] as const)(
  'results of %s that were never registered are of the time of their answer to a block',
  async (contract, entry) => {
    const resultOf = async (time: string) => {
      const items = cluster('und-und-ure', part('und-und-ure-typ', 'value="DEF"'), time);
      const result = composition({ kind: 'und', entry, items }).replace(/<committal>.*<\/committal>/, '');
      return (await ask(contract, response(extract(result)))).records[0];
    };
    const answered = await resultOf(part('und-und-ure-stp', 'value="20240203"'));
    expect(answered?.header.time).toBe('20240203000000');
    expect(answered).not.toHaveProperty('comparedBy');
    expect((await resultOf(''))?.comparedBy).toEqual(['', expect.anything()]);
  },
);
