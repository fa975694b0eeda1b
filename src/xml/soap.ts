import { BridgeError } from '../errors.ts';
import type { ContentReader, WrittenElement, XmlElement, XmlHandler, XmlReader } from './handler.ts';
import type { XmlLimits } from './limits.ts';
import { createXmlReader } from './reader.ts';
import { childText, createTreeHandler, findChild, skipHandler, type XmlNode } from './tree.ts';

export const soapNamespaces = {
  envelope: 'http://schemas.xmlsoap.org/soap/envelope/',
  /** RIV-TA Basic Profile 2.1 §LogicalAddress. */
  registry: 'urn:riv:itintegration:registry:1',
  addressing: 'http://www.w3.org/2005/08/addressing',
  headers: 'urn:riv:interoperability:headers:1',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
} as const;

/** The short names of the profiles, decided by which header element carries the address. */
export type SoapProfile = 'rivtabp21' | 'rivtabp20';

export interface SoapFault {
  readonly code: string;
  readonly text: string;
  readonly detail: string | undefined;
}

export interface SoapHandlers {
  /** Each child of Header, in order, and where it stands: see slices.ts. */
  header?(node: XmlNode, at: number, end: number, written: WrittenElement): void;
  /** The one child of Body; returns who reads its content, or undefined to pass over it. */
  body(root: XmlElement): XmlHandler | undefined;
  /** A SOAP 1.1 fault instead of a body. Without this handler a fault is unreadable. */
  fault?(fault: SoapFault): void;
}

/**
 * Reads a SOAP 1.1 envelope as a stream. Header elements are matched by namespace by the receiver; their order, the
 * prefixes and foreign elements do not matter. Throws MESSAGE_UNREADABLE when it is not one envelope with one body.
 */
export function createSoapReader(handlers: SoapHandlers, limits: XmlLimits): XmlReader {
  const stages = new EnvelopeStages(handlers);
  const reader = createXmlReader(stages, limits);
  return {
    write: reader.write,
    end: () => {
      reader.end();
      if (!stages.bodySeen) throw new BridgeError('MESSAGE_UNREADABLE', 'The SOAP envelope has no body content.');
    },
  };
}

/** Depth 0 = before Envelope, 1 = in Envelope, 2 = in Header or Body, beyond = inside the current inner handler. */
class EnvelopeStages implements XmlHandler {
  bodySeen = false;
  private depth = 0;
  private part: 'Header' | 'Body' | undefined;
  private headerSeen = false;
  private inner: XmlHandler | undefined;
  private innerDepth = 0;
  private readonly handlers: SoapHandlers;

  constructor(handlers: SoapHandlers) {
    this.handlers = handlers;
  }

  open(element: XmlElement): void {
    if (this.inner) {
      this.innerDepth += 1;
      this.inner.open(element);
      return;
    }
    this.depth += 1;
    if (this.depth === 1) requireSoap(element, 'Envelope');
    else if (this.depth === 2) this.enterPart(element);
    else this.enterInner(element);
  }

  content(prefixes: ReadonlyMap<string, string>): ContentReader | undefined {
    return this.inner?.content?.(prefixes);
  }

  text(text: string): void {
    if (this.inner) this.inner.text(text);
    else if (text.trim() !== '')
      throw new BridgeError('MESSAGE_UNREADABLE', 'Text outside the elements of the envelope.');
  }

  close(end: number): void {
    if (this.inner && this.innerDepth > 0) {
      this.innerDepth -= 1;
      this.inner.close(end);
      return;
    }
    this.inner?.close(end);
    this.inner = undefined;
    this.depth -= 1;
  }

  private enterPart(element: XmlElement): void {
    if (element.namespace !== soapNamespaces.envelope)
      throw new BridgeError('MESSAGE_UNREADABLE', 'Foreign element in the envelope.');
    if (element.local === 'Header' && !this.headerSeen && this.part === undefined) {
      this.headerSeen = true;
      this.part = 'Header';
    } else if (element.local === 'Body' && this.part !== 'Body') {
      this.part = 'Body';
    } else {
      throw new BridgeError(
        'MESSAGE_UNREADABLE',
        'The envelope must hold at most one Header and one Body, in that order.',
      );
    }
  }

  private enterInner(element: XmlElement): void {
    if (this.part === 'Header') {
      const written = element.asWritten();
      this.inner = createTreeHandler(element, (node, end) => this.handlers.header?.(node, element.at, end, written));
      return;
    }
    if (this.bodySeen) throw new BridgeError('MESSAGE_UNREADABLE', 'The SOAP body must hold exactly one element.');
    this.bodySeen = true;
    const isFault = element.namespace === soapNamespaces.envelope && element.local === 'Fault';
    if (isFault && this.handlers.fault) {
      this.inner = createTreeHandler(element, (node) => this.handlers.fault?.(faultFrom(node)));
    } else {
      this.inner = this.handlers.body(element) ?? skipHandler;
    }
  }
}

function requireSoap(element: XmlElement, local: string): void {
  if (element.namespace !== soapNamespaces.envelope || element.local !== local) {
    throw new BridgeError('MESSAGE_UNREADABLE', 'The message is not a SOAP 1.1 envelope.');
  }
}

function faultFrom(node: XmlNode): SoapFault {
  const detail = findChild(node, 'detail');
  return {
    code: childText(node, 'faultcode')?.trim() ?? '',
    text: childText(node, 'faultstring')?.trim() ?? '',
    detail: detail && (childText(detail, 'detailString') ?? detail.text).trim(),
  };
}
