import { fhirTimeToRivta, systemOids } from '../../codes/index.ts';
import type { CodedValue } from '../../contracts/index.ts';
import { codedValue } from '../coded-value.ts';
import { attribute, child, type Node } from './node.ts';

/** ISO 21090 data types of RIV 13606 as RIV-TA values. A nullFlavor is no value. */

const hsaRoots = new Set([systemOids.hsaId, '1.2.752.29.4.19']);

/** ICD-10-SE had another OID in NPÖ 1.0 than it has today. */
const renamedSystems = new Map([['1.2.752.116.1.1.1.1.1', systemOids.icd10Se]]);

/** The extension of an II, whatever its root. */
export function idOf(node: Node | undefined): string | undefined {
  return attribute(node, 'extension');
}

/** The extension of an II that is an HSA-id; other identifiers stay out of HSA fields. */
export function hsaIdOf(node: Node | undefined): string | undefined {
  const root = attribute(node, 'root');
  return root === undefined || hsaRoots.has(root) ? idOf(node) : undefined;
}

/** ST, or the words of a CD. Some senders put the text into the element instead of its attribute. */
export function textOf(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  const own = node.attributes.get('value') ?? node.text;
  return own.trim() ? own : (textOf(child(node, 'displayName')) ?? textOf(child(node, 'originalText')));
}

/** CD, or ST as original text, or II as code of its root. */
export function codedValueOf(node: Node | undefined): CodedValue | undefined {
  if (!node) return undefined;
  const system = attribute(node, 'codeSystem') ?? attribute(node, 'root');
  return codedValue({
    code: attribute(node, 'code') ?? attribute(node, 'extension'),
    system: system && (renamedSystems.get(system) ?? system),
    systemName: attribute(node, 'codeSystemName'),
    version: attribute(node, 'codeSystemVersion'),
    display: textOf(child(node, 'displayName')),
    text: textOf(child(node, 'originalText')) ?? attribute(node, 'value') ?? (node.text.trim() || undefined),
  });
}

/** TS `YYYY[MM[DD[hh[mm[ss]]]]]`, rarely with fraction and zone, as `YYYYMMDDhhmmss` in Swedish local time. */
export function timeOf(node: Node | undefined): string | undefined {
  const parts = /^(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:\.\d+)?(Z|[+-]\d{4})?$/.exec(
    attribute(node, 'value') ?? '',
  );
  if (!parts) return undefined;
  const [, year, month = '01', day = '01', hours = '00', minutes = '00', seconds = '00', zone] = parts;
  if (!zone) return `${year}${month}${day}${hours}${minutes}${seconds}`;
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return fhirTimeToRivta(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}${offset}`);
}

/** IVL_TS. */
export function intervalOf(node: Node | undefined): { start: string | undefined; end: string | undefined } {
  return { start: timeOf(child(node, 'low')), end: timeOf(child(node, 'high')) };
}
