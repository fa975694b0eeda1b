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
import { loadSoapWsdl } from './soap-wsdl.ts';

/** One contract served by the stock `soap` package: it reads the request, we write the body. */
export async function createSoapServer(contract: Contract, data: CouncilData): Promise<Server> {
  const { xml, file } = await loadSoapWsdl(contract);
  const operation = (args: unknown) => ({ _xml: answerBody(contract, data, requestFrom(contract, args)) });
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

function answerBody(contract: Contract, data: CouncilData, filter: RecordFilter): string {
  if (isInvalid(filter, data.source)) {
    // GetCareContacts 2 has no result to say it in.
    if (!contract.hasResult) throw clientFault('sourceSystemHSAId måste vara den logiska adressen.');
    return body(contract, [], invalidRequestResult(contract, randomUUID(), invalidMessage));
  }
  const items = isTold(contract.id) ? select(data, contract.id, filter) : [];
  return body(contract, items.toReversed(), okResult(contract, randomUUID()));
}

const invalidMessage = 'Frågan är ogiltig: källsystemet saknas eller är inte det system som adresserades.';

/** GetDiagnosis 2 and its kin: the source system must be the one addressed, and is mandatory with a care contact. */
function isInvalid({ sourceSystem, careContacts }: RecordFilter, source: string): boolean {
  return sourceSystem === undefined ? careContacts.length > 0 : sourceSystem !== source;
}

function body(contract: Contract, items: readonly object[], result: object | undefined): string {
  const value = { [contract.itemElement]: items, ...(result && { result }) };
  const prefixes = prefixesFor(contract.namespace, contract.response);
  return writeRoot(contract.namespace, `${contract.name}Response`, contract.response, value, prefixes);
}

/** What the package turns into a SOAP 1.1 fault. */
function clientFault(faultstring: string) {
  return { Fault: { faultcode: 'soap:Client', faultstring, statusCode: 500 } };
}
