import { toRivtaTime } from '../../codes/index.ts';
import type { Config } from '../../config.ts';
import {
  type ContractId,
  getLogicalAddresseesByServiceContract1,
  getLogicalAddresseesByServiceContract2,
  getSupportedServiceContracts1,
  getSupportedServiceContracts2,
  pingForConfiguration1,
  type ServiceContract,
} from '../../contracts/index.ts';
import type { ValueOf } from '../../contracts/schema.ts';
import { BridgeError } from '../../errors.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { Offer } from '../../overview/index.ts';

export interface InfrastructureParts {
  readonly config: Pick<Config, 'bridge'>;
  readonly offer: Offer;
  readonly version: string;
  /** The parts of the bridge without which it cannot answer and that do not work now. */
  readonly broken: () => Promise<readonly string[]>;
}

type AboutAddressees = ValueOf<
  typeof getLogicalAddresseesByServiceContract1.request | typeof getLogicalAddresseesByServiceContract2.request
>;

/** A contract by which systems ask the platform about itself: from the request's value, for a caller, the response's. */
type Answer = (request: never, caller: string) => Promise<object>;

/**
 * Answers the infrastructure contracts at the bridge's own address. A consumer hears of what it may call itself, and
 * nothing of others. Throws CALLER_NOT_PERMITTED when it asks for another, OVERLOADED when pinged while broken.
 */
export function createInfrastructure(
  parts: InfrastructureParts,
): (contract: ServiceContract, request: object, caller: string) => Promise<object> {
  const { config, offer, version } = parts;

  async function ping(request: ValueOf<typeof pingForConfiguration1.request>, caller: string) {
    const broken = await parts.broken();
    if (broken.length > 0) throw new BridgeError('OVERLOADED', `Not working now: ${broken.join(', ')}.`);
    const offered = await offer.contractsAt(caller, request.logicalAddress);
    return {
      version,
      pingDateTime: toRivtaTime(Date.now()),
      configuration: [
        { name: 'installation', value: config.bridge.name },
        { name: 'kind', value: config.bridge.kind },
        { name: 'mayCall', value: String(offered.includes(request.serviceContractNamespace)) },
      ],
    };
  }

  async function supported(
    request: ValueOf<typeof getSupportedServiceContracts1.request | typeof getSupportedServiceContracts2.request>,
    caller: string,
  ) {
    refusageForOthers(request.serviceConsumerHsaId, caller);
    const namespaces = await offer.contractsAt(caller, request.logicalAdress);
    return {
      serviceContractNamespace: namespaces.map((ServiceContractNamespace) => ({ ServiceContractNamespace })),
    };
  }

  function addressesFor(request: AboutAddressees, caller: string) {
    refusageForOthers(request.serviceConsumerHsaId, caller);
    return offer.addressesOf(caller, request.serviceContractNameSpace.ServiceContractNamespace.trim());
  }

  async function bareAddressees(request: AboutAddressees, caller: string) {
    return { logicalAddress: (await addressesFor(request, caller)).map(({ address }) => address) };
  }

  async function addressees(request: AboutAddressees, caller: string) {
    return {
      logicalAddressRecord: (await addressesFor(request, caller)).map(({ address, filters }) => ({
        logicalAddress: address,
        filter: filters.map(({ serviceDomain, categorizations }) => ({
          serviceDomain,
          categorization: categorizations,
        })),
      })),
    };
  }

  const answers: Readonly<Record<ContractId, Answer>> = {
    [pingForConfiguration1.id]: ping,
    [getSupportedServiceContracts1.id]: supported,
    [getSupportedServiceContracts2.id]: supported,
    [getLogicalAddresseesByServiceContract1.id]: bareAddressees,
    [getLogicalAddresseesByServiceContract2.id]: addressees,
  };

  return async (contract, request, caller) => {
    const answer = answers[contract.id];
    if (!answer) throw new BridgeError('ADDRESS_UNKNOWN');
    return answer(request as never, caller);
  };
}

function refusageForOthers(consumer: string | undefined, caller: string): void {
  if (consumer !== undefined && !sameHsaId(consumer.trim(), caller))
    throw new BridgeError('CALLER_NOT_PERMITTED', 'A consumer may ask about its own permissions alone.');
}
