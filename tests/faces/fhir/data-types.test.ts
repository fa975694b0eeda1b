import { describe, expect, it } from 'vitest';
import { codeableConcept, date, dateTime, period, present, text } from '../../../src/faces/fhir/mapping/data-types.ts';
import { asJson } from './samples.ts';

describe('CVType → CodeableConcept', () => {
  it.each([
    [
      'code, list, version and name',
      { code: 'J45.9', codeSystem: '1.2.752.116.1.1.1.1.3', codeSystemVersion: '2024', displayName: 'Astma' },
      {
        coding: [{ system: 'https://www.icd10.se/', version: '2024', code: 'J45.9', display: 'Astma' }],
        text: 'Astma',
      },
    ],
    [
      'original text goes before the name',
      { code: '1', codeSystem: '2.16.840.1.113883.6.1', displayName: 'Namn', originalText: 'Som skrivet' },
      { coding: [{ system: 'http://loinc.org', code: '1', display: 'Namn' }], text: 'Som skrivet' },
    ],
    ['text alone', { originalText: 'Bara text' }, { text: 'Bara text' }],
    [
      'a list nobody knows keeps its OID, and its name in brackets',
      { code: 'X', codeSystem: '1.2.3.4', codeSystemName: 'Egen lista', displayName: 'Sak' },
      { coding: [{ system: 'urn:oid:1.2.3.4', code: 'X', display: 'Sak' }], text: 'Sak [Egen lista]' },
    ],
    [
      'the name of a known list is dropped',
      { code: 'J45.9', codeSystem: '1.2.752.116.1.1.1.1.3', codeSystemName: 'ICD-10-SE', displayName: 'Astma' },
      { coding: [{ system: 'https://www.icd10.se/', code: 'J45.9', display: 'Astma' }], text: 'Astma' },
    ],
    [
      'a list that is no OID is not made one',
      { code: 'X', codeSystem: 'ICD 10', codeSystemName: 'ICD' },
      { coding: [{ code: 'X' }], text: 'X [ICD]' },
    ],
    [
      'nothing in it',
      { code: ' ', displayName: '' },
      { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] },
    ],
  ])('%s', (_, given, expected) => {
    expect(asJson(codeableConcept(given))).toEqual(expected);
  });

  it('a default list fills in only where none is named', () => {
    expect(codeableConcept({ code: 'upp-uas' }, 'urn:oid:1.2').coding?.[0]?.system).toBe('urn:oid:1.2');
    expect(codeableConcept({ code: 'x', codeSystem: '1.2.3' }, 'urn:oid:1.2').coding?.[0]?.system).toBe(
      'urn:oid:1.2.3',
    );
  });
});

describe('times and strings', () => {
  it('takes Swedish time with its offset, and leaves impossible times out', () => {
    expect(dateTime('20230601120000')).toBe('2023-06-01T12:00:00+02:00');
    expect(dateTime('20230231120000')).toBeUndefined();
    expect(date('20240229')).toBe('2024-02-29');
    expect(date('20230229')).toBeUndefined();
  });

  it('drops an end before its start', () => {
    expect(period('20240101000000', '20230101000000')).toEqual({ start: '2024-01-01T00:00:00+01:00', end: undefined });
    expect(period(undefined, undefined)).toBeUndefined();
  });

  it('knows no blank strings and no empty lists', () => {
    expect(text('  ')).toBeUndefined();
    expect(present(undefined, undefined)).toBeUndefined();
    expect(present(1, undefined)).toEqual([1]);
  });
});
