import { escapeAttribute, escapeText } from '../xml/index.ts';
import { modelType } from './model.ts';
import { namespace } from './namespace.ts';

/** An element in the making: its name and declared type are known where it is put. */
export interface Made {
  /** Its own type, where the declared one is general; becomes xsi:type. */
  readonly type?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: Children;
  readonly text?: string;
}

export type Children = Readonly<Record<string, Made | readonly Made[] | undefined>>;

/** A whole message in the default namespace. */
export function writeMessage(name: string, type: string, content: Made): string {
  const declarations = { xmlns: namespace, 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' };
  return writeElement(name, type, { ...content, attributes: { ...declarations, ...content.attributes } });
}

/**
 * Children come out in the order of the model, whatever order they were given in. Where one is mandatory and there is
 * nothing to tell, it says that this does not apply (nullFlavor NA).
 */
function writeElement(name: string, declared: string, made: Made): string {
  const type = made.type ?? declared;
  const attributes = Object.entries(made.attributes ?? {}).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  const head = `${name}${type === declared ? '' : ` xsi:type="${type}"`}${attributes.join('')}`;
  const content =
    escapeText(made.text ?? '') + (type.startsWith('xs:') ? '' : writeChildren(type, made.children ?? {}));
  return content ? `<${head}>${content}</${name}>` : `<${head}/>`;
}

function writeChildren(type: string, children: Children): string {
  const { elements } = modelType(type);
  if (Object.keys(children).length === 0 && modelType(type).nullable) return '';
  const unknown = Object.keys(children).find((name) => !elements.some((element) => element.name === name));
  if (unknown) throw new TypeError(`${type} has no element ${unknown}.`);
  return elements
    .flatMap((element) => {
      const given = [children[element.name] ?? []].flat();
      if (given.length > 0 || !element.required)
        return given.map((one) => writeElement(element.name, element.type, one));
      return writeElement(element.name, element.type, absent);
    })
    .join('');
}

const absent: Made = { attributes: { nullFlavor: 'NA' } };
