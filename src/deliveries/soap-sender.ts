import { contractPath, createContractReader, prefixesFor, writeRoot } from '../contracts/index.ts';
import { pingForConfiguration1 } from '../contracts/infrastructure/ping-for-configuration-1.ts';
import type { ComplexType, ValueOf } from '../contracts/schema.ts';
import type { ServiceContract } from '../contracts/service-contract.ts';
import { badData } from '../sources/failures.ts';
import { createEndpoint, type Outgoing } from '../sources/http.ts';
import { envelope, postSoap, readSoap, refusal } from '../sources/soap-call.ts';
import { writeAddress } from '../xml/index.ts';
import type { Delivery } from './delivery.ts';
import { deliveryFailureOf } from './failure-class.ts';

export interface SoapReceiver {
  /** What stands before `/vp/…`. */
  readonly url: string;
  readonly timeoutMs: number;
  /** Connections at the same time. */
  readonly concurrency: number;
  /** Codes in its faults (`VP015`, `EI001`) that mean it will not take this message, however often it is sent. */
  readonly never?: readonly string[];
}

interface SoapSenderParts {
  readonly outgoing: Outgoing;
  readonly bridgeHsaId: string;
}

export interface SoapMessage<Response extends ComplexType> {
  readonly contract: ServiceContract<ComplexType, Response>;
  /** The whole message; bytes go as they are. */
  readonly xml: string | Uint8Array;
  /** Of the bytes; default is `text/xml; charset=UTF-8`. */
  readonly contentType?: string;
}

/** What goes out with every attempt, the same each time. */
type Labels = Pick<Delivery, 'id' | 'correlationId'>;

/** Sends durable messages to one SOAP receiver over the bridge's outgoing connection. */
export interface SoapSender {
  /** The answer's root, read by its contract. Throws DeliveryFailure. */
  post<Response extends ComplexType>(
    message: SoapMessage<Response>,
    labels: Labels,
    signal: AbortSignal,
  ): Promise<ValueOf<Response>>;
  /** PingForConfiguration. Throws DeliveryFailure where the receiver does not answer it. */
  ping(contract: Pick<ServiceContract, 'namespace'>, logicalAddress: string, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Carries {@link NewDelivery.id}: the same at every attempt, so that a receiver recognises a repeat. */
export const messageIdHeader = 'x-norrbryggan-message-id';
/** An answer to a message is a result code and a text, or a fault. */
const maxAnswerBytes = 1024 * 1024;

export function createSoapSender(receiver: SoapReceiver, { outgoing, bridgeHsaId }: SoapSenderParts): SoapSender {
  const { url, timeoutMs, concurrency, never = [] } = receiver;
  const server = { url, timeoutMs, concurrency, maxAnswerBytes, correlationId: true };
  const endpoint = createEndpoint(server, outgoing, 'Norrbryggan');
  const basePath = endpoint.base.pathname.replace(/\/$/, '');

  async function exchange<Response extends ComplexType>(
    { contract, xml, contentType }: SoapMessage<Response>,
    { id, correlationId }: Labels,
    signal: AbortSignal,
  ): Promise<ValueOf<Response>> {
    const errand = { correlationId, originalConsumer: bridgeHsaId, deadline: Date.now() + timeoutMs };
    const answer = await postSoap(endpoint.converse(errand, signal), {
      path: basePath + contractPath(contract),
      soapAction: contract.soapAction,
      headers: { [messageIdHeader]: id, ...(contentType && { 'content-type': contentType }) },
      xml,
    });
    if (answer.status >= 300) throw await refusal(answer);
    for await (const [value] of readSoap<ValueOf<Response>>(answer, { root: answerReader(contract) }))
      if (value) return value;
    throw badData('The receiver answered without the element that was asked for.');
  }

  const post: SoapSender['post'] = async (message, labels, signal) => {
    try {
      return await exchange(message, labels, signal);
    } catch (thrown) {
      throw deliveryFailureOf(thrown, never);
    }
  };

  return {
    post,
    async ping({ namespace: serviceContractNamespace }, logicalAddress, signal) {
      const contract = pingForConfiguration1;
      const asked = { serviceContractNamespace, logicalAddress };
      const prefixes = prefixesFor(contract.namespace, contract.request);
      const body = writeRoot(contract.namespace, contract.requestElement, contract.request, asked, prefixes);
      const xml = envelope(writeAddress(logicalAddress, 'rivtabp21'), body);
      const id = crypto.randomUUID();
      await post({ contract, xml }, { id, correlationId: id }, signal);
    },
    close: () => endpoint.close(),
  };
}

function answerReader<Response extends ComplexType>({
  name,
  namespace,
  response,
}: ServiceContract<ComplexType, Response>) {
  const rootName = `${name}Response`;
  return (root: { namespace: string; local: string }, give: (value: ValueOf<Response>) => void) =>
    root.namespace === namespace && root.local === rootName
      ? createContractReader(response, rootName, {
          done: ({ value, violations: [broken] }) => {
            if (broken) throw badData(`The receiver breaks its contract: ${broken.path} ${broken.rule}.`);
            give(value as ValueOf<Response>);
          },
          emptyIsAbsent: true,
        })
      : undefined;
}
