import { absent, coded, element, instanceId, oid, type TypeForm, typed, value } from './types.ts';

/** ENTRY, CLUSTER and ELEMENT: what a composition is made of. The order of their children is the schema's. */
export interface Meaning {
  readonly code: string;
  readonly displayName?: string;
}

/** A link from an entry to another composition. */
export interface Link {
  /** Information type of the target: `vko`, `dia`, `upp`. */
  readonly target: string;
  readonly targetId: string;
  /** `ers` replaces, `uto` extends. */
  readonly role?: string;
}

function component({ code, displayName }: Meaning, links: readonly Link[] = []): string {
  return (
    coded('meaning', code, oid.informationType, displayName) +
    absent('name') +
    absent('rc_id') +
    value('synthesised', false) +
    links.map(link).join('')
  );
}

function link({ target, targetId, role }: Link): string {
  return element(
    'links',
    value('follow_link', true) +
      '<nature code="LINK-A0"/>' +
      (role ? coded('role', role, oid.relation) : '') +
      coded('target_type', target, oid.linkTarget) +
      instanceId('target_id', oid.localId, targetId),
  );
}

export function entry(form: TypeForm, meaning: Meaning, links: readonly Link[], items: string): string {
  return element(
    'content',
    component(meaning, links) + value('uncertainty_expressed', false) + items,
    typed(form, 'ENTRY'),
  );
}

/** Writes values as `items` of an entry or `parts` of a cluster. Absent values give nothing. */
export function elementWriter(form: TypeForm, name: 'items' | 'parts') {
  const one = (code: string, content: string): string =>
    element(name, component({ code }) + content, typed(form, 'ELEMENT'));
  return {
    /** ST */
    text: (code: string, content: string | undefined): string =>
      content === undefined ? '' : one(code, value('value', content, typed(form, 'ST'))),
    /** TS, of 8, 12 or 14 digits */
    time: (code: string, content: string | undefined): string =>
      content === undefined ? '' : one(code, value('value', content, typed(form, 'TS'))),
    /** IVL_TS */
    interval: (code: string, low: string, high: string | undefined): string =>
      one(code, element('value', value('low', low) + (high ? value('high', high) : ''), typed(form, 'IVL_TS'))),
    /** CD where there is a code, else ST: what has no code system is text in 1.0. */
    concept: (code: string, concept: Concept | undefined): string => {
      if (!concept) return '';
      return concept.code === undefined
        ? one(code, value('value', concept.originalText ?? '', typed(form, 'ST')))
        : one(code, coded('value', concept.code, oneZero(concept.codeSystem), concept.displayName, typed(form, 'CD')));
    },
    cluster: (code: string, parts: string): string =>
      parts === '' ? '' : element(name, component({ code }) + absent('structure_type') + parts, typed(form, 'CLUSTER')),
  };
}

interface Concept {
  readonly code?: string;
  readonly codeSystem?: string;
  readonly displayName?: string;
  readonly originalText?: string;
}

/** Code systems under the OIDs they had when 1.0 was written. */
function oneZero(codeSystem: string | undefined): string {
  return codeSystem === '1.2.752.116.1.1.1.1.3' ? oid.icd10Se : (codeSystem ?? '');
}
