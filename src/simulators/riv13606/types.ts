import { escapeAttribute, escapeText } from '../../xml/index.ts';
import { stableId } from '../world/random.ts';

/**
 * The data types of RIV 13606 as XML (EN 13606 with ISO 21090 types, all in one namespace). Every function gives one
 * element. Elements stand in the default namespace of the message.
 */
export const riv13606 = 'urn:riv13606:v1.1';

/** OIDs of RIV 13606 1.0. */
export const oid = {
  informationType: '1.2.752.129.2.2.2.1',
  linkTarget: '1.2.752.129.2.2.2.1.1',
  participation: '1.2.752.129.2.2.2.22',
  relation: '1.2.752.129.2.2.2.4',
  hsaId: '1.2.752.129.2.1.4.1',
  localId: '1.2.752.129.2.1.2.1',
  position: '1.2.752.129.2.2.1.4',
  drugChoice: '1.2.752.129.2.2.3.1.2',
  npl: '1.2.752.129.2.1.5.1',
  nplPack: '1.2.752.129.2.1.5.2',
  /** ICD-10-SE as 1.0 writes it; the contracts of today have …1.3. */
  icd10Se: '1.2.752.116.1.1.1.1.1',
} as const;

/** How the value of xsi:type is written: bare in the default namespace, or with a prefix bound to it. */
export type TypeForm = 'default' | 'prefixed';

/** Declarations that both forms of xsi:type need. */
export const namespaceDeclarations = `xmlns="${riv13606}" xmlns:urn="${riv13606}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`;

export function typed(form: TypeForm, type: string): string {
  return ` xsi:type="${form === 'prefixed' ? 'urn:' : ''}${type}"`;
}

export function element(name: string, content: string, type = ''): string {
  return `<${name}${type}>${content}</${name}>`;
}

export function text(name: string, content: string): string {
  return `<${name}>${escapeText(content)}</${name}>`;
}

/** Mandatory, but there is nothing to say. */
export function absent(name: string): string {
  return `<${name} nullFlavor="NA"/>`;
}

/** Anything with one attribute `value`: ST, TS, BL, INT. */
export function value(name: string, content: string | boolean | number, type = ''): string {
  return `<${name}${type} value="${escapeAttribute(String(content))}"/>`;
}

export function instanceId(name: string, root: string, extension: string): string {
  return `<${name} root="${root}" extension="${escapeAttribute(extension)}"/>`;
}

export function hsaId(name: string, id: string): string {
  return instanceId(name, oid.hsaId, id);
}

/** CD; the name goes into its child displayName. */
export function coded(name: string, code: string, codeSystem: string, displayName?: string, type = ''): string {
  const attributes = `${type} code="${escapeAttribute(code)}" codeSystem="${escapeAttribute(codeSystem)}"`;
  return displayName === undefined
    ? `<${name}${attributes}/>`
    : `<${name}${attributes}>${value('displayName', displayName)}</${name}>`;
}

/** IVL_TS; an open end is said, not left out. */
export function interval(name: string, low: string, high: string | undefined, type = ''): string {
  const end = high === undefined ? '<high nullFlavor="NI"/>' : value('high', high);
  return element(name, value('low', low) + end, type);
}

/** One of so many records, always the same ones: those which this system tells in another way than the rest. */
export const isOneIn = (many: number, documentId: string): boolean =>
  Number.parseInt(stableId(6, 'one of', documentId), 16) % many === 0;

/** Attributes hold no line breaks: a marker stands for each. */
export const withMarkedLines = (text: string): string => text.split(/\r?\n/).join('$$NL$$');
