import * as x509 from '../../../src/siths/x509.ts';
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
