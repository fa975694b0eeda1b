import { toRivtaTime } from '../../codes/index.ts';
import type { PatientId } from '../../contracts/index.ts';
import {
  type Composition,
  extractMade,
  type Made,
  messages,
  valued,
  type Written,
  writeMessage,
} from '../../riv13606/index.ts';
import { soapNamespaces } from '../../xml/index.ts';
import { type Detail, detailMade, inOrder, unsayableDetail } from './details.ts';
import type { Listed } from './pages.ts';

interface ResponseParts {
  readonly extracts?: readonly Made[];
  readonly token?: string | undefined;
  readonly details: readonly Detail[];
}

/** RIV13606REQUEST_EHR_EXTRACT_response in its envelope. */
export function writeNpoResponse({ extracts, token, details }: ResponseParts): string {
  const response = writeMessage(messages.response, 'Response_type', {
    children: {
      ehr_extract: extracts,
      continuation_token: token === undefined ? undefined : valued(token),
      response_detail: inOrder(details).map(detailMade),
    },
  });
  return `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${soapNamespaces.envelope}"><soap:Body>${response}</soap:Body></soap:Envelope>`;
}

/**
 * One extract for each record system, since an extract names the one system that its records are of. What the dialect
 * would tell wrongly is left out and said.
 */
export function extractsOf(
  records: readonly Listed[],
  patient: PatientId,
  id: string,
): { readonly extracts: Made[]; readonly details: Detail[] } {
  const madeAt = toRivtaTime(Date.now());
  const systems = Map.groupBy(records, ({ record }) => record.header.sourceSystem);
  const extracts: Made[] = [];
  const details: Detail[] = [];
  for (const [system, ofSystem] of systems) {
    const compositions: Composition[] = [];
    const companions = new Map<string, Composition>();
    const unsayable = new Set<string>();
    for (const { type, record } of ofSystem) {
      const written = writtenOf({ type, record });
      if ('unsayable' in written) unsayable.add(written.unsayable);
      else {
        const [own, ...others] = written.compositions;
        if (own) compositions.push(own);
        // Several results may come of one request.
        for (const other of others) companions.set(other.id, other);
      }
    }
    if (unsayable.size > 0) details.push(unsayableDetail(system, unsayable));
    if (compositions.length > 0)
      extracts.push(extractMade(system, patient, [...compositions, ...companions.values()], { id, madeAt }));
  }
  return { extracts, details };
}

/** No type has a word for withdrawn: it would be read as valid. */
function writtenOf({ type, record }: Listed): Written {
  return record.header.nullified ? { unsayable: 'a withdrawn record' } : type.write(record.data as never);
}
