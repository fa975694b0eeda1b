import { escapeAttribute } from '../../xml/index.ts';
import { absent, coded, element, instanceId, oid, type TypeForm, typed, value } from './types.ts';

/** ENTRY, CLUSTER and ELEMENT: what a composition is made of. The order of their children is the schema's. */
export interface Meaning {
  readonly code: string;
  readonly displayName?: string;
}

/** A link from an entry to another composition. */
export interface Link {
  /** Information type of the target: `vko`, `dia`, `upp`, `vbe`, `lko`, `lkf`. */
  readonly target: string;
  readonly targetId: string;
  /** `ers` replaces, `uto` extends. */
  readonly role?: string;
}

interface Identified {
  readonly root: string;
  readonly extension: string;
}

/** When something was done or seen; a moment where there is no end. */
interface Span {
  readonly low: string;
  readonly high?: string | undefined;
}

function component({ code, displayName }: Meaning, links: readonly Link[] = [], id?: Identified): string {
  return (
    coded('meaning', code, oid.informationType, displayName) +
    absent('name') +
    (id ? instanceId('rc_id', id.root, id.extension) : absent('rc_id')) +
    value('synthesised', false) +
    links.map(link).join('')
  );
}

/** The care contact that a record belongs to. */
export function contactLinks(careContactId: string | undefined): Link[] {
  return careContactId === undefined ? [] : [{ target: 'vko', targetId: careContactId }];
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
  const one = (code: string, content: string, seen?: Span): string =>
    element(name, component({ code }) + observed(seen) + content, typed(form, 'ELEMENT'));
  return {
    /** ST */
    text: (code: string, content: string | undefined, seen?: Span): string =>
      content === undefined ? '' : one(code, value('value', content, typed(form, 'ST')), seen),
    /** TS, of 8, 12 or 14 digits */
    time: (code: string, content: string | undefined): string =>
      content === undefined ? '' : one(code, value('value', content, typed(form, 'TS'))),
    /** BL */
    truth: (code: string, content: boolean | undefined): string =>
      content === undefined ? '' : one(code, value('value', content, typed(form, 'BL'))),
    /** PQ */
    amount: (code: string, amount: string, unit: string): string =>
      one(code, value('value', amount, `${typed(form, 'PQ')}${unit ? ` unit="${escapeAttribute(unit)}"` : ''}`)),
    /** II */
    identifier: (code: string, id: Identified | undefined): string =>
      id ? one(code, instanceId(`value${typed(form, 'II')}`, id.root, id.extension)) : '',
    /** IVL_TS */
    interval: (code: string, low: string, high: string | undefined): string =>
      one(code, element('value', value('low', low) + (high ? value('high', high) : ''), typed(form, 'IVL_TS'))),
    /** IVL_TS from a moment on: until another, or for so many days, or with no end. */
    treatment: (code: string, low: string, high: string | undefined, days: string | undefined): string =>
      one(code, element('value', value('low', low) + ending(high, days), typed(form, 'IVL_TS'))),
    /** CD of a list of 1.0 itself. */
    code: (code: string, content: string, system: string): string =>
      one(code, coded('value', content, system, undefined, typed(form, 'CD'))),
    /** CD where there is a code, else ST: what has no code system is text in 1.0. */
    concept: (code: string, concept: Concept | undefined, seen?: Span): string => {
      if (!concept) return '';
      return concept.code === undefined
        ? one(code, value('value', concept.originalText ?? '', typed(form, 'ST')), seen)
        : one(
            code,
            coded('value', concept.code, oneZero(concept.codeSystem), concept.displayName, typed(form, 'CD')),
            seen,
          );
    },
    cluster: (code: string, parts: string, id?: Identified): string =>
      parts === ''
        ? ''
        : element(name, component({ code }, [], id) + absent('structure_type') + parts, typed(form, 'CLUSTER')),
  };
}

const observed = (seen: Span | undefined): string =>
  seen ? element('obs_time', value('low', seen.low) + (seen.high ? value('high', seen.high) : '')) : '';

function ending(high: string | undefined, days: string | undefined): string {
  if (high) return value('high', high);
  return days ? value('width', days, ' unit="d"') : '<high nullFlavor="NI"/>';
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
