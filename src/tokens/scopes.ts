/** What one SMART scope lets its holder do; see {@link parseScope}. */
export interface Scope {
  /** Who reads: the system itself, or a person. */
  readonly context: 'system' | 'user';
  /** A FHIR type, or `*`. */
  readonly type: string;
  readonly actions: ReadonlySet<Action>;
}

export type Action = 'read' | 'search';

/** The summary alone; it needs no scope for the types it is made of. */
export const summaryScope = 'patient-summary';

const form = /^(system|user)\/(\*|[A-Z][A-Za-z]{2,63})\.([a-z*]{1,6})$/;
const both: readonly Action[] = ['read', 'search'];

/**
 * Reads a scope in either spelling of SMART App Launch: `system/Condition.rs` (version 2) or `system/Condition.read`
 * (version 1, and `.search` as EURIDICE has it). Undefined for what gives nothing here: other contexts, writing alone,
 * scopes narrowed by a query, which cannot be kept and so are not granted.
 */
export function parseScope(text: string): Scope | undefined {
  const [, context, type, letters] = form.exec(text) ?? [];
  if (context === undefined || type === undefined || letters === undefined) return undefined;
  const actions = actionsOf(letters);
  return actions.length === 0 ? undefined : { context: context as Scope['context'], type, actions: new Set(actions) };
}

function actionsOf(letters: string): readonly Action[] {
  if (letters === '*' || letters === 'read') return both;
  if (letters === 'search') return ['search'];
  // Version 2: a part of "cruds", in that order.
  if (!/^c?r?u?d?s?$/.test(letters)) return [];
  return both.filter((action) => letters.includes(action === 'read' ? 'r' : 's'));
}

/** A scope claim or parameter: words divided by spaces. */
export function scopeWords(text: string): string[] {
  return text.split(' ').filter(Boolean);
}

/** Of what is asked for, what lies within what the client may have. Nothing asked for: all that it may have. */
export function grantedScopes(asked: readonly string[], allowed: readonly string[]): string[] {
  if (asked.length === 0) return [...allowed];
  return [...new Set(asked)].filter((one) => allowed.includes(one) || isWithin(parseScope(one), allowed));
}

function isWithin(scope: Scope | undefined, allowed: readonly string[]): boolean {
  if (!scope) return false;
  return [...scope.actions].every((action) => allows(allowed, scope.context, scope.type, action));
}

/** Whether these scopes, as words, let a reader of this kind do this with this type. */
export function allows(scopes: readonly string[], context: Scope['context'], type: string, action: Action): boolean {
  return scopes
    .map(parseScope)
    .some(
      (scope) => scope?.context === context && (scope.type === '*' || scope.type === type) && scope.actions.has(action),
    );
}
