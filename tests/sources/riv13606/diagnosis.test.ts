import { describe, expect, it } from 'vitest';
import { fixture, patient } from '../record-system.ts';
import { ask, composition, element, extract, response } from './extract-system.ts';

describe('diagnoses', () => {
  it('come with header, names and links', async () => {
    const { records } = await ask('GetDiagnosis:2', fixture('extract-dia.xml'));
    expect(records).toHaveLength(2);
    expect(records[0]).toEqual({
      contract: 'GetDiagnosis:2',
      header: {
        documentId: 'DIA-1',
        sourceSystem: 'SE2321000222-DEMONCS',
        patient,
        time: '20240101120000',
        careUnit: 'SE2321000222-DEMOVE1',
        careProvider: 'SE2321000222-DEMOVG',
        approvedForPatient: false,
        nullified: false,
      },
      data: {
        diagnosisHeader: {
          documentId: 'DIA-1',
          sourceSystemHSAId: 'SE2321000222-DEMONCS',
          patientId: patient,
          accountableHealthcareProfessional: {
            authorTime: '20240101120000',
            healthcareProfessionalHSAId: 'SE2321000222-DEMOLAK1',
            healthcareProfessionalName: 'Åsa Öberg',
            healthcareProfessionalRoleCode: {
              code: '201010',
              codeSystem: '1.2.752.129.2.2.1.4',
              displayName: 'Överläkare',
            },
            healthcareProfessionalOrgUnit: {
              orgUnitHSAId: 'SE2321000222-DEMOAVD',
              orgUnitName: 'Lungavdelningen',
              orgUnitTelecom: '+4690123456',
              orgUnitEmail: 'avd@example.se',
              orgUnitAddress: 'Lasarettsvägen 1',
              orgUnitLocation: 'Umeå',
            },
            healthcareProfessionalCareUnitHSAId: 'SE2321000222-DEMOVE1',
            healthcareProfessionalCareGiverHSAId: 'SE2321000222-DEMOVG',
          },
          legalAuthenticator: {
            signatureTime: '20240103080000',
            legalAuthenticatorHSAId: 'SE2321000222-DEMOLAK2',
            legalAuthenticatorName: 'Bo Ek',
          },
          approvedForPatient: false,
          careContactId: 'VKO-1',
        },
        diagnosisBody: {
          typeOfDiagnosis: 'Bidiagnos',
          chronicDiagnosis: true,
          diagnosisTime: '20231224000000',
          diagnosisCode: {
            code: 'J45.9',
            codeSystem: '1.2.752.116.1.1.1.1.3',
            displayName: 'Astma, ospecificerad',
          },
          relatedDiagnosis: [{ documentId: 'DIA-2' }],
        },
      },
    });
  });

  it('have a code from the description where none is coded, and no owner where none is stated', async () => {
    const { records } = await ask('GetDiagnosis:2', fixture('extract-dia.xml'));
    expect(records[1]?.header).toMatchObject({ documentId: 'DIA-2', careUnit: undefined, careProvider: undefined });
    expect(records[1]?.data).toMatchObject({
      diagnosisBody: { typeOfDiagnosis: 'Huvuddiagnos', diagnosisCode: { originalText: '4711 Ont i knä' } },
    });
    expect(records[1]).not.toHaveProperty('problems');
  });

  it('are filtered by care unit and by the contract’s own date rule', async () => {
    const units = await ask('GetDiagnosis:2', fixture('extract-dia.xml'), { careUnits: ['se2321000222-demove1'] });
    expect(units.records.map(({ header }) => header.documentId)).toEqual(['DIA-1']);
    const period = { start: '20231201', end: '20231231' };
    const days = await ask('GetDiagnosis:2', fixture('extract-dia.xml'), { period });
    expect(days.records.map(({ header }) => header.documentId)).toEqual(['DIA-1']);
    const contacts = await ask('GetDiagnosis:2', fixture('extract-dia.xml'), { careContacts: ['VKO-9'] });
    expect(contacts.records).toEqual([]);
  });

  it('are read from every extract of an answer', async () => {
    const two = ['A', 'B'].map((id) => extract(composition({ kind: 'dia', entry: 'dia-dia', id })));
    const { records } = await ask('GetDiagnosis:2', response(two.join('')));
    expect(records.map(({ header }) => header.documentId)).toEqual(['A', 'B']);
  });

  const about = async (whom: string, extra = '') => {
    const one = composition({ kind: 'dia', entry: 'dia-dia' }).replace(
      '</content>',
      `<subject_of_information>${whom}</subject_of_information></content>`,
    );
    return (await ask('GetDiagnosis:2', response(extract(one + extra)))).records[0]?.problems;
  };

  it.each([
    ['another', '<party extension="MOR-1"/><relationship value="moder"/>'],
    ['a relative without id', '<relationship value="moder"/>'],
    ['a relative who is a code alone', '<relationship code="MTH" codeSystem="2.16.840.1.113883.5.111"/>'],
  ])('about %s are not the patient’s', async (_, whom) => {
    expect(await about(whom)).toEqual([expect.stringContaining('about another person')]);
  });

  it.each([
    ['by her identity', `<party extension="${patient.id}"/><relationship nullFlavor="NA"/>`, ''],
    [
      'as whom the extract describes',
      '<party extension="P1"/><relationship nullFlavor="NA"/>',
      '<demographic_extract xsi:type="SUBJECT_OF_CARE_PERSON_IDENTIFICATION"><extract_id extension="P1"/></demographic_extract>',
    ],
    ['as nobody else', '<relationship nullFlavor="NA"/>', ''],
  ])('about the patient, named %s, are hers', async (_, whom, extra) => {
    expect(await about(whom, extra)).toBeUndefined();
  });

  it('of an extract that says of nobody are not taken for those of whom was asked for', async () => {
    const nobody = extract(composition({ kind: 'dia', entry: 'dia-dia' })).replace(/<subject_of_care[^>]*>/, '');
    const { records } = await ask('GetDiagnosis:2', response(nobody));
    expect(records[0]?.problems).toEqual(['diagnosis/diagnosisHeader/patientId is missing']);
  });

  it('that two units, or care providers, say they own are owned by neither', async () => {
    const iag = (unit: string, provider = 'DEMOVG') =>
      `<other_participations><function code="iag"/><healthcare_facility extension="SE2321000222-${provider}"/><performer extension="SE2321000222-${unit}"/></other_participations>`;
    const ownedBy = async (...owners: (string | [string, string])[]) => {
      const owner = owners.map((one) => iag(...([one].flat() as [string, string?]))).join('');
      const one = composition({ kind: 'dia', entry: 'dia-dia', owner });
      return (await ask('GetDiagnosis:2', response(extract(one)))).records[0]?.header;
    };
    expect(await ownedBy('DEMOVE1', 'DEMOVE2')).toMatchObject({
      careUnit: undefined,
      careProvider: 'SE2321000222-DEMOVG',
    });
    expect(await ownedBy('DEMOVE1', ['DEMOVE1', 'ANNANVG'])).toMatchObject({
      careUnit: 'SE2321000222-DEMOVE1',
      careProvider: undefined,
    });
    expect(await ownedBy('DEMOVE1', 'demove1')).toMatchObject({ careUnit: 'SE2321000222-DEMOVE1' });
  });

  it('have the HSA-ids by which the extract knows whom it refers to by ids of its own', async () => {
    const own = 'root="1.2.752.129.2.1.2.1"';
    const hsa = 'root="1.2.752.129.2.1.4.1"';
    const more = `<composer><healthcare_facility ${own} extension="U-1"/><performer ${own} extension="P-1"/></composer>`;
    const entity = (type: string, key: string, id: string) =>
      `<demographic_extract xsi:type="${type}"><extract_id ${own} extension="${key}"/><id ${own} extension="${key}"/><id ${hsa} extension="${id}"/></demographic_extract>`;
    const people =
      entity('ORGANISATION', 'U-1', 'SE2321000222-DEMOAVD') +
      entity('IDENTIFIED_HEALTHCARE_PROFESSIONAL', 'P-1', 'SE2321000222-DEMOLAK1');
    const body = response(extract(composition({ kind: 'dia', entry: 'dia-dia', more }) + people));
    const { records } = await ask('GetDiagnosis:2', body);
    expect(records[0]?.data).toMatchObject({
      diagnosisHeader: {
        accountableHealthcareProfessional: {
          healthcareProfessionalHSAId: 'SE2321000222-DEMOLAK1',
          healthcareProfessionalOrgUnit: { orgUnitHSAId: 'SE2321000222-DEMOAVD', orgUnitName: 'U-1' },
        },
      },
    });
  });

  it('keep what breaks the contract, with the reason', async () => {
    const { records } = await ask(
      'GetDiagnosis:2',
      response(
        extract(
          '<all_compositions><meaning code="dia"/><content xsi:type="ENTRY"><meaning code="dia-dia"/></content></all_compositions>',
        ),
      ),
    );
    expect(records[0]?.problems).toEqual([
      'diagnosis/diagnosisHeader/documentId is missing',
      'diagnosis/diagnosisHeader/accountableHealthcareProfessional/authorTime is missing',
    ]);
  });

  it('are of any time to a block where neither registration nor signature says when they were written', async () => {
    const items = element('dia-dia-tid', 'value="20190101"');
    const written = composition({ kind: 'dia', entry: 'dia-dia', items });
    const undated = written.replace(/<committal>.*<\/committal>/, '');
    const both = [];
    for (const one of [written, undated]) both.push(...(await ask('GetDiagnosis:2', response(extract(one)))).records);
    expect(both.map(({ comparedBy }) => comparedBy)).toEqual([undefined, ['', '20190101000000']]);
  });
});
