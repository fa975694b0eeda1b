/** Bad input to the FHIR face: status, code of the issue, and our reason in its details. */
export interface BadRequest {
  readonly what: string;
  readonly status: number;
  readonly issue: string;
  readonly path: string;
  readonly method?: string;
  /** Form or other body of a POST. */
  readonly body?: string;
  readonly who?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const number = 'http://electronichealth.se/identifier/personnummer';
const someone = `patient.identifier=${encodeURIComponent(`${number}|191212121212`)}`;
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/fhir+json' };

const search = (what: string, query: string, status: number, issue: string, type = 'Condition'): BadRequest => ({
  what,
  status,
  issue,
  path: `/fhir/${type}/_search`,
  body: query,
  headers: form,
});
const get = (what: string, path: string, status: number, issue: string): BadRequest => ({
  what,
  status,
  issue,
  path: `/fhir/${path}`,
  method: 'GET',
});
const method = (name: string, path: string): BadRequest => ({
  what: `${name} ${path}`,
  status: 405,
  issue: 'not-supported',
  path: `/fhir/${path}`,
  method: name,
  body: '{}',
  headers: json,
});
const certificate = (what: string, who: string, issue = 'login', status = 401): BadRequest => ({
  ...search(what, someone, status, issue),
  who,
});
const summary = (what: string, body: string, status: number, issue: string): BadRequest => ({
  what,
  status,
  issue,
  path: '/fhir/Patient/$summary',
  body,
  headers: json,
});
const parameters = (...given: object[]) => JSON.stringify({ resourceType: 'Parameters', parameter: given });

export const fhirCases: readonly BadRequest[] = [
  // Who is meant.
  search('no patient', '', 400, 'required'),
  search('an empty patient', 'patient.identifier=', 400, 'required'),
  search('a number without kind', 'patient.identifier=191212121212', 400, 'value'),
  search('an unknown kind of number', 'patient.identifier=urn:oid:1.2.3|191212121212', 400, 'value'),
  search('a wrong check digit', `patient.identifier=${number}|191212121213`, 400, 'value'),
  search('a name for a number', `patient.identifier=${number}|Tolvan`, 400, 'value'),
  search('an id of no patient', 'patient=abc', 400, 'value'),
  search('two patients', `${someone}&patient.identifier=${number}|189002029800`, 400, 'value'),
  search('a patient as url of another server', 'patient=https://example.org/fhir/Patient/1', 400, 'value'),
  ...['AllergyIntolerance', 'Flag', 'Encounter', 'Observation', 'DiagnosticReport', 'MedicationStatement'].map((type) =>
    search(`no patient for ${type}`, '_count=5', 400, 'required', type),
  ),
  ...['Immunization', 'DocumentReference', 'CarePlan', 'ImagingStudy', 'ServiceRequest', 'Task', 'Specimen'].map(
    (type) =>
      search(`a wrong check digit for ${type}`, `patient.identifier=${number}|191212121213`, 400, 'value', type),
  ),
  // Parameters.
  search('a date that is none', `${someone}&recorded-date=igår`, 400, 'value'),
  search('a day that does not exist', `${someone}&recorded-date=2024-02-31`, 400, 'value'),
  search('an unknown prefix', `${someone}&recorded-date=zz2024`, 400, 'value'),
  search('a page of a word', `${someone}&_count=många`, 400, 'value'),
  search('a page of less than nothing', `${someone}&_count=-1`, 400, 'value'),
  search('a page that is none of ours', '_page=abc', 400, 'value'),
  search('an unknown modifier', `${someone}&code:below=I10`, 400, 'not-supported'),
  search('a chain that is none', `${someone}&encounter.status=finished`, 400, 'not-supported'),
  {
    ...search('an unknown parameter, asked strictly', `${someone}&shoe-size=43`, 400, 'not-supported'),
    headers: { ...form, prefer: 'handling=strict' },
  },
  search('a format that is none', `${someone}&_format=turtle`, 406, 'not-supported'),
  { ...search('an Accept that is none', someone, 406, 'not-supported'), headers: { ...form, accept: 'image/png' } },
  // Bodies.
  { ...search('a search in JSON', '{"patient":"1"}', 415, 'not-supported'), headers: json },
  { ...search('a search in XML', '<x/>', 415, 'not-supported'), headers: { 'content-type': 'application/fhir+xml' } },
  search('a search of a hundred kilobytes', `${someone}&code=${'x'.repeat(100_000)}`, 413, 'too-long'),
  summary('a summary of nobody', parameters(), 400, 'required'),
  summary('a summary of no Parameters', '{"resourceType":"Patient"}', 400, 'invalid'),
  summary('a summary of half a JSON', '{"resourceType":', 400, 'invalid'),
  summary('a summary of an empty body', '', 400, 'invalid'),
  summary(
    'a summary of a wrong check digit',
    parameters({ name: 'identifier', valueString: `${number}|191212121213` }),
    400,
    'value',
  ),
  summary(
    'a summary in a profile that is none',
    parameters(
      { name: 'identifier', valueString: `${number}|191212121212` },
      { name: 'profile', valueUri: 'https://example.org/p' },
    ),
    422,
    'not-supported',
  ),
  // What is not there.
  get('an unknown type', 'Spaceship?x=1', 404, 'not-found'),
  get('a type of R4 that is not served', `Medication?${someone}`, 404, 'not-found'),
  get('a resource that never was', 'Condition/abc', 404, 'not-found'),
  get('a patient that never was', 'Patient/abc', 404, 'not-found'),
  get('a Provenance that never was', 'Provenance/abc', 404, 'not-found'),
  get('an id of a hundred characters', `Condition/${'a'.repeat(100)}`, 404, 'not-found'),
  get('an id that climbs', 'Condition/..%2f..%2fetc', 404, 'not-found'),
  get('a version of a resource', 'Condition/abc/_history/1', 404, 'not-found'),
  get('a unit that never was', 'Organization/SE2321000230-DEMONOWHERE', 404, 'not-found'),
  get('an unknown operation', 'Patient/$everything', 404, 'not-found'),
  // Methods.
  ...['PUT', 'PATCH', 'DELETE'].map((name) => method(name, 'Condition/abc')),
  method('POST', 'Condition'),
  method('PUT', 'Patient/abc'),
  method('POST', 'metadata'),
  // Callers.
  certificate('no certificate', ''),
  certificate('a person’s certificate', 'demo-lakare', 'forbidden', 403),
  certificate('an unknown issuer', 'bad/unknown-issuer'),
  certificate('an expired certificate', 'bad/expired', 'expired'),
  certificate('a revoked certificate', 'bad/revoked'),
  certificate('a certificate without HSA-id', 'bad/no-hsa-id'),
  certificate('another environment’s root', 'bad/test-root'),
  certificate('a caller without any permission', 'ehr-vasternorrland', 'forbidden', 403),
  certificate('a recognised system that is no caller here', 'council-norrbotten', 'forbidden', 403),
  { ...search('a certificate in a header', someone, 403, 'forbidden'), headers: { ...form, 'x-vp-auth-cert': 'MIIB' } },
];
