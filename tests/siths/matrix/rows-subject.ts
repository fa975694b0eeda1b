import { expect } from 'vitest';
import * as x509 from '../../../src/siths/x509.ts';
import * as mint from '../mint.ts';
import type { DoorOptions, Row } from './row.ts';
import { ehr, holding, named, person, system } from './shown.ts';

const accepted = { hsaId: ehr, kind: 'function' } as const;
const longest = `SE2321000230-DEMO${'X'.repeat(14)}`;

const fromOu: DoorOptions = { trust: (trust) => ({ ...trust, hsaIdFromOu: true }) };

/** Rows 1–15: how the HSA-id of a system stands in the subject. */
export const subjectRows: readonly Row[] = [
  {
    row: 1,
    what: 'a function, HSA-id as PrintableString',
    shown: holding({ printableString: ehr }),
    expected: { ...accepted, name: 'ehr.norrbryggan.localhost', organisation: 'Region Norrbotten', loa: undefined },
  },
  { row: 2, what: 'HSA-id as UTF8String', shown: holding({ utf8String: ehr }), expected: accepted },
  { row: 2, what: 'HSA-id as IA5String', shown: holding({ ia5String: ehr }), expected: accepted },
  { row: 2, what: 'HSA-id as BMPString', shown: holding({ bmpString: ehr }), expected: accepted },
  { row: 2, what: 'HSA-id as TeletexString', shown: system({ subject: mint.teletexName(ehr) }), expected: accepted },
  { row: 2, what: 'HSA-id as UniversalString', shown: holding({ universalString: ehr }), expected: accepted },
  {
    row: 3,
    what: 'attributes in reverse order',
    shown: named(['serialNumber', ehr], ['CN', 'a.localhost'], ['O', 'Demo'], ['C', 'SE']),
    expected: { ...accepted, name: 'a.localhost', organisation: 'Demo' },
  },
  {
    row: 4,
    what: 'comma, quote and å ä ö in the organisation',
    shown: named(['O', 'Åre, "Öster" + Älv=1'], ['CN', 'Öst, CN=väst'], ['serialNumber', ehr]),
    expected: { ...accepted, name: 'Öst, CN=väst', organisation: 'Åre, "Öster" + Älv=1' },
  },
  {
    row: 4,
    what: 'an organisation that poses as an HSA-id',
    shown: named(['O', 'x, serialNumber=SE2321000230-DEMOEVIL'], ['serialNumber', ehr]),
    expected: accepted,
  },
  {
    row: 5,
    what: 'SE16, with the century of a juridical person',
    shown: holding('SE162321000230-DEMO5'),
    expected: { hsaId: 'SE162321000230-DEMO5' },
  },
  { row: 6, what: 'HSA-id in lower case', shown: holding(ehr.toLowerCase()), expected: accepted },
  {
    row: 7,
    what: 'a subject of the service tree, in lower-case country',
    shown: named(
      ['C', 'se'],
      ['DC', 'Services'],
      ['DC', 'Nod1'],
      ['O', '165565594230'],
      ['OU', 'VP'],
      ['CN', 'h'],
      ['serialNumber', ehr],
    ),
    expected: { ...accepted, organisation: '165565594230' },
  },
  { row: 8, what: '31 characters', shown: holding(longest), expected: { hsaId: longest } },
  { row: 8, what: '33 characters', shown: holding(`${longest}XX`), expected: 'CERT_BAD_HSA_ID' },
  {
    row: 9,
    what: 'HSA-id in OU, none in serialNumber',
    shown: named(['OU', ehr], ['CN', ehr]),
    expected: 'CERT_NO_HSA_ID',
  },
  {
    row: 10,
    what: 'HSA-id in OU, where that is switched on',
    shown: named(['OU', ehr.toLowerCase()], ['CN', 'a']),
    expected: { ...accepted, hsaIdFrom: 'OU' },
    options: fromOu,
  },
  {
    row: 10,
    what: 'HSA-id in OU: that it was read there stands on the access log',
    course: async ({ world, open }, version) => {
      const door = await open(fromOu);
      const shown = await named(['OU', ehr], ['CN', 'a'])(world);
      expect(await door.connect({ version, shown }).ask()).toMatchObject({ status: 200, caller: { hsaId: ehr } });
      const remark = () => door.entries.find(({ code }) => code === 'CERT_HSA_ID_FROM_OU');
      await expect.poll(remark).toMatchObject({
        kind: 'act',
        action: 'certificate:remark',
        caller: { hsaId: ehr },
        certificate: { subject: `OU=${ehr}, CN=a` },
      });
    },
  },
  {
    row: 10,
    what: 'a service tree’s OU beside serialNumber, where it is switched on',
    shown: named(['OU', 'SE2321000222-DEMOEHR'], ['serialNumber', ehr]),
    expected: { ...accepted, hsaIdFrom: 'serialNumber' },
    options: fromOu,
  },
  {
    row: 10,
    what: 'two HSA-ids in OU, where it is switched on',
    shown: named(['OU', ehr], ['OU', 'SE2321000222-DEMOEHR']),
    expected: 'CERT_BAD_HSA_ID',
    options: fromOu,
  },
  {
    row: 10,
    what: 'a malformed serialNumber is not made good by OU',
    shown: named(['OU', ehr], ['serialNumber', 'x']),
    expected: 'CERT_BAD_HSA_ID',
    options: fromOu,
  },
  {
    row: 10,
    what: 'a person’s OU, where it is switched on',
    at: 'person',
    shown: person({ subject: mint.nameOf([['OU', 'SE2321000230-DEMOLAKARE']]) }),
    expected: 'CERT_NO_HSA_ID',
    options: fromOu,
  },
  { row: 11, what: 'no serialNumber', shown: named(['C', 'SE'], ['CN', 'a']), expected: 'CERT_NO_HSA_ID' },
  { row: 11, what: 'an empty subject', shown: named(), expected: 'CERT_NO_HSA_ID' },
  { row: 12, what: 'an empty serialNumber', shown: holding(''), expected: 'CERT_NO_HSA_ID' },
  { row: 12, what: 'blanks only', shown: holding('   '), expected: 'CERT_NO_HSA_ID' },
  { row: 12, what: 'a control character', shown: holding(`${ehr}\u0000`), expected: 'CERT_BAD_HSA_ID' },
  { row: 12, what: 'a line break', shown: holding(`${ehr}\n`), expected: 'CERT_BAD_HSA_ID' },
  {
    row: 13,
    what: 'two serialNumbers that differ',
    shown: named(['serialNumber', ehr], ['serialNumber', 'SE2321000222-DEMOEHR']),
    expected: 'CERT_BAD_HSA_ID',
  },
  {
    row: 13,
    what: 'two serialNumbers that differ, in one multi-valued RDN',
    shown: system({ subject: new x509.Name([{ '2.5.4.5': [ehr, 'SE2321000222-DEMOEHR'] }]) }),
    expected: 'CERT_BAD_HSA_ID',
  },
  {
    row: 14,
    what: 'multi-valued RDN of CN and serialNumber',
    shown: system({ subject: new x509.Name([{ C: ['SE'] }, { CN: ['a'], '2.5.4.5': [ehr] }]) }),
    expected: { ...accepted, name: 'a' },
  },
  // The matrix accepts the value as it stands: docs/decisions/no-part-of-a-name-is-an-id.md.
  { row: 15, what: 'OU inside the value, taken literally', shown: holding(`${ehr},OU=x`), expected: 'CERT_BAD_HSA_ID' },
  {
    row: 15,
    what: 'OU inside another value',
    shown: system({
      subject: mint.nameOf([
        ['CN', `a,OU=x,serialNumber=y`],
        ['serialNumber', ehr],
      ]),
    }),
    expected: { ...accepted, name: 'a,OU=x,serialNumber=y' },
  },
];
