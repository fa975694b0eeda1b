import { createSoapReader, createTreeHandler, findChild, type XmlNode } from '../../xml/index.ts';
import { requestLimits } from '../envelope.ts';
import { riv13606 } from './types.ts';

/** RIV13606REQUEST_EHR_EXTRACT_request */
export interface ExtractRequest {
  readonly operation: 'extract';
  readonly patient: { readonly root: string; readonly extension: string } | undefined;
  /** `YYYYMMDD` or longer, either end may be open. */
  readonly period: { readonly low: string | undefined; readonly high: string | undefined } | undefined;
  /** Fetch these record components only; empty = all. */
  readonly recordIds: readonly string[];
  readonly informationTypes: readonly string[];
  readonly maxRecords: number | undefined;
  /** `hsa_id`, `transaction_id`, `version` */
  readonly parameters: ReadonlyMap<string, string>;
}

/** RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request. `start_record` is not read: a token is a position. */
export interface ContinuationRequest {
  readonly operation: 'continuation';
  readonly token: string;
  readonly maxRecords: number | undefined;
}

/** Undefined when the body is neither of the two requests. Throws BridgeError on what is not a SOAP envelope. */
export function readRequest(text: string): ExtractRequest | ContinuationRequest | undefined {
  let request: ExtractRequest | ContinuationRequest | undefined;
  const reader = createSoapReader(
    {
      body: (root) =>
        createTreeHandler(root, (node) => {
          if (node.namespace === riv13606) request = requests[node.local]?.(node);
        }),
    },
    requestLimits,
  );
  reader.write(text);
  reader.end();
  return request;
}

const requests: Readonly<Record<string, (body: XmlNode) => ExtractRequest | ContinuationRequest>> = {
  RIV13606REQUEST_EHR_EXTRACT_request: (body) => {
    const patient = child(body, 'subject_of_care_id');
    const extension = patient?.attributes.get('extension');
    const period = child(body, 'time_period');
    return {
      operation: 'extract',
      patient: extension ? { root: patient?.attributes.get('root') ?? '', extension } : undefined,
      period: period && { low: valueIn(child(period, 'low')), high: valueIn(child(period, 'high')) },
      recordIds: attributesOf(body, 'rc_ids', 'extension'),
      informationTypes: attributesOf(body, 'meanings', 'code'),
      maxRecords: count(body),
      parameters: new Map(
        children(body, 'parameters').map((one) => [
          valueIn(child(one, 'name')) ?? '',
          valueIn(child(one, 'value')) ?? '',
        ]),
      ),
    };
  },
  RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request: (body) => ({
    operation: 'continuation',
    token: valueIn(child(body, 'continuation_token')) ?? '',
    maxRecords: count(body),
  }),
};

const children = (node: XmlNode, local: string): XmlNode[] =>
  node.children.filter((one) => one.namespace === riv13606 && one.local === local);

function child(node: XmlNode, local: string): XmlNode | undefined {
  const found = findChild(node, local);
  return found?.namespace === riv13606 ? found : undefined;
}

const valueIn = (node: XmlNode | undefined): string | undefined => node?.attributes.get('value');

function attributesOf(node: XmlNode, local: string, attribute: string): string[] {
  return children(node, local).map((one) => one.attributes.get(attribute) ?? '');
}

function count(body: XmlNode): number | undefined {
  const records = Number(valueIn(child(body, 'max_records')));
  return Number.isInteger(records) && records > 0 ? records : undefined;
}
