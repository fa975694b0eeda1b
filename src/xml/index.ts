/**
 * Reading and writing XML from people we do not trust: limits on everything, no DTD ever, namespaces always.
 * Knows nothing of SOAP contracts' content, HTTP or files.
 */
export {
  createXmlDecoder,
  type DecodedXml,
  decodeXml,
  encodeXml,
  type XmlCharset,
  type XmlDecoder,
} from './charset.ts';
export { createXmlReader, type XmlElement, type XmlHandler, type XmlLimits, type XmlReader } from './reader.ts';
export { createSoapReader, type SoapFault, type SoapHandlers, type SoapProfile, soapNamespaces } from './soap.ts';
export { childText, createTreeHandler, findChild, skipHandler, type XmlNode } from './tree.ts';
export { escapeAttribute, escapeText } from './writer.ts';
