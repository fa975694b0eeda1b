/** RIV 13606 1.1: service, reference model, ISO 21090 data types and demographics share one namespace. */
export const namespace = 'urn:riv13606:v1.1';

/** Object identifiers of NPÖ 1.0 that have no place among the code systems of today. */
export const oids = {
  /** KV Informationstyp: what a record component means. */
  informationType: '1.2.752.129.2.2.2.1',
  /** The same codes where a link says what it points at. */
  linkTarget: '1.2.752.129.2.2.2.1.1',
  /** The function of a participation. */
  participation: '1.2.752.129.2.2.2.22',
  hsaId: '1.2.752.129.2.1.4.1',
  /** Unique within an organisation. */
  localId: '1.2.752.129.2.1.2.1',
  /** Kind of drug choice. */
  drugChoice: '1.2.752.129.2.2.3.1.2',
} as const;

/** ICD-10-SE had another identifier then than it has today. */
export const oldIcd10Se = '1.2.752.116.1.1.1.1.1';

/** Messages of the service. */
export const messages = {
  extract: 'RIV13606REQUEST_EHR_EXTRACT_request',
  continuation: 'RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request',
  response: 'RIV13606REQUEST_EHR_EXTRACT_response',
} as const;

export const actions = {
  extract: `${namespace}:RIV13606REQUEST_EHR_EXTRACT`,
  continuation: `${namespace}:RIV13606REQUEST_EHR_EXTRACT_CONTINUATION`,
} as const;

/** How a question and its answer are packed. */
export interface Packing {
  readonly request: string;
  readonly response: string;
  readonly action: string;
  /** Of the message's element and of what stands directly in it. */
  readonly namespace: string;
  /** Of everything below. */
  readonly types: string;
}

const patientSummary = 'urn:riv:ehr:patientsummary';

/** The service of NPÖ itself; and the RIV-TA contract with the same content, which has an address header and no continuation. */
export const packings = {
  RIV13606REQUEST_EHR_EXTRACT: {
    request: messages.extract,
    response: messages.response,
    action: actions.extract,
    namespace,
    types: namespace,
  },
  GetEhrExtract: {
    request: 'GetEhrExtract',
    response: 'GetEhrExtractResponse',
    action: `${patientSummary}:GetEhrExtractResponder:1:GetEhrExtract`,
    namespace: `${patientSummary}:GetEhrExtractResponder:1`,
    types: `${patientSummary}:1`,
  },
} as const satisfies Record<string, Packing>;

const namespaces: ReadonlySet<string> = new Set(
  Object.values(packings).flatMap((packing) => [packing.namespace, packing.types]),
);

/** Whether an element is of the reference model, however it is packed. */
export function isOfModel(name: string): boolean {
  return namespaces.has(name);
}
