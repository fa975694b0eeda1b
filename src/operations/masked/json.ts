import { createRequire } from 'node:module';
import { isListed } from '../../codes/index.ts';
import { shownCode } from './codes.ts';
import { createLines, type MaskedView, masked, unknownName } from './view.ts';

/** As the package `fhir` has parsed R4's StructureDefinitions. */
interface Definition {
  readonly _name?: string;
  readonly _properties?: readonly Definition[];
}

const require = createRequire(import.meta.url);
let names: Set<string> | undefined;

/** Names of FHIR R4's types and elements, read on first use. */
function fhirNames(): ReadonlySet<string> {
  if (names) return names;
  const types = require('fhir/profiles/types.json') as Readonly<Record<string, Definition>>;
  names = new Set(['resourceType', ...Object.keys(types)]);
  for (const type of Object.values(types)) collect(type, names);
  return names;
}

function collect({ _name, _properties = [] }: Definition, into: Set<string>): void {
  if (_name !== undefined) into.add(_name);
  for (const part of _properties) collect(part, into);
}

/** The masked view of a JSON message: FHIR's names are shown, as are its types and the codes of known code systems. */
export function maskJson(content: Buffer): MaskedView {
  const lines = createLines();
  let unreadable: string | undefined;
  try {
    show(JSON.parse(content.toString('utf8')), '', undefined, lines.add);
  } catch {
    // What JSON.parse says quotes the text.
    unreadable = 'MESSAGE_UNREADABLE';
  }
  return {
    format: 'json',
    bytes: content.byteLength,
    contract: undefined,
    ...lines.taken(),
    violations: [],
    unreadable,
  };
}

type Holder = Readonly<Record<string, unknown>>;

function show(
  value: unknown,
  path: string,
  holder: Holder | undefined,
  add: (path: string, value: string) => void,
): void {
  if (Array.isArray(value)) {
    if (value.length === 0) add(path || '.', 'empty list');
    for (const [index, item] of value.entries()) show(item, `${path}[${index + 1}]`, holder, add);
  } else if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value);
    if (members.length === 0) add(path || '.', 'empty');
    for (const [name, inner] of members)
      show(inner, `${path && `${path}.`}${fhirNames().has(name) ? name : unknownName}`, value as Holder, add);
  } else {
    add(path || '.', shownValue(value, path.slice(path.lastIndexOf('.') + 1), holder));
  }
}

function shownValue(value: unknown, name: string, holder: Holder | undefined): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return '•••• (true or false)';
  if (typeof value === 'number') return '•••• (number)';
  const text = String(value);
  if (name === 'resourceType' && fhirNames().has(text)) return text;
  if (name === 'system' && isListed(text)) return text;
  if (name === 'code' && typeof holder?.system === 'string') return shownCode(holder.system, text) ?? masked(text);
  return masked(text);
}
