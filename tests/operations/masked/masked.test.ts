import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contracts, prefixesFor, writeRoot } from '../../../src/contracts/index.ts';
import { maskedView } from '../../../src/operations/masked/index.ts';
import { packings, writeMessage } from '../../../src/riv13606/index.ts';
import { envelope } from '../../../src/sources/soap-call.ts';
import { escapeText } from '../../../src/xml/index.ts';

const diagnosis = contracts.find(({ id }) => id === 'GetDiagnosis:2');
if (!diagnosis) throw new Error('There is no GetDiagnosis.');

const linesOf = (content: string): Record<string, string> =>
  Object.fromEntries(maskedView(Buffer.from(content)).lines.map(({ path, value }) => [path, value]));

describe('the masked view of XML', () => {
  const request = diagnosis.requestFor({
    patient: { type: '1.2.752.129.2.1.3.1', id: '191212121212' },
    period: { start: '20260101', end: '20261231' },
    careUnits: ['SE2321000230-DEMOMED'],
    careContacts: [],
    sourceSystem: undefined,
  });
  const body = writeRoot(
    diagnosis.namespace,
    diagnosis.name,
    diagnosis.request,
    request,
    prefixesFor(diagnosis.namespace, diagnosis.request),
  );

  it('has paths and lengths, and which contract it is', () => {
    const view = maskedView(Buffer.from(envelope(undefined, body)));
    expect(view).toMatchObject({ format: 'xml', contract: 'GetDiagnosis:2', unreadable: undefined });
    expect(view.lines).toContainEqual({
      path: 'Envelope/Body/GetDiagnosis/patientId/id',
      value: '•••• (12 characters)',
    });
    expect(view.lines).toContainEqual({
      path: 'Envelope/Body/GetDiagnosis/timePeriod/end',
      value: '•••• (8 characters)',
    });
  });

  it('names the broken rule and its place, not what broke it', () => {
    const spoilt = body.replace('20260101', '1 januari').replace('</', '<Anna xmlns="urn:x">Andersson</Anna></');
    const view = maskedView(Buffer.from(spoilt));
    expect(view.violations).toContainEqual({
      path: 'GetDiagnosis/timePeriod/start',
      rule: expect.stringContaining('must have the form'),
    });
    expect(JSON.stringify(view)).not.toMatch(/Anna|Anders|januari/);
    expect(view.lines.some(({ path }) => path.endsWith('/‹unknown›'))).toBe(true);
  });

  it.each(Object.values(packings))('knows the elements of RIV 13606 as $request packs them', (packing) => {
    const content = { children: { subject_of_care_id: { attributes: { extension: '191212121212' } } } };
    const paths = Object.keys(linesOf(writeMessage(packing.request, 'ExtractRequest_type', content, packing)));
    expect(paths).toContainEqual(expect.stringMatching(`^${packing.request}/subject_of_care_id`));
  });

  it('says where a message that cannot be read breaks', () => {
    const view = maskedView(Buffer.from('<a><Karlsson></b>'));
    expect(view.unreadable).toMatch(/^MESSAGE_UNREADABLE: Line 1/);
    expect(JSON.stringify(view)).not.toContain('Karlsson');
    expect(maskedView(Buffer.from('<!DOCTYPE Karlsson><a/>')).unreadable).toBe('MESSAGE_FORBIDDEN_XML');
  });

  it('shows what the schema lists and codes of known systems, where the schema has a code', () => {
    const coded = (code: string, system: string) =>
      `<GetDiagnosisResponse xmlns="${diagnosis.namespace}" xmlns:t="${diagnosis.item.schema.namespace}"><diagnosis>` +
      `<t:diagnosisBody><t:typeOfDiagnosis>Huvuddiagnos</t:typeOfDiagnosis><t:diagnosisCode><t:code>${code}</t:code>` +
      `<t:codeSystem>${system}</t:codeSystem><t:displayName>Hjärtsvikt</t:displayName></t:diagnosisCode>` +
      '</t:diagnosisBody></diagnosis></GetDiagnosisResponse>';
    const at = 'GetDiagnosisResponse/diagnosis/diagnosisBody';
    expect(linesOf(coded('I50.9', '1.2.752.116.1.1.1.1.3'))).toMatchObject({
      [`${at}/typeOfDiagnosis`]: 'Huvuddiagnos',
      [`${at}/diagnosisCode/code`]: 'I50.9',
      [`${at}/diagnosisCode/codeSystem`]: '1.2.752.116.1.1.1.1.3',
      [`${at}/diagnosisCode/displayName`]: '•••• (10 characters)',
    });
    const masked = { [`${at}/diagnosisCode/code`]: '•••• (12 characters)' };
    expect(linesOf(coded('191212121212', '1.2.752.116.2.1.1'))).toMatchObject(masked);
    expect(linesOf(coded('191212121212', '1.2.3'))).toMatchObject(masked);
    expect(linesOf(coded('191212121212', '1.2.752.116.1.1.1.1.3'))).toMatchObject(masked);
  });
});

describe('the masked view of JSON', () => {
  it('shows names and types of FHIR alone', () => {
    const lines = linesOf(
      JSON.stringify({
        resourceType: 'Condition',
        code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'C07AB02', display: 'metoprolol' }] },
        subject: { identifier: { value: '191212121212' } },
        '191212121212': 'Anna',
        active: true,
      }),
    );
    expect(lines).toEqual({
      resourceType: 'Condition',
      'code.coding[1].system': 'http://www.whocc.no/atc',
      'code.coding[1].code': 'C07AB02',
      'code.coding[1].display': '•••• (10 characters)',
      'subject.identifier.value': '•••• (12 characters)',
      '‹unknown›': '•••• (4 characters)',
      active: '•••• (true or false)',
    });
  });

  it('says no more than that it cannot be read', () => {
    expect(JSON.stringify(maskedView(Buffer.from('{"name": Karlsson}')))).not.toContain('Karlsson');
  });
});

/** Letters and digits that nothing in a view is written with. */
const alphabet = [...'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠжзийклмнопрст'];
const secret = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 3, maxLength: 40 });

/** The value and what else it could be recognised in, each cut into pieces of three. */
function traces(value: string): string[] {
  const bytes = Buffer.from(value);
  const forms = [value, encodeURIComponent(value)];
  const encoded = [bytes.toString('base64'), bytes.toString('hex')];
  const pieces = forms.flatMap((form) => Array.from({ length: form.length - 2 }, (_, at) => form.slice(at, at + 3)));
  // Three characters of hex may stand anywhere; of an encoding it takes more to recognise anything.
  return [...pieces.filter((piece) => /[^\x00-\x7f]/.test(piece)), ...encoded.filter((form) => form.length > 7)];
}

const names = fc.constantFrom('patientId', 'extension', 'code', 'codeSystem', 'displayName', 'diagnosisBody');

interface Tree {
  readonly name: string;
  readonly text: string;
  readonly attribute: string;
  readonly children: readonly Tree[];
}
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    name: fc.oneof(names, secret),
    text: secret,
    attribute: secret,
    children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
  }),
}));

const xmlOf = ({ name, text, attribute, children }: Tree): string =>
  `<${name} xmlns="${diagnosis.item.schema.namespace}" ${attribute}="${escapeText(text)}">${escapeText(text)}${children.map(xmlOf).join('')}</${name}>`;
const jsonOf = ({ name, text, attribute, children }: Tree): unknown => ({
  [name]: text,
  [attribute]: children.map(jsonOf),
});
const secretsIn = ({ name, text, attribute, children }: Tree): string[] => [
  ...(/^[a-z]/i.test(name) ? [] : [name]),
  text,
  attribute,
  ...children.flatMap(secretsIn),
];

describe('nothing of the patient', () => {
  it.each([
    ['XML', xmlOf],
    ['JSON', (content: Tree) => JSON.stringify(jsonOf(content))],
  ])('comes through from %s, in values, names or attributes', (_format, write) => {
    fc.assert(
      fc.property(tree, (content) => {
        const view = JSON.stringify(maskedView(Buffer.from(write(content))));
        for (const trace of secretsIn(content).flatMap(traces)) expect(view).not.toContain(trace);
      }),
      { numRuns: 200 },
    );
  });

  it('so that another patient’s message of the same lengths looks the same', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 12 });
    const write = (patient: string) =>
      `<GetDiagnosis xmlns="${diagnosis.namespace}"><patientId><x>${patient}</x></patientId>${patient}</GetDiagnosis>`;
    fc.assert(
      fc.property(digits, digits, (one, other) => {
        expect(maskedView(Buffer.from(write(one)))).toEqual(maskedView(Buffer.from(write(other))));
      }),
      { numRuns: 50 },
    );
  });

  it('comes through from bytes that are neither', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { lines, ...rest } = maskedView(Buffer.from(bytes));
        expect(lines.every(({ value }) => /^(••••.*|empty.*|null)$/.test(value))).toBe(true);
        expect(rest.bytes).toBe(bytes.length);
      }),
      { numRuns: 200 },
    );
  });
});
