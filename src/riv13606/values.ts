import { fhirTimeToRivta, systemOids } from '../codes/index.ts';
import { type CodedValue, strictlyCoded } from '../contracts/index.ts';
import { oids, oldIcd10Se } from './namespace.ts';
import { attribute, child, type Node } from './node.ts';
import type { Made } from './write.ts';

/** ISO 21090 data types of RIV 13606 as RIV-TA values, and back. A nullFlavor is no value. */

const hsaRoots = new Set([systemOids.hsaId, '1.2.752.29.4.19']);

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
  return strictlyCoded({
    code: attribute(node, 'code') ?? attribute(node, 'extension'),
    codeSystem: system === oldIcd10Se ? systemOids.icd10Se : system,
    codeSystemName: attribute(node, 'codeSystemName'),
    codeSystemVersion: attribute(node, 'codeSystemVersion'),
    displayName: textOf(child(node, 'displayName')),
    originalText: textOf(child(node, 'originalText')) ?? attribute(node, 'value') ?? (node.text.trim() || undefined),
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

const flags = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** xs:boolean has two words for each. */
export function flagOf(node: Node | undefined, name = 'value'): boolean | undefined {
  return flags.get(attribute(node, name) ?? '');
}

/** IVL_TS, or TS as where it starts. */
export function intervalOf(node: Node | undefined): { start: string | undefined; end: string | undefined } {
  return { start: timeOf(child(node, 'low')) ?? timeOf(node), end: timeOf(child(node, 'high')) };
}

export function instanceId(root: string, extension: string): Made {
  return { attributes: { root, extension } };
}

export function hsaId(id: string): Made {
  return instanceId(oids.hsaId, id);
}

/** An id within the source system. */
export function localId(id: string): Made {
  return instanceId(oids.localId, id);
}

/** ST, TS, BL, INT: whatever has one value. */
export function valued(value: string | boolean): Made {
  return { attributes: { value: String(value) } };
}

/** CD of a code that the profile itself gives. */
export function code(value: string, codeSystem: string = oids.informationType): Made {
  return { attributes: { code: value, codeSystem } };
}

/** CD, code systems under the identifiers of then; original text alone stays that. Undefined where there is nothing. */
export function codedMade(value: CodedValue | undefined): Made | undefined {
  const { code, codeSystem, codeSystemName, codeSystemVersion, displayName, originalText } = value ?? {};
  if (!code && !displayName && !originalText) return undefined;
  const attributes = {
    ...(code && { code }),
    ...(codeSystem && { codeSystem: codeSystem === systemOids.icd10Se ? oldIcd10Se : codeSystem }),
    ...(codeSystemName && { codeSystemName }),
    ...(codeSystemVersion && { codeSystemVersion }),
  };
  return {
    attributes,
    children: {
      ...(displayName && { displayName: valued(displayName) }),
      ...(originalText && { originalText: valued(originalText) }),
    },
  };
}

/** IVL_TS; an open end is said, not left out. Undefined where both are. */
export function intervalMade(period: { readonly start?: string; readonly end?: string } | undefined): Made | undefined {
  const { start, end } = period ?? {};
  if (!start && !end) return undefined;
  const open: Made = { attributes: { nullFlavor: 'NI' } };
  return { children: { low: start ? valued(start) : open, high: end ? valued(end) : open } };
}
