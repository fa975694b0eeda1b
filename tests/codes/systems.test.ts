import { describe, expect, it } from 'vitest';
import { isListed, oidOf, systemOids, uriOf } from '../../src/codes/index.ts';

describe('code systems', () => {
  it.each(Object.entries(systemOids))('%s comes back from its own URI', (_, oid) => {
    expect(oidOf(uriOf(oid))).toBe(oid);
    expect(oidOf(`urn:oid:${oid}`)).toBe(oid);
    expect(isListed(uriOf(oid))).toBe(true);
  });

  it.each([
    ['1.2.752.129.2.1.4.1', 'urn:oid:1.2.752.29.4.19'],
    ['1.2.752.29.4.19', 'urn:oid:1.2.752.29.4.19'],
    ['1.2.752.129.2.1.3.1', 'http://electronichealth.se/identifier/personnummer'],
    ['1.2.752.129.2.1.3.3', 'http://electronichealth.se/identifier/samordningsnummer'],
    ['1.2.752.116.1.1.1.1.3', 'https://www.icd10.se/'],
    ['2.16.840.1.113883.6.96', 'http://snomed.info/sct'],
    ['1.2.752.116.2.1.1', 'http://snomed.info/sct'],
    ['2.16.840.1.113883.6.73', 'http://www.whocc.no/atc'],
    ['1.2.752.97.3.1.3', 'urn:oid:1.2.752.97.3.1.3'],
  ])('%s is written as %s', (oid, uri) => {
    expect(uriOf(oid)).toBe(uri);
  });

  it.each([
    ['http://hl7.org/fhir/sid/icd-10-se', '1.2.752.116.1.1.1.1.3'],
    ['urn:oid:1.2.752.116.1.1.1', '1.2.752.116.1.1.1.1.3'],
    ['http://electronichealth.se/id/kva', '1.2.752.116.1.3.2.1.4'],
    ['http://snomed.info/sct', '1.2.752.116.2.1.1'],
    ['http://electronichealth.se/CodeSystem/nsl', '1.2.752.129.5.1.45'],
    ['http://electronichealth.se/CodeSystem/kko', '1.2.752.116.1.3.4.1.1'],
    ['http://electronichealth.se/CodeSystem/legitimationsyrke', '1.2.752.116.3.1.3'],
    ['urn:oid:1.2.752.129.2.1.4.1', '1.2.752.129.2.1.4.1'],
    ['urn:oid:2.5.4.97', '1.2.752.29.4.3'],
    ['urn:oid:1.2.752.97.3.1.3', '1.2.752.97.3.1.3'],
    ['1.2.752.29.4.19', '1.2.752.129.2.1.4.1'],
  ])('%s is understood as %s', (uri, oid) => {
    expect(oidOf(uri)).toBe(oid);
  });

  it.each(['http://example.org/codes', 'urn:oid:', 'urn:oid:4.1', 'urn:uuid:1', ''])('%s has no OID', (uri) => {
    expect(oidOf(uri)).toBeUndefined();
  });

  it('does not take the older OID of ICD-10-SE for KVÅ on the RIV-TA side', () => {
    expect(uriOf('1.2.752.116.1.1.1.1.1')).toBe('urn:oid:1.2.752.116.1.1.1.1.1');
  });
});
