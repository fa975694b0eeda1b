import type { Resource } from 'fhir/r4';
import { escapeAttribute } from '../../../xml/index.ts';
import { isRawDecimal } from '../raw-decimal.ts';
import { type Part, partsOf } from './element-order.ts';

type Holder = Readonly<Record<string, unknown>>;

/**
 * A resource as FHIR XML (R4, XML representation): elements in the order of the schema, values in the attribute `value`,
 * ids of elements and urls of extensions as attributes, narrative as it is. What R4 has no place for is not written.
 */
export function writeXml(resource: Resource): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${resourceElement(resource as unknown as Holder, ' xmlns="http://hl7.org/fhir"')}`;
}

function resourceElement(resource: Holder, declaration: string): string {
  const type = String(resource.resourceType);
  const content = partsOf(type)
    .map((part) => occurrences(part, resource))
    .join('');
  return `<${type}${declaration}>${content}</${type}>`;
}

/** Every occurrence of one child: its values, and what is said of them under the same name with an underscore. */
function occurrences(part: Part, holder: Holder): string {
  const values = listOf(holder[part.name]);
  const about = listOf(holder[`_${part.name}`]) as (Holder | null | undefined)[];
  const length = Math.max(values.length, about.length);
  let written = '';
  for (let index = 0; index < length; index += 1) written += occurrence(part, values[index], about[index]);
  return written;
}

function occurrence(part: Part, value: unknown, about: Holder | null | undefined): string {
  const { name, type } = part;
  if (value === undefined || value === null) return about ? element(name, '', about, extensionPart) : '';
  if (type === 'xhtml') return String(value);
  if (type === 'Resource') return `<${name}>${resourceElement(value as Holder, '')}</${name}>`;
  if (typeof value !== 'object' || isRawDecimal(value)) {
    const written = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return element(name, ` value="${escapeAttribute(written)}"`, about ?? {}, extensionPart);
  }
  return element(name, '', value as Holder, part.parts ?? partsOf(type), type === 'Extension');
}

/** All that a primitive value can hold. */
const extensionPart: readonly Part[] = [{ name: 'extension', type: 'Extension', parts: undefined }];

function element(name: string, value: string, holder: Holder, parts: readonly Part[], isExtension = false): string {
  const attribute = (of: string) => (holder[of] === undefined ? '' : ` ${of}="${escapeAttribute(String(holder[of]))}"`);
  const attributes = `${attribute('id')}${isExtension ? attribute('url') : ''}${value}`;
  let content = '';
  for (const part of parts) {
    if (part.name === 'id' || (isExtension && part.name === 'url')) continue;
    content += occurrences(part, holder);
  }
  return content ? `<${name}${attributes}>${content}</${name}>` : `<${name}${attributes}/>`;
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
