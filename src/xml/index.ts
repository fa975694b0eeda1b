/**
 * Reading and writing XML from people we do not trust: limits on everything, no DTD ever, namespaces always.
 * Knows nothing of SOAP contracts' content, HTTP or files.
 */
export {
  createXmlDecoder,
  decodeXml,
  encodeTogether,
  encodeXml,
  encodeXmlPieces,
  messageIn,
  relabel,
  type XmlCharset,
  type XmlText,
} from './charset.ts';
export type { ContentReader, XmlElement, XmlHandler } from './handler.ts';
export type { XmlLimits } from './limits.ts';
export { plainText } from './plain-text.ts';
export { createXmlReader } from './reader.ts';
export { createSlicer } from './slices.ts';
export { createSoapReader, type SoapFault, type SoapProfile, soapNamespaces } from './soap.ts';
export { addressedTo, type ConsumerMessage, cutMessage, headerDocument, writeAddress } from './soap-message.ts';
export { createTreeHandler, findChild, skipHandler, type XmlNode } from './tree.ts';
export { escapeAttribute, escapeText } from './writer.ts';
