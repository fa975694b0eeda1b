import { norrbotten, vasterbotten, vasternorrland } from '../sources.ts';
import type { Patient } from './patient.ts';
import { personnummer, reservnummer, samordningsnummer } from './personal-number.ts';

/**
 * The persons whose stories the demo tells (docs/demo-world.md). Their numbers are published test numbers and examples,
 * or of the tax agency's test series; the person register of the demo knows the same people by the same names.
 */
export const storyPersons = {
  gunnar: {
    identity: { id: '195104179816', type: personnummer },
    givenName: 'Gunnar',
    surname: 'Hjortlid',
    sex: 'male',
    birthDate: '1951-04-17',
    knownTo: [norrbotten, vasterbotten],
  },
  saga: {
    identity: { id: '200001252386', type: personnummer },
    givenName: 'Saga',
    surname: 'Tallfjäll',
    sex: 'female',
    birthDate: '2000-01-25',
    knownTo: [norrbotten, vasternorrland],
  },
  vilja: {
    identity: { id: '202608202384', type: personnummer },
    givenName: 'Vilja',
    surname: 'Tallfjäll',
    sex: 'female',
    birthDate: '2026-08-20',
    knownTo: [norrbotten, vasternorrland],
  },
  bjorn: {
    identity: { id: '199002222397', type: personnummer },
    givenName: 'Björn',
    surname: 'Kåtaviken',
    sex: 'male',
    birthDate: '1990-02-22',
    knownTo: [norrbotten, vasterbotten],
  },
  elis: {
    identity: { id: '201701012393', type: personnummer },
    givenName: 'Elis',
    surname: 'Sjöliden',
    sex: 'male',
    birthDate: '2017-01-01',
    knownTo: [norrbotten, vasternorrland],
  },
  marta: {
    identity: { id: '193811039803', type: personnummer },
    givenName: 'Märta',
    surname: 'Snömyr',
    sex: 'female',
    birthDate: '1938-11-03',
    knownTo: [norrbotten, vasternorrland],
  },
  ylva: {
    identity: { id: '198605149809', type: personnummer },
    givenName: 'Ylva',
    surname: 'Nybrännlid',
    sex: 'female',
    birthDate: '1986-05-14',
    knownTo: [norrbotten, vasterbotten],
    protected: true,
  },
  mikkel: {
    identity: { id: '197010632391', type: samordningsnummer },
    givenName: 'Mikkel',
    surname: 'Ripfjäll',
    sex: 'male',
    birthDate: '1970-10-03',
    knownTo: [norrbotten],
    linked: [{ id: '197010039811', type: personnummer }],
  },
  mikkelRegistered: {
    identity: { id: '197010039811', type: personnummer },
    givenName: 'Mikkel',
    surname: 'Ripfjäll',
    sex: 'male',
    birthDate: '1970-10-03',
    knownTo: [vasterbotten],
    linked: [{ id: '197010632391', type: samordningsnummer }],
  },
  linnea: {
    identity: { id: '22950606FH20', type: reservnummer },
    givenName: 'Linnea',
    surname: 'Öravan',
    sex: 'female',
    birthDate: '1995-06-06',
    knownTo: [norrbotten, vasternorrland],
  },
  verner: {
    identity: { id: '194402199816', type: personnummer },
    givenName: 'Verner',
    surname: 'Mårdsele',
    sex: 'male',
    birthDate: '1944-02-19',
    knownTo: [norrbotten, vasternorrland],
    died: '2026-03-02',
  },
} as const satisfies Readonly<Record<string, Patient>>;
