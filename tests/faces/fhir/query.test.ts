import { describe, expect, it } from 'vitest';
import { mapHypersensitivity } from '../../../src/faces/fhir/mapping/allergy-intolerance.ts';
import type { Clinical } from '../../../src/faces/fhir/mapping/clinical.ts';
import { mapDiagnosis } from '../../../src/faces/fhir/mapping/diagnosis.ts';
import { createPageTokens } from '../../../src/faces/fhir/search/page-token.ts';
import { readQuery, satisfies } from '../../../src/faces/fhir/search/query.ts';
import { offeredTypes, type ServedType } from '../../../src/faces/fhir/served/index.ts';
import { alert, contextFor, diagnosis, identities, identityKey, tolvan } from './samples.ts';

const types = offeredTypes([{ contracts: ['*'] }]);
const served = (type: Clinical['resourceType']): ServedType => types.find((one) => one.type === type) ?? expect.fail();
const about = `patient=${identities.patientId(tolvan)}`;
const now = Date.parse('2026-11-23T12:00:00Z');

function read(query: string, strict = false, type: Clinical['resourceType'] = 'Condition') {
  return readQuery(served(type), new URLSearchParams(query), strict, identities);
}

describe('which patient', () => {
  const number = 'http://electronichealth.se/identifier/personnummer|19121212-1212';
  it.each([
    [`patient=Patient/${identities.patientId(tolvan)}`],
    [about],
    [`subject=${identities.patientId(tolvan)}`],
    [`subject:identifier=${encodeURIComponent(number)}`],
    [`patient:Patient=${identities.patientId(tolvan)}`],
    [`patient=https://bridge.example/fhir/Patient/${identities.patientId(tolvan)}`],
    [`patient.identifier=${encodeURIComponent(number)}`],
    [`patient:identifier=${encodeURIComponent(number)}`],
    ['patient.identifier=urn:oid:1.2.752.129.2.1.3.1|191212121212'],
    [`${about}&patient.identifier=${encodeURIComponent(number)}`],
  ])('%s', (query) => {
    const { patient, used } = read(query);
    expect(patient).toEqual(tolvan);
    expect(used).toEqual([['patient', `Patient/${identities.patientId(tolvan)}`]]);
  });

  it.each([
    ['', 'PATIENT_REQUIRED', 'patient'],
    ['code=J45.9', 'PATIENT_REQUIRED', 'patient'],
    ['patient=', 'PATIENT_REQUIRED', 'patient'],
    ['patient=191212121212', 'PARAMETER_INVALID', 'patient'],
    ['patient.identifier=191212121212', 'PARAMETER_INVALID', 'patient.identifier'],
    ['patient.identifier=http://x.example|191212121212', 'PARAMETER_INVALID', 'patient.identifier'],
    ['patient.identifier=urn:oid:1.2.752.129.2.1.3.1|191212121213', 'PATIENT_ID_INVALID', 'patient.identifier'],
    [`${about}&patient.identifier=urn:oid:1.2.752.129.2.1.3.3|196109732393`, 'PARAMETER_INVALID', 'patient.identifier'],
  ])('%s is refused', (query, code, parameter) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ code, parameter }));
  });

  it('no refusal repeats what was sent', () => {
    for (const query of ['patient=191212121212', 'patient.identifier=urn:oid:1.2.752.129.2.1.3.1|191212121213']) {
      try {
        read(query);
        expect.fail();
      } catch (thrown) {
        expect(String(thrown)).not.toMatch(/19121212121/);
      }
    }
  });
});

describe('parameters', () => {
  it('unknown ones are ignored and named, empty ones are nothing', () => {
    const { ignored, used } = read(`${about}&_has:x=y&severity=x&code=&_sort=code&_summary=text&code=J45.9`);
    expect(ignored).toEqual(['_has:x', 'severity', '_sort', '_summary']);
    expect(used.slice(1)).toEqual([['code', 'J45.9']]);
  });

  it('unknown ones are refused when strict', () => {
    expect(() => read(`${about}&severity=x`, true)).toThrow(
      expect.objectContaining({ code: 'PARAMETER_UNSUPPORTED', parameter: 'severity' }),
    );
    expect(read(`${about}&_revinclude=Provenance:target&_format=json&_count=5`, true).ignored).toEqual([]);
  });

  it.each([
    ['code:text=astma', 'PARAMETER_UNSUPPORTED', 'code:text'],
    ['recorded-date=igår', 'PARAMETER_INVALID', 'recorded-date'],
    ['recorded-date=2024-02-30', 'PARAMETER_INVALID', 'recorded-date'],
    ['code=|', 'PARAMETER_INVALID', 'code'],
    ['code=,', 'PARAMETER_INVALID', 'code'],
    ['_count=many', 'PARAMETER_INVALID', '_count'],
    ['_count=-1', 'PARAMETER_INVALID', '_count'],
  ])('%s is refused', (query, code, parameter) => {
    expect(() => read(`${about}&${query}`)).toThrow(expect.objectContaining({ code, parameter }));
  });

  it('a hundred parameters are enough', () => {
    expect(() => read(`${about}${'&code=x'.repeat(100)}`)).toThrow(
      expect.objectContaining({ code: 'PARAMETER_INVALID' }),
    );
  });

  it.each([
    ['', 50, false],
    ['&_count=7', 7, false],
    ['&_count=9999', 250, false],
    ['&_count=0', 0, true],
    ['&_summary=count', 50, true],
  ])('page size of %j', (query, count, countOnly) => {
    expect(read(about + query)).toMatchObject({ count, countOnly });
  });
});

describe('filters', () => {
  const condition = mapDiagnosis(diagnosis(), contextFor({ idOf: () => 'id-1' }));
  const allergy = mapHypersensitivity(
    alert({ hypersensitivity: { degreeOfSeverity: { displayName: 'skadlig' } } }),
    contextFor({ idOf: () => 'id-2' }),
  );

  it.each([
    ['code=J45.9', true],
    ['code=https://www.icd10.se/|J45.9', true],
    ['code=http://hl7.org/fhir/sid/icd-10-se|J45.9', true],
    ['code=urn:oid:1.2.752.116.1.1.1.1.3|J45.9', true],
    ['code=https://www.icd10.se/|', true],
    ['code=http://snomed.info/sct|J45.9', false],
    ['code=|J45.9', false],
    ['code=J45', false],
    ['code=X,J45.9', true],
    ['code=X\\,J45.9', false],
    ['code=J45.9&code=X', false],
    ['category=HD', true],
    ['category=encounter-diagnosis', true],
    ['category=BY', false],
    ['verification-status=confirmed', true],
    ['identifier=urn:oid:1.2.752.129.2.1.2.1|dok-1', true],
    ['identifier=dok-2', false],
    ['_id=id-1', true],
    ['_id=id-2,id-3', false],
    ['_lastUpdated=2024-03-01', true],
    ['_lastUpdated=gt2024-03-01', false],
    ['_profile=https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSConditionDiagnosis', true],
    ['_profile=https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSFlag', false],
    ['_source=https://tjanstekatalogen.inera.se/Endpoint/SE2321000230-DEMOVAS', true],
    ['_source=https://tjanstekatalogen.inera.se/Endpoint/SE2321000230-DEMOVAX', false],
    ['encounter:identifier=kontakt-1', true],
    ['encounter.identifier=urn:oid:1.2.752.129.2.1.2.1|kontakt-1', true],
    ['encounter:identifier=kontakt-2', false],
    ['encounter=kontakt-1', false],
    ['careUnit=urn:oid:1.2.752.29.4.19|SE2321000230-DEMOHC1', true],
    ['careUnit=SE2321000230-DEMOHC2', false],
    ['careUnit=se2321000230-demohc1', true],
    ['careUnit=urn:oid:1.2.752.129.2.1.4.1|se2321000230-demohc1', true],
    ['code=j45.9', false],
    ['careGiver=SE2321000230-DEMOREGION', true],
    ['clinical-status=active', false],
    ['recorded-date=2024-03-01', true],
    ['recorded-date=ge2024-03-02', false],
    ['onset-date=2024-02', true],
    ['onset-date=2024-03-01', false],
    ['recorded-date=ge2024-02-01&recorded-date=lt2024-03-01', false],
    ['recorded-date=2020,2024', true],
  ])('Condition?%s', (query, expected) => {
    expect(satisfies(condition, diagnosis().header, read(`${about}&${query}`).criteria, now)).toBe(expected);
  });

  it.each([
    ['clinical-status=active', true],
    ['clinical-status=http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical|inactive', false],
    ['criticality=high', true],
    ['criticality=http://hl7.org/fhir/allergy-intolerance-criticality|high', true],
    ['category=food', false],
    ['date=2024-03-01', true],
  ])('AllergyIntolerance?%s', (query, expected) => {
    const { criteria } = read(`${about}&${query}`, false, 'AllergyIntolerance');
    expect(allergy && satisfies(allergy, diagnosis().header, criteria, now)).toBe(expected);
  });
});

describe('filters of other types', () => {
  it.each([
    ['Task', 'authored=2024-02-20', true],
    ['Task', 'authored=gt2024-02-20', false],
    ['MedicationStatement', 'context:identifier=kontakt-1', true],
    ['MedicationStatement', 'context:identifier=kontakt-2', false],
    ['Observation', 'value-quantity=gt70||kg', true],
    ['Observation', 'value-quantity=gt70||kg,ge80||kg&value-quantity=lt72', false],
    ['DocumentReference', 'identifier=urn:oid:2.999|dok-1', true],
    ['DocumentReference', 'identifier=dok-2', false],
    ['DocumentReference', 'author=PractitionerRole/a', true],
    ['DocumentReference', 'author=https://bridge.example/fhir/PractitionerRole/a', true],
    ['DocumentReference', 'author=a', true],
    ['DocumentReference', 'author=Organization/a', false],
    ['CarePlan', 'date=2024-02', true],
    ['CarePlan', 'date=gt2024-02', false],
  ] as const)('%s?%s', (resourceType, query, expected) => {
    const resource = {
      resourceType,
      authoredOn: '2024-02-20',
      created: '2024-02-20',
      context: { identifier: { value: 'kontakt-1' } },
      author: [{ reference: 'PractitionerRole/a' }],
      masterIdentifier: { system: 'urn:oid:2.999', value: 'dok-1' },
      valueQuantity: { value: 72.5, unit: 'kg' },
    };
    const { criteria } = read(`${about}&${query}`, true, resourceType);
    expect(satisfies(resource as unknown as Clinical, diagnosis().header, criteria, now)).toBe(expected);
  });
});

describe('page links', () => {
  const tokens = createPageTokens(identityKey);
  const page = { type: 'Condition', query: about, offset: 50 };
  const token = tokens.write(page, 'SE1-A', now);

  it('lead back to the search, and tell nothing', () => {
    expect(tokens.read(token, 'Condition', 'SE1-A', now)).toMatchObject(page);
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toMatch(/patient|Condition/);
  });

  it.each([
    ['another caller', token, 'Condition', 'SE1-B', now],
    ['another type', token, 'Flag', 'SE1-A', now],
    ['an hour later', token, 'Condition', 'SE1-A', now + 3_600_001],
    ['changed', `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`, 'Condition', 'SE1-A', now],
    ['none of ours', 'abc', 'Condition', 'SE1-A', now],
  ])('are refused: %s', (_, given, type, caller, at) => {
    expect(() => tokens.read(given, type, caller, at)).toThrow(
      expect.objectContaining({ code: 'PARAMETER_INVALID', parameter: '_page' }),
    );
  });
});
