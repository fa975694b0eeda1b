import { BridgeError } from '../../../errors.ts';
import { fold, hsaKey, isUnit, type Person, type Unit } from '../../../hsa/index.ts';
import { activitySystem, hsaIdSystem, organizationTypeSystem, orgNoSystem, positionSystem } from './resources.ts';

/**
 * The directory's search parameters: which there are for each type, and when an object satisfies one. Values separated
 * by commas are alternatives, repeated parameters must all hold.
 */
export type DirectoryType = 'Organization' | 'Location' | 'Practitioner' | 'PractitionerRole';

/** Whether the object has one value of the parameter, in the manner its modifier asks. */
type Test<T> = (object: T, value: string, modifier: string | undefined) => boolean;

interface Parameter<T> {
  readonly type: 'token' | 'string' | 'reference';
  readonly test: Test<T>;
}

const unitParameters: Readonly<Record<string, Parameter<Unit>>> = {
  _id: { type: 'token', test: (unit, value) => unit.hsaId === hsaKey(value) },
  identifier: { type: 'token', test: (unit, value) => hasHsaId(unit.hsaId, value) || hasOrgNo(unit, value) },
  name: {
    type: 'string',
    test: (unit, value, modifier) =>
      [unit.name, ...unit.alternativeNames].some((name) => textMatches(name, value, modifier)),
  },
  'address-city': {
    type: 'string',
    test: (unit, value, modifier) =>
      [unit.contact.visitingAddress, unit.contact.postalAddress].some(
        (a) => a?.town && textMatches(a.town, value, modifier),
      ),
  },
  type: {
    type: 'token',
    test: (unit, value) =>
      unit.activityCodes.some((code) => tokenMatches(activitySystem, code, value)) ||
      (unit.isCareProvider && tokenMatches(organizationTypeSystem, 'prov', value)),
  },
};

const personParameters: Readonly<Record<string, Parameter<Person>>> = {
  _id: { type: 'token', test: (person, value) => person.hsaId === hsaKey(value) },
  identifier: { type: 'token', test: (person, value) => hasHsaId(person.hsaId, value) },
  name: { type: 'string', test: named((person) => [person.name, person.surname, person.givenName]) },
  family: { type: 'string', test: named((person) => [person.surname, ...person.surname.split(' ')]) },
  given: { type: 'string', test: named((person) => [person.givenName, ...(person.givenName?.split(' ') ?? [])]) },
};

/** A role is tested on its person; where it stands is asked of the directory. */
const roleParameters: Readonly<Record<string, Parameter<Person>>> = {
  role: {
    type: 'token',
    test: (person, value) =>
      !person.protected && person.positionCodes.some((code) => tokenMatches(positionSystem, code, value)),
  },
  specialty: {
    type: 'token',
    test: (person, value) => !person.protected && person.specialityCodes.some((code) => tokenMatches('', code, value)),
  },
};

/** Answered by asking the directory for the relation itself. */
const relations: Readonly<Record<DirectoryType, readonly string[]>> = {
  Organization: ['partof'],
  Location: ['organization', 'partof'],
  Practitioner: [],
  PractitionerRole: ['_id', 'identifier', 'practitioner', 'organization'],
};

/** Parameters of each type, for the capability statement too. */
export const directoryParameters: Readonly<
  Record<DirectoryType, readonly { name: string; type: Parameter<never>['type'] }[]>
> = {
  Organization: listed('Organization', unitParameters),
  Location: listed('Location', unitParameters),
  Practitioner: listed('Practitioner', personParameters),
  PractitionerRole: listed('PractitionerRole', roleParameters),
};

/** Paging and form, known to every type. */
const formParameters: ReadonlySet<string> = new Set(['_count', '_offset', '_summary', '_format', '_pretty']);

/** One occurrence of a parameter. */
export interface Criterion {
  readonly name: string;
  readonly modifier: string | undefined;
  /** Alternatives, unescaped, never empty. */
  readonly values: readonly string[];
}

export interface Query {
  readonly criteria: readonly Criterion[];
  /** Names the type does not know. */
  readonly ignored: readonly string[];
  readonly count: number;
  readonly offset: number;
  /** `_summary=count` or `_count=0`: the number alone. */
  readonly countOnly: boolean;
}

const defaultCount = 50;
const maximumCount = 250;

/** Throws `PARAMETER_INVALID` and `PARAMETER_UNSUPPORTED` (a modifier) naming the parameter. */
export function readQuery(type: DirectoryType, params: URLSearchParams): Query {
  const known = new Set(directoryParameters[type].map((parameter) => parameter.name));
  const criteria: Criterion[] = [];
  const ignored: string[] = [];
  for (const [key, text] of params) {
    const [name = '', modifier] = key.split(':', 2);
    if (formParameters.has(name)) continue;
    if (!known.has(name)) ignored.push(key);
    else criteria.push({ name, modifier: allowedModifier(type, name, modifier), values: alternatives(name, text) });
  }
  const count = wholeNumber(params, '_count', defaultCount);
  const countOnly = count === 0 || params.get('_summary') === 'count';
  return {
    criteria,
    ignored,
    count: Math.min(count, maximumCount),
    offset: wholeNumber(params, '_offset', 0),
    countOnly,
  };
}

/** Whether the unit or person satisfies the criteria that can be read off it. */
export function satisfies(type: DirectoryType, object: Unit | Person, criteria: readonly Criterion[]): boolean {
  const relational = relations[type];
  return criteria.every(({ name, modifier, values }) => {
    if (relational.includes(name)) return true;
    return values.some((value) =>
      isUnit(object)
        ? unitParameters[name]?.test(object, value, modifier)
        : (type === 'PractitionerRole' ? roleParameters : personParameters)[name]?.test(object, value, modifier),
    );
  });
}

/** The HSA-id in a token (`system|value` or `value`); undefined for a token of another system. */
export function hsaIdOf(token: string): string | undefined {
  const [system, value] = token.includes('|') ? (token.split('|', 2) as [string, string]) : [undefined, token];
  return system === undefined || hsaIdSystems.has(system) ? value : undefined;
}

/** An organisation number, with its system or by its form. */
export function isOrgNoToken(token: string): boolean {
  const [system, value] = token.includes('|') ? token.split('|', 2) : [undefined, token];
  return system === undefined ? /^(16)?\d{6}-?\d{4}$/.test(value ?? '') : orgNoSystems.has(system);
}

/** The id in a reference: `Type/id`, a whole address, or the id alone. */
export function idOfReference(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

const hsaIdSystems: ReadonlySet<string> = new Set([hsaIdSystem, 'urn:oid:1.2.752.129.2.1.4.1']);
const orgNoSystems: ReadonlySet<string> = new Set([orgNoSystem, 'urn:oid:1.2.752.29.4.3']);

function listed<T>(type: DirectoryType, tested: Readonly<Record<string, Parameter<T>>>) {
  const read = Object.entries(tested).map(([name, parameter]) => ({ name, type: parameter.type }));
  const asked = relations[type].map(
    (name) => ({ name, type: name.startsWith('_') || name === 'identifier' ? 'token' : 'reference' }) as const,
  );
  return [...read, ...asked];
}

function hasHsaId(hsaId: string, token: string): boolean {
  const asked = hsaIdOf(token);
  return asked !== undefined && hsaKey(asked) === hsaId;
}

/** With or without hyphen, with or without the century 16. */
function hasOrgNo(unit: Unit, token: string): boolean {
  const [system, value] = token.includes('|') ? token.split('|', 2) : [undefined, token];
  if (!unit.orgNo || (system !== undefined && !orgNoSystems.has(system))) return false;
  return value?.replace(/^16(?=\d{6}-?\d{4}$)/, '').replace('-', '') === unit.orgNo.replace('-', '');
}

/** `code`, `system|code`, `|code` (no system) or `system|` (any code of it). */
function tokenMatches(system: string, code: string, token: string): boolean {
  const bar = token.indexOf('|');
  if (bar < 0) return token === code;
  const [askedSystem, askedCode] = [token.slice(0, bar), token.slice(bar + 1)];
  return askedSystem === system && (askedCode === '' || askedCode === code);
}

/** FHIR strings match from the start, without regard to letter case and accents, unless the modifier says otherwise. */
function textMatches(text: string, value: string, modifier: string | undefined): boolean {
  if (modifier === 'exact') return text === value;
  if (modifier === 'contains') return fold(text).includes(fold(value));
  return fold(text).startsWith(fold(value));
}

/** A protected person is never found by a name, so that no search tells whose name it is. */
function named(namesOf: (person: Person) => readonly (string | undefined)[]): Test<Person> {
  return (person, value, modifier) =>
    !person.protected && namesOf(person).some((name) => name !== undefined && textMatches(name, value, modifier));
}

function allowedModifier(type: DirectoryType, name: string, modifier: string | undefined): string | undefined {
  const isString = directoryParameters[type].find((parameter) => parameter.name === name)?.type === 'string';
  if (modifier === undefined || (isString && (modifier === 'exact' || modifier === 'contains'))) return modifier;
  throw new BridgeError('PARAMETER_UNSUPPORTED', `${name}:${modifier}`);
}

/** Splits at commas that are not escaped, and takes the escapes away (FHIR R4 search, 3.1.1.4.0.1). */
function alternatives(name: string, text: string): string[] {
  const values = text
    .split(/(?<!\\),/)
    .map((value) => value.replace(/\\([\\,$|])/g, '$1').trim())
    .filter((value) => value !== '');
  if (values.length === 0) throw new BridgeError('PARAMETER_INVALID', `${name} is empty.`);
  return values;
}

function wholeNumber(params: URLSearchParams, name: string, fallback: number): number {
  const text = params.get(name);
  if (text === null) return fallback;
  if (!/^\d{1,9}$/.test(text)) throw new BridgeError('PARAMETER_INVALID', `${name} must be a whole number.`);
  return Number(text);
}
