import type { BridgeRecord, Contract } from '../../contracts/index.ts';
import { contractPath, prefixesFor, writeRoot } from '../../contracts/index.ts';
import { isReserveNumber } from '../../identities/index.ts';
import type { SourceQuery } from '../query.ts';
import type { Question } from '../question.ts';
import { callSoap } from '../soap-call.ts';
import { readAnswer } from './answer.ts';

/**
 * Asks a record system in RIV-TA Basic Profile 2.1. The source's address in config is the base; the contract's path
 * (`/vp/<domain>/<Name>/<major>/rivtabp21`) is put after it.
 */
export function askRivta21(question: Question): AsyncIterable<BridgeRecord> {
  const { endpoint, contract, query, bridgeHsaId, signal } = question;
  return callSoap<BridgeRecord>(endpoint.converse(query, signal), {
    path: endpoint.base.pathname.replace(/\/$/, '') + contractPath(contract),
    soapAction: contract.soapAction,
    logicalAddress: query.logicalAddress,
    // A platform that finds its own id here sees the loop.
    headers: { 'x-rivta-routing-history': `${query.originalConsumer}#${bridgeHsaId}` },
    body: requestBody(contract, query),
    answer: (root, give) => readAnswer(contract, root, give),
  });
}

function requestBody(contract: Contract, query: SourceQuery): string {
  const { patient, period, careUnits, careContacts, specific, logicalAddress } = query;
  // The contracts want the source named with what is unique only inside it: care contacts and reserve numbers.
  const sourceSystem = careContacts.length > 0 || isReserveNumber(patient) ? logicalAddress : undefined;
  const request = contract.requestFor({
    patient,
    period,
    careUnits,
    careContacts,
    sourceSystem,
    ...(specific && { specific }),
  });
  const prefixes = prefixesFor(contract.namespace, contract.request);
  return writeRoot(contract.namespace, contract.name, contract.request, request, prefixes);
}
