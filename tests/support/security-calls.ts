import {
  contractPath,
  createContractReader,
  prefixesFor,
  type ServiceContract,
  writeRoot,
} from '../../src/contracts/index.ts';
import type { ComplexType, ValueOf } from '../../src/contracts/schema.ts';
import { createSoapReader } from '../../src/xml/index.ts';
import { soap } from '../sources/record-system.ts';
import { type Answer, addresses, type RunningBridge } from './running-bridge.ts';
import { soapHeaders } from './soap-messages.ts';

type Contract<Q extends ComplexType, A extends ComplexType> = ServiceContract<Q, A>;

/** A request to the security services as it stands on the wire. */
export function securityMessage<Q extends ComplexType, A extends ComplexType>(
  { namespace, requestElement, request: type }: Contract<Q, A>,
  request: ValueOf<Q>,
  address: string,
): string {
  const header = `<e:Header><r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${address}</r:LogicalAddress></e:Header>`;
  const body = writeRoot(namespace, requestElement, type, request, prefixesFor(namespace, type));
  return soap(body).replace('<e:Body>', `${header}<e:Body>`);
}

export function callSecurity<Q extends ComplexType, A extends ComplexType>(
  running: Pick<RunningBridge, 'call'>,
  who: string,
  contract: Contract<Q, A>,
  request: ValueOf<Q>,
  address: string = addresses.bridge,
): Promise<Answer> {
  const body = securityMessage(contract, request, address);
  return running.call(who, contractPath(contract), { headers: soapHeaders, body });
}

/** The response as read by the contract; throws the fault, or what breaks the contract. */
export async function askSecurity<Q extends ComplexType, A extends ComplexType>(
  ...asked: Parameters<typeof callSecurity<Q, A>>
): Promise<ValueOf<A>> {
  const [, , contract] = asked;
  const { body, status } = await callSecurity(...asked);
  if (status !== 200) throw new Error(body);
  let found: object | undefined;
  const reader = createSoapReader(
    {
      body: () =>
        createContractReader(contract.response, `${contract.name}Response`, {
          done: ({ value, violations }) => {
            if (violations.length > 0) throw new Error(JSON.stringify(violations));
            found = value;
          },
        }),
    },
    { depth: 64, elements: 1_000_000, textLength: 100_000 },
  );
  reader.write(body);
  reader.end();
  return found as ValueOf<A>;
}
