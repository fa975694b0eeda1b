import { BridgeError } from '../errors.ts';
import { createSoapReader, decodeXml, escapeText, soapNamespaces, type XmlLimits } from '../xml/index.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

export const requestLimits: XmlLimits = { depth: 32, elements: 2_000, textLength: 10_000 };
const contentType = 'text/xml; charset=utf-8';

/** Answers one SOAP request; whatever cannot be read becomes a fault. */
export async function answerSoap(
  request: WireRequest,
  answer: (text: string) => Promise<WireAnswer> | WireAnswer,
): Promise<WireAnswer> {
  if (request.method !== 'POST') return soapFault('Client', 'SOAP is called with POST.');
  const charset = /charset="?([^";]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  try {
    return await answer(decodeXml(request.body, charset).text);
  } catch (error) {
    if (error instanceof BridgeError) return soapFault('Client', error.message);
    throw error;
  }
}

/** What routes a call (Basic Profile 2.1 and 2.0): the name of the body's root, and the address. */
export interface Routing {
  readonly namespace: string;
  readonly local: string;
  readonly logicalAddress: string | undefined;
}

/** Reads no further than routing needs. Throws BridgeError on what is not a SOAP envelope. */
export function readRouting(text: string, limits: XmlLimits = requestLimits): Routing {
  let root = { namespace: '', local: '' };
  let logicalAddress: string | undefined;
  const reader = createSoapReader(
    {
      header: (node) => {
        const isAddress = node.namespace === soapNamespaces.registry && node.local === 'LogicalAddress';
        // Basic Profile 2.0 has it in WS-Addressing.
        if (isAddress || (node.namespace === soapNamespaces.addressing && node.local === 'To'))
          logicalAddress = node.text.trim();
      },
      body: ({ namespace, local }) => {
        root = { namespace, local };
        return undefined;
      },
    },
    limits,
  );
  reader.write(text);
  reader.end();
  return { ...root, logicalAddress };
}

export const envelopeStart = `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${soapNamespaces.envelope}"><soap:Body>`;
export const envelopeEnd = '</soap:Body></soap:Envelope>';

export function soapAnswer(body: string | AsyncIterable<string>): WireAnswer {
  return { status: 200, contentType, body: typeof body === 'string' ? envelopeStart + body + envelopeEnd : body };
}

/** A SOAP 1.1 fault goes with HTTP status 500 (WS-I Basic Profile 1.1, R1126). */
export function soapFault(code: 'Client' | 'Server', text: string): WireAnswer {
  const fault = `<soap:Fault><faultcode>soap:${code}</faultcode><faultstring>${escapeText(text)}</faultstring></soap:Fault>`;
  return { status: 500, contentType, body: envelopeStart + fault + envelopeEnd };
}
