import { randomUUID } from 'node:crypto';
import { createServerless, type Server } from 'soap';
import {
  type Contract,
  invalidRequestResult,
  okResult,
  prefixesFor,
  type RecordFilter,
  validate,
  writeRoot,
} from '../../contracts/index.ts';
import { type CouncilData, isTold, select } from '../world/council-data.ts';
import { reservnummer } from '../world/personal-number.ts';
import { createPartialAnswers, type PartialAnswer, type PartialAnswers } from './partial-answers.ts';
import { loadSoapWsdl } from './soap-wsdl.ts';

/** One contract served by the stock `soap` package: it reads the request, we write the body. */
export async function createSoapServer(contract: Contract, data: CouncilData): Promise<Server> {
  const { xml, file } = await loadSoapWsdl(contract);
  const partial = createPartialAnswers(data.source);
  const operation = (args: unknown) => ({ _xml: answerBody(contract, data, partial, requestFrom(contract, args)) });
  const services = {
    [`${contract.name}ResponderService`]: { [`${contract.name}ResponderPort`]: { [contract.name]: operation } },
  };
  return new Promise((resolve, reject) => {
    const ready = (error: unknown, server: Server): void => (error ? reject(error) : resolve(server));
    createServerless({ path: '/', services, xml, uri: file, callback: ready }).catch(reject);
  });
}

/** What the package made of the body, as a value of the contract's request type. */
function requestFrom(contract: Contract, args: unknown): RecordFilter {
  const given = (args ?? {}) as Record<string, unknown>;
  const value = Object.fromEntries(
    Object.entries(contract.request.elements)
      .filter(([name]) => given[name] !== undefined)
      .map(([name, element]) => [name, element.many ? [given[name]].flat() : given[name]]),
  );
  const [violation] = validate(contract.request, value, contract.name);
  if (violation) throw clientFault(`Frågan följer inte tjänstekontraktet: ${violation.path} ${violation.rule}`);
  return contract.filterOf(value as Parameters<Contract['filterOf']>[0]);
}

function answerBody(contract: Contract, data: CouncilData, partial: PartialAnswers, filter: RecordFilter): string {
  const reference = filter.specific?.hasMoreReference;
  const answer =
    typeof reference === 'string'
      ? partial.next(reference)
      : partial.first(contract, filter, isTold(contract.id) ? select(data, contract.id, filter).toReversed() : []);
  if (!answer || isInvalid(filter, data.source)) {
    // Some contracts have no result to say it in.
    if (!contract.hasResult) throw clientFault(invalidMessage);
    return body(contract, nothing, invalidRequestResult(contract, randomUUID(), invalidMessage));
  }
  return body(contract, answer, okResult(contract, randomUUID()));
}

const nothing: PartialAnswer = { items: [], hasMore: [] };
const invalidMessage =
  'Frågan är ogiltig: källsystemet saknas eller är inte det system som adresserades, eller fortsättningen är för gammal.';

/**
 * GetDiagnosis 2 and its kin: the source system must be the one addressed, and is mandatory with a care contact, whose id
 * means something there only, and with a reserve number (common rules of the read contracts).
 */
function isInvalid({ patient, sourceSystem, careContacts }: RecordFilter, source: string): boolean {
  if (sourceSystem !== undefined) return sourceSystem !== source;
  return careContacts.length > 0 || patient.type === reservnummer;
}

function body(contract: Contract, { items, hasMore }: PartialAnswer, result: object | undefined): string {
  const value = { [contract.itemElement]: items, ...(hasMore.length > 0 && { hasMore }), ...(result && { result }) };
  const prefixes = prefixesFor(contract.namespace, contract.response);
  return writeRoot(contract.namespace, `${contract.name}Response`, contract.response, value, prefixes);
}

/** What the package turns into a SOAP 1.1 fault. */
function clientFault(faultstring: string) {
  return { Fault: { faultcode: 'soap:Client', faultstring, statusCode: 500 } };
}
