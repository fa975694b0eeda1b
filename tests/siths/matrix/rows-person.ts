import { expect } from 'vitest';
import { decideAdmission } from '../../../src/access/decide-admission.ts';
import * as x509 from '../../../src/siths/x509.ts';
import { inOrder } from '../../access/circumstances.ts';
import * as mint from '../mint.ts';
import type { Row } from './row.ts';
import { person } from './shown.ts';

const doctor = { hsaId: 'SE2321000230-DEMOLAKARE', kind: 'person', loa: 3 } as const;
const personalNumber = mint.nameOf([
  ['C', 'SE'],
  ['CN', 'Tolvan Demosson'],
  ['serialNumber', '191212121212'],
]);

/** Rows 16–20: people’s cards. */
export const personRows: readonly Row[] = [
  { row: 16, what: 'a person at the sign-in', at: 'person', shown: person(), expected: doctor },
  { row: 16, what: 'a person at the door of systems', shown: person(), expected: 'CERT_PERSON_ON_SYSTEM_PORT' },
  {
    row: 17,
    what: 'the signature certificate of a card',
    at: 'person',
    shown: person({ keyUsage: x509.KeyUsageFlags.nonRepudiation }),
    expected: 'CERT_WRONG_USAGE',
  },
  {
    row: 18,
    what: 'a card of LoA 2, where the gate asks for LoA 3',
    course: async ({ world, open }, version) => {
      const door = await open();
      const shown = await person({ issuer: world.person2Ca })(world);
      const { caller } = await door.connect({ version, shown }).ask('person');
      expect(caller).toMatchObject({ kind: 'person', loa: 2 });
      const reader = { ...inOrder.reader, assurance: caller?.loa };
      expect(decideAdmission({ ...inOrder, reader, assurance: 3 })).toMatchObject({ code: 'AUTH_USER_LOA' });
    },
  },
  {
    row: 18,
    what: 'the policy of LoA 2, where only that of LoA 3 is accepted',
    at: 'person',
    shown: person({ extra: [new x509.CertificatePolicyExtension(['1.2.752.999.5'])] }),
    expected: 'CERT_WRONG_POLICY',
    options: {
      trust: (trust) => ({
        ...trust,
        issuers: trust.issuers.map((issuer) => ({ ...issuer, policies: [{ oid: '1.2.752.999.6', loa: 3 }] })),
      }),
    },
  },
  {
    row: 19,
    what: 'a personal number',
    at: 'person',
    shown: person((world) => ({ issuer: world.personIdCa, subject: personalNumber })),
    expected: 'CERT_PERSONAL_NUMBER',
  },
  {
    row: 20,
    what: 'title, e-mail, and a name with hyphen and diacritics',
    at: 'person',
    shown: person(),
    expected: { ...doctor, name: 'Ann-Märet Demoström', organisation: 'Region Norrbotten' },
  },
];
