import { describe, expect, it } from 'vitest';
import type { SourceQuery } from '../../../src/sources/index.ts';
import { ask, composition, element, extract, type Parts, response } from './extract-system.ts';

describe('care contacts', () => {
  const session = '<session_time><low value="20240501080000"/><high value="20240503"/></session_time>';
  const ute =
    '<other_participations><function code="ute"/><performer extension="SE2321000222-DEMOAVD"/></other_participations>';
  const contact = async (parts: Partial<Parts>, change: Partial<SourceQuery> = {}) => {
    const body = response(extract(composition({ kind: 'vko', entry: 'vko-vko', ...parts })));
    const { records } = await ask('GetCareContacts:2', body, change);
    return records[0];
  };

  it('become numbers, and leave out a professional whom nobody names', async () => {
    const items =
      element('vko-vko-typ', 'value="Vårdtillfälle"') +
      element('vko-vko-ors', 'value="Bröstsmärta"') +
      element('vko-vko-sta', 'value="Avslutad"');
    const record = await contact({ items, more: session + ute });
    expect(record).toMatchObject({
      header: {
        documentId: 'ID-1',
        time: '20240501080000',
        careUnit: 'SE2321000222-DEMOVE1',
        careProvider: 'SE2321000222-DEMOVG',
      },
      data: {
        careContactBody: {
          careContactCode: 3,
          careContactReason: 'Bröstsmärta',
          careContactOrgUnit: { orgUnitHSAId: 'SE2321000222-DEMOAVD', orgUnitName: 'SE2321000222-DEMOAVD' },
          careContactTimePeriod: { start: '20240501080000', end: '20240503000000' },
          careContactStatus: 5,
        },
      },
    });
    expect(record).not.toHaveProperty('problems');
  });

  it('name the professional where there is one', async () => {
    const composer = '<composer><performer extension="SE2321000222-DEMOLAK1"/></composer>';
    const record = await contact({ more: session + composer });
    expect(record?.data).toMatchObject({
      careContactHeader: {
        accountableHealthcareProfessional: {
          authorTime: '20240101120000',
          healthcareProfessionalHSAId: 'SE2321000222-DEMOLAK1',
          healthcareProfessionalName: 'SE2321000222-DEMOLAK1',
          healthcareProfessionalOrgUnit: { orgUnitHSAId: 'SE2321000222-DEMOVE1' },
          healthcareProfessionalCareUnitHSAId: 'SE2321000222-DEMOVE1',
        },
      },
    });
    expect(record).not.toHaveProperty('problems');
  });

  it('name a professional whom the source knows by an id of its own, for the block tells who owns the contact', async () => {
    const composer = '<composer><performer root="1.2.752.129.2.1.2.1" extension="LAK-17"/></composer>';
    const record = await contact({ more: session + composer });
    expect(record?.data).toMatchObject({
      careContactHeader: {
        accountableHealthcareProfessional: {
          healthcareProfessionalHSAId: 'LAK-17',
          healthcareProfessionalCareUnitHSAId: 'SE2321000222-DEMOVE1',
          healthcareProfessionalCareGiverHSAId: 'SE2321000222-DEMOVG',
        },
      },
    });
    expect(record).not.toHaveProperty('problems');
  });

  it.each([
    ['Besök', 'Ej påbörjad', 1, 1],
    ['Telefon', 'Inställd', 2, 2],
    ['Dagsjukvård', 'Pågående', 4, 3],
    ['Hembesök', 'Avbruten', 5, 4],
    ['Annan', 'Vem vet', 5, 1],
  ])('%s, %s', async (kind, status, careContactCode, careContactStatus) => {
    const items = element('vko-vko-typ', `value="${kind}"`) + element('vko-vko-sta', `value="${status}"`);
    const record = await contact({ items, more: session });
    expect(record?.data).toMatchObject({ careContactBody: { careContactCode, careContactStatus } });
  });

  it('take place at a unit whose numbers lack schemes, and whose address stands in several', async () => {
    const unit =
      '<demographic_extract xsi:type="ORGANISATION"><extract_id extension="SE2321000222-DEMOAVD"/>' +
      '<telecom xsi:type="TEL.PHONE" value="090-123"/><telecom xsi:type="TEL.EMAIL" value="avd@example.se"/>' +
      '<name value="Avdelning 1"/><addr><part type="AL">Storgatan 1</part></addr><addr><part type="CEN">Umeå</part></addr></demographic_extract>';
    const body = response(extract(composition({ kind: 'vko', more: session + ute }) + unit));
    const { records } = await ask('GetCareContacts:2', body);
    expect(records[0]?.data).toMatchObject({
      careContactBody: {
        careContactOrgUnit: {
          orgUnitTelecom: '090-123',
          orgUnitEmail: 'avd@example.se',
          orgUnitAddress: 'Storgatan 1',
          orgUnitLocation: 'Umeå',
        },
      },
    });
  });

  it('are of any time to a block where nobody says when they were written down', async () => {
    const written = composition({ kind: 'vko', more: session });
    const undated = written.replace(/<committal>.*<\/committal>/, '');
    const both = [];
    for (const one of [written, undated])
      both.push(...(await ask('GetCareContacts:2', response(extract(one)))).records);
    expect(both.map(({ comparedBy }) => comparedBy)).toEqual([undefined, ['', expect.any(String)]]);
  });

  it('are contacts without an entry too', async () => {
    const body = response(extract(composition({ kind: 'vko', more: session })));
    const { records } = await ask('GetCareContacts:2', body);
    expect(records).toHaveLength(1);
  });

  it('without any time are broken', async () => {
    expect((await contact({}))?.problems).toEqual([
      'careContact/careContactBody/careContactTimePeriod/start is missing',
    ]);
  });
});
