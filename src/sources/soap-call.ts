import {
  createSoapReader,
  createXmlDecoder,
  type SoapFault,
  soapNamespaces,
  type XmlElement,
  type XmlHandler,
  type XmlLimits,
  type XmlNode,
} from '../xml/index.ts';
import { badData, fromReader, refused, unexplained } from './failures.ts';
import type { Conversation, HttpAnswer } from './http.ts';
import type { SourceFailure } from './query.ts';

interface SoapPost {
  readonly path: string;
  readonly soapAction: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The whole message: bytes as they are, or text to be sent as UTF-8. */
  readonly xml: string | Uint8Array;
}

interface SoapCall<Item> extends Omit<SoapPost, 'xml'> {
  /** The header that addresses it, as XML; none where the dialect has none. */
  readonly address?: string;
  /** The body's one element, as XML. */
  readonly body: string;
  readonly answer: SoapAnswerReader<Item>['root'];
}

export interface SoapAnswerReader<Item> {
  /**
   * Reads the answer's root element; undefined when it is not the one expected. What it hands to `give` comes out of
   * {@link readSoap} as soon as the bytes it stood in are read, with what else stood in them.
   */
  root(root: XmlElement, give: (item: Item) => void): XmlHandler | undefined;
  /** Each header element; what it hands to `give` comes out as from `root`. */
  readonly header?: (node: XmlNode, give: (item: Item) => void) => void;
  /** Hears why the answer is a fault; without it that is thrown. */
  readonly fault?: (failure: SourceFailure) => void;
  /** Characters of one text, where it may be longer than in the contracts known here. */
  readonly textLength?: number;
  /** Gets all text before it is read. */
  readonly copy?: (text: string, give: (item: Item) => void) => void;
}

/**
 * Generous: the answer's bytes are limited before. An overview has some fifty elements a record; RIV 13606 forty bytes an
 * element, and answers of a hundred megabytes.
 */
const limits: XmlLimits = { depth: 64, elements: 4_000_000, textLength: 2_000_000 };

/**
 * One SOAP 1.1 call whose answer is read while it arrives. Throws SourceFailure: `refused` on a fault or an HTTP
 * error, `bad-data` on everything that is not a SOAP answer of the expected kind.
 */
export async function* callSoap<Item>(
  conversation: Conversation,
  call: SoapCall<Item>,
): AsyncGenerator<readonly Item[]> {
  const { address, body, answer: root, ...post } = call;
  const answer = await postSoap(conversation, { ...post, xml: envelope(address, body) });
  if (answer.status >= 300) throw await refusal(answer);
  yield* readSoap(answer, { root });
}

/** Sends one message and gives the answer's head. An answer of success is XML. Throws SourceFailure. */
export async function postSoap(
  conversation: Conversation,
  { path, soapAction, headers, xml }: SoapPost,
): Promise<HttpAnswer> {
  const answer = await conversation.send({
    method: 'POST',
    path,
    headers: {
      'content-type': 'text/xml; charset=UTF-8',
      accept: 'text/xml',
      soapaction: `"${soapAction}"`,
      ...headers,
    },
    body: xml,
  });
  if (answer.status < 300 && !isXml(answer)) throw wrongType(answer);
  return answer;
}

/**
 * A successful SOAP answer as a stream: of each piece of it, what was read from it. What came before the failure is still
 * given, then the failure is thrown.
 */
export async function* readSoap<Item>(
  answer: Pick<HttpAnswer, 'status' | 'charset' | 'body'>,
  {
    root: readRoot,
    header: readHeader,
    fault: tellFault = throwIt,
    copy,
    textLength = limits.textLength,
  }: SoapAnswerReader<Item>,
): AsyncGenerator<readonly Item[]> {
  let ready: Item[] = [];
  let empty = true;
  const reader = createSoapReader(
    {
      header: (node) => readHeader?.(node, (item) => ready.push(item)),
      body: (root) => {
        const handler = readRoot(root, (item) => ready.push(item));
        if (!handler) throw badData(`The answer holds ${root.local} instead of what was asked for.`);
        return handler;
      },
      fault: (fault) => {
        tellFault(refused(answer.status, faultText(fault)));
      },
    },
    { ...limits, textLength },
  );
  const decoder = createXmlDecoder(answer.charset);
  const read = (text: string): void => {
    copy?.(text, (item) => ready.push(item));
    reader.write(text);
  };
  const taken = (): readonly Item[] => {
    const items = ready;
    ready = [];
    return items;
  };
  for await (const bytes of answer.body) {
    empty &&= bytes.byteLength === 0;
    const failure = failureOf(() => read(decoder.write(bytes)));
    if (ready.length > 0) yield taken();
    if (failure !== undefined) throw failure;
  }
  if (empty) throw badData(`The answer is empty, with HTTP status ${answer.status}.`);
  const failure = failureOf(() => {
    read(decoder.end());
    reader.end();
  });
  if (ready.length > 0) yield taken();
  if (failure !== undefined) throw failure;
}

function failureOf(read: () => void): unknown {
  try {
    read();
  } catch (thrown) {
    return fromReader(thrown);
  }
  return undefined;
}

function throwIt(failure: SourceFailure): never {
  throw failure;
}

/** An HTTP error: the SOAP fault in it says why, if there is one. */
export async function refusal(answer: HttpAnswer): Promise<unknown> {
  const plain = unexplained(answer.status);
  if (!isXml(answer)) {
    answer.discard();
    return plain;
  }
  try {
    for await (const _ of readSoap(answer, { root: () => undefined }));
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

/** A message of our own around the body's one element; `address` is the header element that holds it. */
export function envelope(address: string | undefined, body: string): string {
  const header = address === undefined ? '' : `<soapenv:Header>${address}</soapenv:Header>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${soapNamespaces.envelope}">` +
    `${header}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
  );
}
