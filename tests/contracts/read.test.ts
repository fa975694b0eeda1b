import { describe, expect, it } from 'vitest';
import { getDiagnosis2, prefixesFor, type ReadResult, validate, writeRoot } from '../../src/contracts/index.ts';
import { readMessage } from './read-message.ts';

const responder = getDiagnosis2.namespace;
const types = 'urn:riv:clinicalprocess:healthcond:description:2';
function readRoot(xml: string, records?: (record: ReadResult) => void): ReadResult {
  return readMessage(getDiagnosis2.response, 'GetDiagnosisResponse', xml, {
    ...(records && { records: { element: 'diagnosis', each: records } }),
  });
}

const header = `<t:diagnosisHeader><t:documentId>1</t:documentId><t:sourceSystemHSAId>S</t:sourceSystemHSAId>
  <t:patientId><t:id>191212121212</t:id><t:type>1.2.752.129.2.1.3.1</t:type></t:patientId>
  <t:accountableHealthcareProfessional><t:authorTime>20240102030405</t:authorTime></t:accountableHealthcareProfessional>
  <t:approvedForPatient> true </t:approvedForPatient></t:diagnosisHeader>`;
const body = '<t:diagnosisBody><t:typeOfDiagnosis>Huvuddiagnos</t:typeOfDiagnosis></t:diagnosisBody>';
const response = (content: string): string =>
  `<s:GetDiagnosisResponse xmlns:s="${responder}" xmlns:t="${types}">${content}</s:GetDiagnosisResponse>`;

describe('the contract reader', () => {
  it('gives records one by one, with values in their lexical types', () => {
    const records: ReadResult[] = [];
    const root = readRoot(
      response(`<s:diagnosis>${header}${body}</s:diagnosis><s:diagnosis>${header}${body}</s:diagnosis>`),
      (record) => records.push(record),
    );
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject({
      violations: [],
      value: { diagnosisHeader: { approvedForPatient: true, documentId: '1' } },
    });
    expect(root).toEqual({ value: {}, violations: [] });
  });

  it('keeps foreign elements at extension points as self-contained XML, and writes them again', () => {
    const foreign =
      '<x:extra xmlns:x="urn:x" n="1" xml:lang="sv"><in xmlns="urn:y" x:n="2" t:m="3" n="4">å &amp; b</in><x:of>t:code</x:of></x:extra>';
    const { value, violations } = readRoot(response(`<s:diagnosis>${header}${foreign}${body}</s:diagnosis>`));
    expect(violations).toEqual([]);
    const xml = writeRoot(
      responder,
      'GetDiagnosisResponse',
      getDiagnosis2.response,
      value,
      prefixesFor(responder, getDiagnosis2.response),
    );
    // Attributes, declarations and prefixes in values as they were; what was declared around it comes along.
    const declared = ' xmlns:t="urn:riv:clinicalprocess:healthcond:description:2">';
    expect(xml).toContain(foreign.replace('xml:lang="sv">', `xml:lang="sv"${declared}`));
    expect(readRoot(xml).value).toEqual(value);
  });

  it('reads past the element that one release of the domain had and another took away', () => {
    const relation = '<t:relation><t:code><t:code>1</t:code></t:code></t:relation>';
    const withRelation = body.replace('</t:diagnosisBody>', `${relation}</t:diagnosisBody>`);
    const { value, violations } = readRoot(response(`<s:diagnosis>${header}${withRelation}</s:diagnosis>`));
    expect(violations).toEqual([]);
    expect(value).toMatchObject({ diagnosis: [{ diagnosisBody: { typeOfDiagnosis: 'Huvuddiagnos' } }] });
    expect(JSON.stringify(value)).not.toContain('relation');
  });

  it.each([
    ['a missing element', body, 'diagnosis/diagnosisHeader is missing'],
    [
      'a wrong enumeration',
      header + body.replace('Huvuddiagnos', 'Annan'),
      'diagnosis/diagnosisBody/typeOfDiagnosis must be one of Huvuddiagnos, Bidiagnos',
    ],
    [
      'a wrong time',
      header.replace('20240102030405', '2024-01-02') + body,
      'diagnosis/diagnosisHeader/accountableHealthcareProfessional/authorTime must have the form of TimeStampType',
    ],
    ['a wrong boolean', header.replace(' true ', 'ja') + body, 'approvedForPatient must be a value of type boolean'],
    ['a repeated element', header + header + body, 'diagnosisHeader occurs more than once'],
    ['an element in the wrong namespace', `${header + body}<s:diagnosisBody/>`, ''],
    ['an unknown element of the contract’s own', `${header + body}<t:nonsense/>`, 'holds nonsense'],
  ])('tells where the contract is broken: %s', (_what, content, expected) => {
    const records: ReadResult[] = [];
    readRoot(response(`<s:diagnosis>${content}</s:diagnosis>`), (record) => records.push(record));
    const told = records[0]?.violations.map(({ path, rule }) => `${path} ${rule}`).join('; ');
    expect(told).toContain(expected);
    if (expected === '') expect(told).toBe('');
  });
});

describe('the validator', () => {
  it('names the path of each broken rule and never the value', () => {
    const violations = validate(
      getDiagnosis2.request,
      { patientId: { id: '191212121212' }, timePeriod: { start: '1', end: '20240101' }, nonsense: 1 },
      'GetDiagnosis',
    );
    expect(violations.map(({ path }) => path)).toEqual([
      'GetDiagnosis/patientId/type',
      'GetDiagnosis/timePeriod/start',
      'GetDiagnosis/nonsense',
    ]);
    expect(JSON.stringify(violations)).not.toContain('191212121212');
  });
});
