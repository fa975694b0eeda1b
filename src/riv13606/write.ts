import { escapeAttribute, escapeText } from '../xml/index.ts';
import { modelType } from './model.ts';
import { type Packing, packings } from './namespace.ts';

/** An element in the making: its name and declared type are known where it is put. */
export interface Made {
  /** Its own type, where the declared one is general; becomes xsi:type. */
  readonly type?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: Children;
  readonly text?: string;
}

export type Children = Readonly<Record<string, Made | readonly Made[] | undefined>>;

/** A whole message, by default as the service of NPÖ has it. */
export function writeMessage(
  name: string,
  type: string,
  content: Made,
  { namespace, types }: Pick<Packing, 'namespace' | 'types'> = packings.RIV13606REQUEST_EHR_EXTRACT,
): string {
  const attributes = { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', ...content.attributes };
  const scopes = types === namespace ? [namespace] : [namespace, undefined, types];
  return writeElement(name, type, { ...content, attributes }, scopes);
}

/** The default namespace where it changes: that of the element itself, of its children, of theirs. */
type Scopes = readonly (string | undefined)[];
const unchanged: Scopes = [];

/**
 * Children come out in the order of the model, whatever order they were given in. Where one is mandatory and there is
 * nothing to tell, it says that this does not apply (nullFlavor NA).
 */
function writeElement(name: string, declared: string, made: Made, scopes: Scopes): string {
  const type = made.type ?? declared;
  const scope = scopes[0] === undefined ? '' : ` xmlns="${scopes[0]}"`;
  const below = scopes.length > 1 ? scopes.slice(1) : unchanged;
  const attributes = Object.entries(made.attributes ?? {}).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  const head = `${name}${type === declared ? '' : ` xsi:type="${type}"`}${scope}${attributes.join('')}`;
  const content =
    escapeText(made.text ?? '') + (type.startsWith('xs:') ? '' : writeChildren(type, made.children ?? {}, below));
  return content ? `<${head}>${content}</${name}>` : `<${head}/>`;
}

function writeChildren(type: string, children: Children, scopes: Scopes): string {
  const { elements } = modelType(type);
  if (Object.keys(children).length === 0 && modelType(type).nullable) return '';
  const unknown = Object.keys(children).find((name) => !elements.some((element) => element.name === name));
  if (unknown) throw new TypeError(`${type} has no element ${unknown}.`);
  return elements
    .flatMap((element) => {
      const given = [children[element.name] ?? []].flat();
      if (given.length > 0 || !element.required)
        return given.map((one) => writeElement(element.name, element.type, one, scopes));
      return writeElement(element.name, element.type, absent, scopes);
    })
    .join('');
}

const absent: Made = { attributes: { nullFlavor: 'NA' } };
