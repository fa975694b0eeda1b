import { BridgeError } from '../../errors.ts';
import { SourceFailure } from '../../sources/query.ts';
import { envelope } from '../../sources/soap-call.ts';
import {
  createSoapReader,
  decodeXml,
  messageIn,
  type SoapFault,
  type XmlElement,
  type XmlHandler,
} from '../../xml/index.ts';
import type { Manner } from '../dialect.ts';
import { type Refusal, type Unreadable, unreadable } from '../reply.ts';
import type { HttpReply, Message } from '../system.ts';
import type { Words } from '../words.ts';
import { textIn } from './text.ts';

/** SOAP 1.1 §4.4 and WS-I Basic Profile 1.1 R1126: HTTP 500 with a fault in it. */
export const soapRefusal: Words = {
  sv: 'HTTP 500 med ett SOAP-fel som har faultcode och faultstring',
  en: 'HTTP 500 with a SOAP fault that has faultcode and faultstring',
};

interface Question {
  readonly url: URL;
  readonly soapAction: string;
  /** The header element that holds the address; none where the dialect has none. */
  readonly address?: string;
  readonly body: string;
}

/** A question as a message, put as the manner says. */
export function soapMessage({ url, address, body, ...usual }: Question, manner: Manner): Message {
  const { charset, soapAction = usual.soapAction, wrong } = manner;
  const xml = envelope(address, body);
  // A comment tells a reader who minds the label from one who does not.
  const whole = charset ? xml.replace('<soapenv:Body>', '<!-- åäö ÅÄÖ --><soapenv:Body>') : xml;
  const label = charset ?? 'UTF-8';
  return {
    method: 'POST',
    url,
    headers: { 'content-type': `text/xml; charset=${label}`, accept: 'text/xml', soapaction: `"${soapAction}"` },
    body: messageIn(label, wrong ? spoil[wrong](whole) : whole),
  };
}

const spoil: Readonly<Record<NonNullable<Manner['wrong']>, (xml: string) => string>> = {
  broken: (xml) => xml.slice(0, Math.floor(xml.length / 2)),
  // The body's root without anything in it.
  incomplete: (xml) => xml.replace(/(<soapenv:Body><[^>]*>).*(<\/[^>]*><\/soapenv:Body>)/s, '$1$2'),
  doctype: (xml) => xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "a">]>'),
  // The address is the dialect's own affair.
  misdirected: (xml) => xml,
};

const limits = { depth: 64, elements: 2_000_000, textLength: 50_000_000 };
const mediaTypes = ['text/xml', 'application/xml'];

/**
 * Reads a message strictly: a fault, or whatever `root` makes of the body's root element. `expected` is what it should
 * have been.
 */
export function readSoapReply<Said>(
  http: HttpReply,
  expected: Words,
  root: (element: XmlElement, done: (said: Said) => void) => XmlHandler | undefined,
): { readonly kind: 'said'; readonly said: Said } | Refusal | Unreadable {
  const text = textIn(http, mediaTypes, decoded);
  if (typeof text !== 'string') return text;
  let outcome: { readonly kind: 'said'; readonly said: Said } | Refusal | undefined;
  const reader = createSoapReader(
    {
      fault: (fault) => {
        outcome = refusal(http.status, fault);
      },
      body: (element) =>
        root(element, (said) => {
          outcome = { kind: 'said', said };
        }),
    },
    limits,
  );
  if (
    !isRead(() => {
      reader.write(text);
      reader.end();
    })
  )
    outcome = undefined;
  if (outcome?.kind === 'said' && http.status !== 200)
    return unreadable(http.status, { sv: 'ett svar ska ha status 200', en: 'an answer has status 200' });
  return (
    outcome ??
    unreadable(http.status, { sv: `inget SOAP-kuvert med ${expected.sv}`, en: `no SOAP envelope with ${expected.en}` })
  );
}

function decoded(body: Buffer, charset: string | undefined): string | undefined {
  let text: string | undefined;
  isRead(() => {
    text = decodeXml(body, charset).text;
  });
  return text;
}

/** Whether our own readers take it. */
function isRead(read: () => void): boolean {
  try {
    read();
    return true;
  } catch (thrown) {
    if (thrown instanceof BridgeError || thrown instanceof SourceFailure) return false;
    throw thrown;
  }
}

function refusal(status: number, { code, text, detail = '' }: SoapFault): Refusal {
  return {
    kind: 'fault',
    status,
    what: { sv: `ett SOAP-fel (${code})`, en: `a SOAP fault (${code})` },
    isProper: status === 500 && /(^|:)(Client|Server|VersionMismatch|MustUnderstand)(\.|$)/.test(code) && text !== '',
    says: [code, text, detail].join(' '),
  };
}

/** Two readers of the same elements. */
export function both(first: XmlHandler, second: XmlHandler): XmlHandler {
  return {
    open: (element) => {
      first.open(element);
      second.open(element);
    },
    text: (text) => {
      first.text(text);
      second.text(text);
    },
    close: (end) => {
      first.close(end);
      second.close(end);
    },
  };
}
