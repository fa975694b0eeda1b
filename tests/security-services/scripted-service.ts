import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { prefixesFor, writeRoot } from '../../src/contracts/index.ts';
import type { ComplexType, ValueOf } from '../../src/contracts/schema.ts';
import type { ServiceContract } from '../../src/contracts/service-contract.ts';
import type { ServiceConfig } from '../../src/security-services/service.ts';
import { soapAnswer, soapFault } from '../../src/simulators/envelope.ts';

/** What the service does from now on: the answer as XML of the body's root, or how it fails. */
type Behaviour = string | 'hang' | 'fault' | 'garbage' | 'http-503';

export interface ScriptedService {
  readonly config: ServiceConfig;
  /** The messages it has been sent since `behave`. */
  readonly asked: readonly string[];
  behave(behaviour: Behaviour | ((message: string) => string)): void;
  close(): Promise<void>;
}

/** A security service that answers as it is told, over plain HTTP. */
export async function startScriptedService(facts: Partial<ServiceConfig> = {}): Promise<ScriptedService> {
  let behave: (message: string) => Behaviour = () => 'hang';
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const message = Buffer.concat(await request.toArray()).toString('utf8');
    asked.push(message);
    const answer = answerOf(behave(message));
    if (answer) response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    config: {
      name: 'regional',
      url: `http://127.0.0.1:${port}`,
      blocking: 4,
      consent: 2,
      log: 2,
      relation: 'CheckPatientRelation',
      timeoutMs: 2_000,
      cacheMs: 0,
      ...facts,
    },
    asked,
    behave: (behaviour) => {
      asked.length = 0;
      behave = typeof behaviour === 'function' ? behaviour : () => behaviour;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerOf(behaviour: Behaviour) {
  switch (behaviour) {
    case 'hang':
      return undefined;
    case 'fault':
      return soapFault('Server', 'Patient 191212121212 finns inte.');
    case 'garbage':
      return soapAnswer('<html>Underhåll pågår');
    case 'http-503':
      return { status: 503, contentType: 'text/plain', body: 'Stängt' };
    default:
      return soapAnswer(behaviour);
  }
}

/** The body's root of an answer that keeps its contract. */
export function answer<Request extends ComplexType, Response extends ComplexType>(
  { namespace, name, response }: ServiceContract<Request, Response>,
  value: ValueOf<Response>,
): string {
  return writeRoot(namespace, `${name}Response`, response, value, prefixesFor(namespace, response));
}
