import {
  createSoapReader,
  createXmlDecoder,
  escapeText,
  type SoapFault,
  soapNamespaces,
  type XmlElement,
  type XmlHandler,
  type XmlLimits,
} from '../xml/index.ts';
import { badData, fromReader, refused } from './failures.ts';
import type { Conversation, HttpAnswer } from './http.ts';

interface SoapCall<Item> {
  readonly path: string;
  readonly soapAction: string;
  /** HSA-id for the RIV-TA header LogicalAddress; undefined where the dialect has none. */
  readonly logicalAddress: string | undefined;
  /** The body's one element, as XML. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Reads the answer's root element; undefined when it is not the one expected. What it hands to `give` comes out of
   * {@link callSoap} as soon as the bytes it stood in are read.
   */
  answer(root: XmlElement, give: (item: Item) => void): XmlHandler | undefined;
}

/** Generous: the answer's bytes are limited before. An overview has some fifty elements a record. */
const limits: XmlLimits = { depth: 64, elements: 2_000_000, textLength: 2_000_000 };

/**
 * One SOAP 1.1 call whose answer is read while it arrives. Throws SourceFailure: `refused` on a fault or an HTTP
 * error, `bad-data` on everything that is not a SOAP answer of the expected kind.
 */
export async function* callSoap<Item>(conversation: Conversation, call: SoapCall<Item>): AsyncGenerator<Item> {
  const answer = await conversation.send({
    method: 'POST',
    path: call.path,
    headers: {
      'content-type': 'text/xml; charset=UTF-8',
      accept: 'text/xml',
      soapaction: `"${call.soapAction}"`,
      ...call.headers,
    },
    body: envelope(call),
  });
  if (answer.status >= 300) throw await refusal(answer);
  if (!isXml(answer)) throw wrongType(answer);
  yield* readSoap(answer, call.answer);
}

/** A successful SOAP answer as a stream. What came before the failure is still given, then the failure is thrown. */
export async function* readSoap<Item>(
  answer: Pick<HttpAnswer, 'status' | 'charset' | 'body'>,
  readRoot: SoapCall<Item>['answer'],
): AsyncGenerator<Item> {
  const ready: Item[] = [];
  const reader = createSoapReader(
    {
      body: (root) => {
        const handler = readRoot(root, (item) => ready.push(item));
        if (!handler) throw badData(`The answer holds ${root.local} instead of what was asked for.`);
        return handler;
      },
      fault: (fault) => {
        throw refused(answer.status, faultText(fault));
      },
    },
    limits,
  );
  const decoder = createXmlDecoder(answer.charset);
  const step = function* (read: () => void): Generator<Item> {
    let failure: unknown;
    try {
      read();
    } catch (thrown) {
      failure = fromReader(thrown);
    }
    yield* ready.splice(0);
    if (failure !== undefined) throw failure;
  };
  for await (const bytes of answer.body) yield* step(() => reader.write(decoder.write(bytes)));
  yield* step(() => {
    reader.write(decoder.end());
    reader.end();
  });
}

/** An HTTP error: the SOAP fault in it says why, if there is one. */
async function refusal(answer: HttpAnswer): Promise<unknown> {
  const plain = refused(answer.status, `The record system answered with HTTP status ${answer.status}.`);
  if (!isXml(answer)) {
    answer.discard();
    return plain;
  }
  try {
    for await (const _ of readSoap(answer, () => undefined));
  } catch (thrown) {
    const { reason } = thrown as { reason?: string };
    // An unreadable error page says no more than its status does.
    return reason === 'bad-data' ? plain : thrown;
  }
  return plain;
}

function isXml({ mediaType }: HttpAnswer): boolean {
  return mediaType === 'text/xml' || mediaType === 'application/xml';
}

function wrongType(answer: HttpAnswer): unknown {
  answer.discard();
  return badData(`The answer is ${answer.mediaType || 'of no stated type'}, not text/xml.`);
}

function faultText({ code, text, detail }: SoapFault): string {
  return [text || code, detail].filter(Boolean).join(' – ');
}

function envelope({ logicalAddress, body }: Pick<SoapCall<never>, 'logicalAddress' | 'body'>): string {
  const header =
    logicalAddress === undefined
      ? ''
      : `<soapenv:Header><r:LogicalAddress xmlns:r="${soapNamespaces.registry}">${escapeText(logicalAddress)}` +
        '</r:LogicalAddress></soapenv:Header>';
  return (
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${soapNamespaces.envelope}">` +
    `${header}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
  );
}
