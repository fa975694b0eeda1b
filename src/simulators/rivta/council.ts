import { randomUUID } from 'node:crypto';
import type { Server } from 'soap';
import {
  type Contract,
  contractByNamespace,
  contracts,
  declarations,
  prefixesFor,
  writeContent,
} from '../../contracts/index.ts';
import { answerSoap, envelopeEnd, envelopeStart, readRouting, soapAnswer, soapFault } from '../envelope.ts';
import { type Dialect, repeated, type WireAnswer } from '../wire.ts';
import { type CouncilData, isTold } from '../world/council-data.ts';
import { tolvan } from '../world/patient.ts';
import { createSoapServer } from './soap-server.ts';

/**
 * Norrbotten and Västernorrland's archive: RIV-TA Basic Profile 2.1, answered by the stock `soap` package, so that what the bridge reads was written
 * by somebody else's SOAP stack. One address for all contracts: the body's root element routes.
 */
export async function createRivtaCouncil(data: CouncilData, served = contracts): Promise<Dialect> {
  const servers = new Map<string, Server>();
  for (const contract of served) servers.set(contract.namespace, await createSoapServer(contract, data));

  const answer = async (text: string, headers: object): Promise<WireAnswer> => {
    const { namespace, local, logicalAddress } = readRouting(text);
    const server = servers.get(namespace);
    // The package looks at local names only: whoever gets the namespace wrong must hear of it here.
    if (!server || contractByNamespace(namespace)?.name !== local) return soapFault('Client', 'Okänt tjänstekontrakt.');
    if (logicalAddress === undefined) return soapFault('Client', 'Logisk adress saknas.');
    if (logicalAddress !== data.source) return soapFault('Client', 'Den logiska adressen är inte detta system.');
    const { body, statusCode } = await server.processRequest(text, { headers, url: '/' });
    return { status: statusCode, contentType: 'text/xml; charset=utf-8', body };
  };

  return {
    answer: (request) =>
      // Routing went by the body. A wrong SOAPAction must not matter (Basic Profile 2.1), but the package minds it.
      answerSoap(request, (text) => answer(text, { 'content-type': 'text/xml; charset=utf-8' })),
    failure: () => soapFault('Server', `Journalsystemet kan inte svara. Logg-id ${randomUUID()}`),
    huge: (request, bytes) => {
      const text = request.body.toString('utf8');
      const contract = served.find(({ namespace }) => text.includes(namespace)) ?? served[0];
      if (!contract) throw new Error('There are no contracts');
      return soapAnswer(hugeAnswer(data, contract, bytes));
    },
  };
}

/** The records of somebody who has some, the best known patient if he has, over and over, each time under another id. */
function hugeAnswer(data: CouncilData, contract: Contract, bytes: number): AsyncIterable<string> {
  const prefixes = prefixesFor(contract.namespace, contract.response);
  const prefix = prefixes.get(contract.namespace);
  const root = `${prefix}:${contract.name}Response`;
  const items = anybodysItems(data, contract).map((item) => {
    const xml = `<${prefix}:${contract.itemElement}>${writeContent(contract.item, item, prefixes)}</${prefix}:${contract.itemElement}>`;
    return { xml, id: contract.headerOf(item).documentId };
  });
  const record = (index: number): string => {
    const item = items[index % items.length];
    return item ? item.xml.replace(item.id, `${item.id}-${index}`) : '';
  };
  return repeated(`${envelopeStart}<${root}${declarations(prefixes)}>`, record, `</${root}>${envelopeEnd}`, bytes);
}

function anybodysItems(data: CouncilData, { id }: Contract): readonly Parameters<Contract['headerOf']>[0][] {
  if (!isTold(id)) throw new Error(`Nothing is told in ${id}`);
  for (const number of [tolvan, ...data.patients.map(({ identity }) => identity.id)]) {
    const items: readonly object[] = data.records(number)?.(id) ?? [];
    if (items.length > 0) return items as readonly Parameters<Contract['headerOf']>[0][];
  }
  throw new Error(`Nobody has anything in ${id}`);
}
