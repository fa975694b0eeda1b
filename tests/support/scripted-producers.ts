import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import {
  type Contract,
  contractByNamespace,
  invalidRequestResult,
  okResult,
  prefixesFor,
  writeRoot,
} from '../../src/contracts/index.ts';
import { readRouting, soapAnswer, soapFault } from '../../src/simulators/envelope.ts';
import type { TestPki } from './certs.ts';

export interface HasMore {
  readonly logicalAddress: string;
  readonly reference: string;
}

/** How a producer answers one contract. `more` stands behind the references of `hasMore`. */
export type Behaviour =
  | {
      readonly kind: 'records';
      readonly items: readonly object[];
      readonly hasMore?: readonly HasMore[];
      readonly more?: Readonly<Record<string, readonly object[]>>;
    }
  | { readonly kind: 'logical-error' | 'fault' | 'hang' };

export interface ScriptedProducers {
  readonly url: string;
  /** What each logical address answers in this contract from now on; the others know no patient. Forgets who was asked. */
  script(contract: Contract, behaviours: ReadonlyMap<string, Behaviour>): void;
  /** The logical addresses at which this contract was asked for, in alphabetic order. */
  asked(contract: Contract): readonly string[];
  /** Resolves when every logical address that has a behaviour in this contract has been asked for it. */
  allAsked(contract: Contract): Promise<void>;
  close(): Promise<void>;
}

/** Producers of every contract at every logical address, behind one HTTPS server that asks for a certificate. */
export async function startScriptedProducers(pki: TestPki): Promise<ScriptedProducers> {
  const behaviours = new Map<Contract, ReadonlyMap<string, Behaviour>>();
  const asked = new Map<Contract, string[]>();
  const asking = new EventEmitter();
  const file = (name: string) => readFileSync(pki.file(name));
  const tls = { cert: file('server.crt'), key: file('server.key'), ca: file('ca.crt'), requestCert: true };

  const server = createServer({ ...tls, rejectUnauthorized: true }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const answer = answerTo(Buffer.concat(parts).toString('utf8'));
      if (answer) response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  /** Undefined: it never answers. */
  function answerTo(message: string) {
    const { namespace, logicalAddress = '' } = readRouting(message);
    const contract = contractByNamespace(namespace);
    if (!contract) return soapFault('Client', 'Okänt tjänstekontrakt.');
    asked.set(contract, [...(asked.get(contract) ?? []), logicalAddress]);
    asking.emit('asked');
    const behaviour = behaviours.get(contract)?.get(logicalAddress) ?? { kind: 'records', items: [] };
    const reference = /hasMoreReference>([^<]+)</.exec(message)?.[1];
    switch (behaviour.kind) {
      case 'records':
        if (reference === undefined) return answered(contract, behaviour.items, behaviour.hasMore);
        return answered(contract, behaviour.more?.[reference] ?? []);
      case 'logical-error':
        return response(contract, {
          result: invalidRequestResult(contract, 'log-1', 'Tiden slutar innan den börjar.'),
        });
      case 'fault':
        return soapFault('Server', 'Journalsystemet är stängt.');
      case 'hang':
        return undefined;
    }
  }

  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    script: (contract, scripted) => {
      behaviours.set(contract, scripted);
      asked.delete(contract);
    },
    asked: (contract) => (asked.get(contract) ?? []).toSorted(),
    async allAsked(contract) {
      const isLeft = (address: string) => !asked.get(contract)?.includes(address);
      while ([...(behaviours.get(contract)?.keys() ?? [])].some(isLeft)) await once(asking, 'asked');
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answered(contract: Contract, items: readonly object[], hasMore: readonly HasMore[] = []) {
  return response(contract, {
    [contract.itemElement]: items,
    ...(hasMore.length > 0 && { hasMore }),
    result: okResult(contract, 'log-1'),
  });
}

function response(contract: Contract, value: object) {
  const { namespace, name, response: type } = contract;
  return soapAnswer(writeRoot(namespace, `${name}Response`, type, value, prefixesFor(namespace, type)));
}
