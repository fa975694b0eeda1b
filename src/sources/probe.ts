import { randomUUID } from 'node:crypto';
import {
  type ContractId,
  contractById,
  contractPath,
  pingForConfiguration1,
  prefixesFor,
  writeRoot,
} from '../contracts/index.ts';
import { writeAddress } from '../xml/index.ts';
import { unexplained } from './failures.ts';
import { withSlash } from './fhir-r4/search.ts';
import type { Endpoint, HttpRequest, Source } from './http.ts';
import { envelope } from './soap-call.ts';

/** A probe is short: it waits no longer than this, also where answers may take longer. */
const PATIENCE_MILLISECONDS = 5_000;
/** What stands between us and the record system says that there is nothing behind it. */
const nobodyHome = [502, 503, 504];

/**
 * Whether a record system answers at all, asked about no patient: by PingForConfiguration, FHIR's metadata, or the WSDL
 * of the NPÖ service. What it answers does not matter, not even that it refuses: many have no ping. Throws SourceFailure.
 */
export async function probeSource(
  source: Source,
  endpoint: Endpoint,
  bridgeHsaId: string,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + Math.min(source.timeoutMs, PATIENCE_MILLISECONDS);
  const errand = { correlationId: randomUUID(), originalConsumer: bridgeHsaId, deadline };
  const { status, discard } = await endpoint.converse(errand, signal).send(requests[source.protocol](source, endpoint));
  discard();
  if (nobodyHome.includes(status)) throw unexplained(status);
}

const requests: Readonly<Record<Source['protocol'], (source: Source, endpoint: Endpoint) => HttpRequest>> = {
  rivta21: ping,
  riv13606: (_, { base }) => ({ method: 'GET', path: `${base.pathname}?wsdl`, headers: {} }),
  'fhir-r4': (_, { base }) => ({
    method: 'GET',
    path: `${withSlash(base).pathname}metadata`,
    headers: { accept: 'application/fhir+json' },
  }),
};

function ping({ hsaId, profile, contracts: [first = ''] }: Source, { base }: Endpoint): HttpRequest {
  const { namespace, requestElement, request, soapAction } = pingForConfiguration1;
  const asked = {
    serviceContractNamespace: contractById(first as ContractId)?.namespace ?? namespace,
    logicalAddress: hsaId,
  };
  return {
    method: 'POST',
    path: base.pathname.replace(/\/$/, '') + contractPath(pingForConfiguration1, profile),
    headers: { 'content-type': 'text/xml; charset=UTF-8', accept: 'text/xml', soapaction: `"${soapAction}"` },
    body: envelope(
      writeAddress(hsaId, profile),
      writeRoot(namespace, requestElement, request, asked, prefixesFor(namespace, request)),
    ),
  };
}
