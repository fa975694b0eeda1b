import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import validators from 'fhir';
import type { FhirResource } from 'fhir/r4';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { mapDiagnosis } from '../../../src/faces/fhir/mapping/diagnosis.ts';
import { mapAlert } from '../../../src/faces/fhir/mapping/flag.ts';
import { provenanceOf } from '../../../src/faces/fhir/mapping/provenance.ts';
import { partsOf } from '../../../src/faces/fhir/xml/element-order.ts';
import { writeXml } from '../../../src/faces/fhir/xml/write-xml.ts';
import { alert, asJson, contextFor, diagnosis } from './samples.ts';

const reader = new validators.Fhir();

/** What another library reads out of what we wrote. */
const back = (resource: FhirResource) => reader.xmlToObj(writeXml(resource)) as FhirResource;

describe('XML', () => {
  it.each([
    ['Condition', asJson(mapDiagnosis(diagnosis({ chronicDiagnosis: false }), contextFor()))],
    ['Flag', asJson(mapAlert(alert({ hypersensitivity: {} }), contextFor()))],
    [
      'Provenance',
      asJson(provenanceOf({ resourceType: 'Flag', id: 'a' }, { ...alert({}).header, time: '' }, {}, contextFor())),
    ],
  ])('%s comes back as it went', (_type, resource) => {
    expect(back(resource)).toEqual(resource);
  });

  it('has the elements in the order of the schema, whatever the order of the object', () => {
    const xml = writeXml({
      code: { text: 'x' },
      subject: { reference: 'Patient/1' },
      id: 'a',
      resourceType: 'Condition',
    } as FhirResource);
    expect(xml).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Condition xmlns="http://hl7.org/fhir"><id value="a"/>' +
        '<code><text value="x"/></code><subject><reference value="Patient/1"/></subject></Condition>',
    );
  });

  it('writes ids of elements and urls of extensions as attributes, narrative as it is', () => {
    const resource = {
      resourceType: 'Patient',
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>å &amp; ö</p></div>' },
      extension: [{ id: 'e', url: 'http://a.example', extension: [{ url: 'b', valueDecimal: 0 }] }],
      active: false,
      name: [{ given: ['Å', null], _given: [null, { extension: [{ url: 'http://c.example', valueCode: 'x' }] }] }],
    } as unknown as FhirResource;
    expect(writeXml(resource)).toContain(
      '<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>å &amp; ö</p></div></text>' +
        '<extension id="e" url="http://a.example"><extension url="b"><valueDecimal value="0"/></extension></extension>' +
        '<active value="false"/><name><given value="Å"/>' +
        '<given><extension url="http://c.example"><valueCode value="x"/></extension></given></name>',
    );
  });

  it('stays well-formed whatever a source wrote', () => {
    const nasty = '<a> & "b" \u0000 \uD800 \r\n ]]>';
    const faults: string[] = [];
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', ({ message }) => faults.push(message));
    parser.write(writeXml({ resourceType: 'Condition', code: { text: nasty } } as FhirResource)).close();
    expect(faults).toEqual([]);
  });

  it('knows no types beyond R4', () => {
    expect(() => partsOf('Nothing')).toThrow(TypeError);
  });
});

/** Resources that others wrote: HL7's own examples of R4. */
const examples = join(dirname(fileURLToPath(import.meta.resolve('hl7.fhir.r4.examples/package.json'))));
const perType = 6;
const types = [
  'AllergyIntolerance',
  'Bundle',
  'CarePlan',
  'Composition',
  'Condition',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'Flag',
  'ImagingStudy',
  'Immunization',
  'MedicationStatement',
  'Observation',
  'OperationOutcome',
  'Patient',
  'Provenance',
  'ServiceRequest',
  'Specimen',
  'Task',
];

/** The other library writes narratives anew, without their line breaks. */
function withoutNarrative(json: string): FhirResource {
  return JSON.parse(json, (key, value: unknown) => (key === 'div' ? undefined : value)) as FhirResource;
}

describe.each(types)('HL7’s examples of %s', (type) => {
  const files = readdirSync(examples).filter((file) => file.startsWith(`${type}-`));

  it('are written as the other library writes them', () => {
    expect(files.length).toBeGreaterThan(0);
    for (const file of files.slice(0, perType)) {
      const resource = withoutNarrative(readFileSync(join(examples, file), 'utf8'));
      expect({ file, same: writeXml(resource) === reader.objToXml(resource) }).toEqual({ file, same: true });
    }
  });
});
