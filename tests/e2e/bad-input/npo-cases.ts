/** Bad input to the NPÖ 1.0 face: the code it is answered with, in a SOAP fault or in response_detail of type E. */
export interface BadExtract {
  readonly what: string;
  /** Error code of a fault, or code of response_detail. */
  readonly code: string;
  readonly body: string | Buffer;
  readonly who?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ns = 'urn:riv13606:v1.1';
const person = '<subject_of_care_id root="1.2.752.129.2.1.3.1" extension="191212121212"/>';
const kind = (code: string) => `<meanings code="${code}" codeSystem="1.2.752.129.2.2.2.1"/>`;
const dia = kind('dia');
const parameter = (name: string, value: string) =>
  `<parameters><name value="${name}"/><value value="${value}"/></parameters>`;
const envelope = (body: string, header = '') =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">${header}<s:Body>${body}</s:Body></s:Envelope>`;
const root = (content: string, name = 'RIV13606REQUEST_EHR_EXTRACT_request', namespace = ns) =>
  `<${name} xmlns="${namespace}">${content}</${name}>`;
const extract = (content: string) => envelope(root(content));
const continued = (content: string) => envelope(root(content, 'RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request'));
const period = (content: string) => extract(`${person}<time_period>${content}</time_period>${dia}`);

export const goodExtract = extract(person + dia);

/** Invalid data; undefined error: the adapter's words for what is no message, and who is no caller. */
const unreadable = '6001';
const certificate = '1000';

export const npoCases: readonly BadExtract[] = [
  { what: 'no XML at all', code: unreadable, body: 'hello' },
  { what: 'an empty body', code: unreadable, body: '' },
  { what: 'malformed XML', code: unreadable, body: goodExtract.replace('</s:Body>', '') },
  { what: 'two bodies', code: unreadable, body: envelope(root(person + dia) + root(person + dia)) },
  { what: 'a DTD', code: unreadable, body: `<!DOCTYPE x [<!ENTITY a "b">]>${goodExtract}` },
  { what: 'an undefined entity', code: unreadable, body: goodExtract.replace('191212121212', '&id;') },
  {
    what: 'SOAP 1.2',
    code: unreadable,
    body: goodExtract.replace('schemas.xmlsoap.org/soap/envelope/', 'www.w3.org/2003/05/soap-envelope'),
  },
  { what: 'no envelope', code: unreadable, body: root(person + dia) },
  { what: 'an empty SOAP body', code: unreadable, body: envelope('') },
  { what: '10,000 levels', code: unreadable, body: extract(`${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`) },
  { what: '30,000 elements', code: unreadable, body: extract(person + dia.repeat(30_000)) },
  {
    what: 'bytes that are not UTF-8',
    code: unreadable,
    body: Buffer.from(goodExtract.replace('dia', 'diå'), 'latin1'),
  },
  { what: 'JSON', code: unreadable, body: '{"a":1}', headers: { 'content-type': 'application/json' } },
  { what: 'another operation', code: unreadable, body: envelope(root(person, 'RIV13606REQUEST_EVERYTHING')) },
  {
    what: 'the answer for a question',
    code: unreadable,
    body: envelope(root('', 'RIV13606REQUEST_EHR_EXTRACT_response')),
  },
  { what: 'another namespace', code: unreadable, body: envelope(root(person + dia, undefined, 'urn:riv13606:v1.0')) },
  {
    what: 'a fault for a question',
    code: unreadable,
    body: envelope('<s:Fault><faultcode>s:Server</faultcode><faultstring>x</faultstring></s:Fault>'),
  },
  { what: 'no patient', code: 'CONTRACT', body: extract(dia) },
  { what: 'two patients', code: 'CONTRACT', body: extract(person + person + dia) },
  {
    what: 'a patient without number',
    code: 'CONTRACT',
    body: extract(`<subject_of_care_id root="1.2.752.129.2.1.3.1"/>${dia}`),
  },
  {
    what: 'a patient without kind of number',
    code: 'CONTRACT',
    body: extract(`<subject_of_care_id extension="191212121212"/>${dia}`),
  },
  {
    what: 'a wrong check digit',
    code: 'CONTRACT',
    body: extract(person.replace('191212121212', '191212121213') + dia),
  },
  { what: 'an identity under the wrong root', code: 'CONTRACT', body: extract(person.replace('3.1"', '3.3"') + dia) },
  {
    what: 'ten digits too many',
    code: 'CONTRACT',
    body: extract(person.replace('191212121212', '1912121212121912121212') + dia),
  },
  { what: 'a name for a number', code: 'CONTRACT', body: extract(person.replace('191212121212', 'Tolvan') + dia) },
  { what: 'an unknown root', code: 'CONTRACT', body: extract(person.replace('1.2.752.129.2.1.3.1', '1.2.3') + dia) },
  { what: 'an unknown information type', code: 'CONTRACT', body: extract(person + kind('xyz')) },
  {
    what: 'an information type without code',
    code: 'CONTRACT',
    body: extract(`${person}<meanings codeSystem="1.2.752.129.2.2.2.1"/>`),
  },
  { what: 'one known and one unknown type', code: 'CONTRACT', body: extract(person + dia + kind('xyz')) },
  { what: 'an element of no contract', code: 'CONTRACT', body: extract(`${person + dia}<doom/>`) },
  { what: 'a period of no time', code: 'CONTRACT', body: period('<low value="igår"/><high value="20241231"/>') },
  {
    what: 'a day that does not exist',
    code: 'CONTRACT',
    body: period('<low value="20240231"/><high value="20241231"/>'),
  },
  {
    what: 'a period that ends before it starts',
    code: 'CONTRACT',
    body: period('<low value="20241231"/><high value="20240101"/>'),
  },
  {
    what: 'two periods',
    code: 'CONTRACT',
    body: extract(
      `${person}${'<time_period><low value="20240101"/><high value="20241231"/></time_period>'.repeat(2)}${dia}`,
    ),
  },
  { what: 'a page of no record', code: 'CONTRACT', body: extract(`${person + dia}<max_records value="0"/>`) },
  { what: 'a page of less than none', code: 'CONTRACT', body: extract(`${person + dia}<max_records value="-5"/>`) },
  { what: 'a page of words', code: 'CONTRACT', body: extract(`${person + dia}<max_records value="många"/>`) },
  { what: 'a page of a fraction', code: 'CONTRACT', body: extract(`${person + dia}<max_records value="1.5"/>`) },
  {
    what: 'an unknown system',
    code: '4001',
    body: extract(person + dia + parameter('hsa_id', 'SE2321000230-DEMONOWHERE')),
  },
  {
    what: 'two systems',
    code: 'CONTRACT',
    body: extract(
      person + dia + parameter('hsa_id', 'SE2321000230-DEMOVAS') + parameter('hsa_id', 'SE2321000222-DEMONCS'),
    ),
  },
  {
    what: 'a parameter without name',
    code: 'CONTRACT',
    body: extract(`${person + dia}<parameters><value value="x"/></parameters>`),
  },
  {
    what: 'a parameter without value',
    code: 'CONTRACT',
    body: extract(`${person + dia}<parameters><name value="hsa_id"/></parameters>`),
  },
  { what: 'a continuation of nothing', code: 'CONTRACT', body: continued('') },
  {
    what: 'a continuation that is none of ours',
    code: 'CONTRACT',
    body: continued('<continuation_token value="abc"/>'),
  },
  { what: 'an empty continuation', code: 'CONTRACT', body: continued('<continuation_token value=""/>') },
  {
    what: 'a very long continuation',
    code: 'CONTRACT',
    body: continued(`<continuation_token value="${'A'.repeat(20_000)}"/>`),
  },
  {
    what: 'a continuation that starts before the first',
    code: 'CONTRACT',
    body: continued('<start_record value="-1"/><continuation_token value="abc"/>'),
  },
  { what: 'no certificate', code: certificate, body: goodExtract, who: '' },
  { what: 'a person’s certificate', code: certificate, body: goodExtract, who: 'demo-lakare' },
  { what: 'an unknown issuer', code: certificate, body: goodExtract, who: 'bad/unknown-issuer' },
  { what: 'an expired certificate', code: certificate, body: goodExtract, who: 'bad/expired' },
  { what: 'a revoked certificate', code: certificate, body: goodExtract, who: 'bad/revoked' },
  { what: 'a certificate without HSA-id', code: certificate, body: goodExtract, who: 'bad/no-hsa-id' },
  { what: 'another environment’s root', code: certificate, body: goodExtract, who: 'bad/test-root' },
  { what: 'a certificate in a header', code: certificate, body: goodExtract, headers: { 'x-vp-auth-cert': 'MIIB' } },
  {
    what: 'a routing loop',
    code: certificate,
    body: goodExtract,
    headers: { 'x-rivta-routing-history': 'X#SE2321000230-DEMOBRIDGE' },
  },
  { what: 'a caller without any permission', code: certificate, body: goodExtract, who: 'ehr-vasternorrland' },
  {
    what: 'a recognised system that is no caller here',
    code: certificate,
    body: goodExtract,
    who: 'council-norrbotten',
  },
  {
    what: 'a version of the service that is none',
    code: 'CONTRACT',
    body: extract(person + dia + parameter('version', '2.0')),
  },
  {
    what: 'a record id without extension',
    code: 'CONTRACT',
    body: extract(`${person}<rc_ids root="1.2.752.129.2.1.2.1"/>${dia}`),
  },
  {
    what: 'a record id of a thousand characters',
    code: 'CONTRACT',
    body: extract(`${person}<rc_ids root="1.2.3" extension="${'x'.repeat(1_000)}"/>${dia}`),
  },
  { what: 'a name that is no parameter’s', code: 'CONTRACT', body: extract(`${person + dia}<parameters/>`) },
];
