import {
  code,
  type InformationType,
  type Made,
  messages,
  type Packing,
  packings,
  valued,
  writeMessage,
} from '../../riv13606/index.ts';
import type { SourceQuery } from '../query.ts';

/** The question for one information type. */
export function extractRequest(
  { code: type }: InformationType<object>,
  query: SourceQuery,
  packing: Packing = packings.RIV13606REQUEST_EHR_EXTRACT,
): string {
  const { patient, period, logicalAddress, id } = query;
  const content = {
    children: {
      subject_of_care_id: { attributes: { root: patient.type, extension: patient.id } },
      time_period: period && {
        attributes: { lowClosed: 'true', highClosed: 'true' },
        children: { low: valued(period.start), high: valued(period.end) },
      },
      meanings: code(type),
      parameters: [parameter('hsa_id', logicalAddress), parameter('transaction_id', id), parameter('version', '1.1')],
    },
  };
  return writeMessage(packing.request, 'ExtractRequest_type', content, packing);
}

export function continuationRequest(token: string): string {
  return writeMessage(messages.continuation, 'ContinuationRequest_type', {
    children: { continuation_token: valued(token) },
  });
}

function parameter(name: string, value: string): Made {
  return { children: { name: valued(name), value: valued(value) } };
}
