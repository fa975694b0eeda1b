import type { Patient } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { generationOf } from '../../../src/faces/fhir/mapping/generation.ts';
import { patientOf } from '../../../src/faces/fhir/mapping/patient.ts';
import { writeXml } from '../../../src/faces/fhir/xml/write-xml.ts';
import type { Person } from '../../../src/persons/index.ts';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { asJson, tolvan } from './samples.ts';

const coordination = { id: '196109732393', type: '1.2.752.129.2.1.3.3' };
const name = { given: ['Test', 'Tolvan'], inUse: ['Tolvan'], middle: 'Demo', surname: 'Provberg' };
const known: Person = {
  identity: tolvan,
  linked: [coordination],
  name,
  sex: 'male',
  birthDate: '1912-12-12',
  death: undefined,
  municipality: undefined,
  secrecyMark: false,
  protectedRegistration: false,
  test: true,
  deregistered: false,
};

function patientWith(change: Partial<Person> = {}, identity = tolvan): Patient {
  const patient = asJson(patientOf(identity, 'p', { ...known, ...change }, generationOf('october-2026')));
  expectValidResource(patient);
  return patient;
}

describe('the register’s person as Patient', () => {
  it('goes by the given name that she uses, and keeps the others', () => {
    const patient = patientWith();
    const qualifier = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier';
    expect(patient.name).toEqual([
      {
        use: 'official',
        text: 'Tolvan Demo Provberg',
        family: 'Demo Provberg',
        given: ['Test', 'Tolvan'],
        _given: [null, { extension: [{ url: qualifier, valueCode: 'CL' }] }],
      },
    ]);
    expect(writeXml(patient)).toContain(
      `<given value="Test"/><given value="Tolvan"><extension url="${qualifier}"><valueCode value="CL"/></extension></given>`,
    );
  });

  it('goes by all of them where the register points none out', () => {
    const [given] = patientWith({ name: { ...name, inUse: [] } }).name ?? [];
    expect(given).toMatchObject({ text: 'Test Tolvan Demo Provberg', given: ['Test', 'Tolvan'] });
    expect(given).not.toHaveProperty('_given');
  });

  it('has one main number, which alone is official', () => {
    expect(patientWith().identifier).toMatchObject([{ use: 'official', value: tolvan.id }]);
    expect(patientWith({}, coordination).identifier?.[0]).not.toHaveProperty('use');
  });

  it('is not active once the number is out of use; else nothing is said of it', () => {
    expect(patientWith({ deregistered: true }).active).toBe(false);
    expect(patientWith()).not.toHaveProperty('active');
  });
});
