import type { Violation } from '../contracts/index.ts';
import { type ModelElement, type ModelType, model, modelType } from './model.ts';
import type { Node } from './node.ts';
import { timeOf } from './values.ts';

/**
 * What breaks the model in an element of a type: unknown elements, too few or too many of those it has, types that the
 * declared one does not have, values without the form of theirs; as element paths and rules, never values. Order is not
 * looked at: readers find elements by name.
 */
export function modelViolations(node: Node, declared: string, path = node.name): Violation[] {
  if (declared.startsWith('xs:')) return [];
  const type = typeOf(node, declared);
  if (!type) return [{ path, rule: `must be of a type that is a ${declared}` }];
  const unknown = node.children.filter(({ name }) => !type.elements.some((element) => element.name === name));
  return [
    ...formViolations(node, type, path),
    ...unknown.map(({ name }) => ({ path: `${path}/${name}`, rule: 'is not in the model' })),
    ...type.elements.flatMap((element) => elementViolations(node, element, `${path}/${element.name}`)),
  ];
}

function elementViolations(node: Node, { name, type, required, many }: ModelElement, path: string): Violation[] {
  const found = node.children.filter((child) => child.name === name);
  // An element that says why it is empty needs none of its own.
  if (required && found.length === 0 && !node.attributes.has('nullFlavor')) return [{ path, rule: 'is missing' }];
  if (!many && found.length > 1) return [{ path, rule: 'occurs more than once' }];
  return found.flatMap((one) => modelViolations(one, type, path));
}

const forms: Readonly<Record<string, RegExp>> = { boolean: /^(true|false|0|1)$/, integer: /^[+-]?\d+$/ };

function formViolations(node: Node, type: ModelType, path: string): Violation[] {
  const broken = type.attributes.filter(({ name, type: form }) => {
    const value = node.attributes.get(name);
    return value !== undefined && forms[form]?.test(value) === false;
  });
  const isNoTime = type.name === 'TS' && node.attributes.has('value') && timeOf(node) === undefined;
  return [
    ...broken.map(({ name, type: form }) => ({ path: `${path}/@${name}`, rule: `must have the form of ${form}` })),
    ...(isNoTime ? [{ path: `${path}/@value`, rule: 'must have the form of TS (YYYYMMDDhhmmss)' }] : []),
  ];
}

/** Where elements stand in another order than the model's, for those whose readers mind. */
export function orderViolations(node: Node, declared: string, path = node.name): Violation[] {
  const type = declared.startsWith('xs:') ? undefined : typeOf(node, declared);
  if (!type) return [];
  const places = node.children.map(({ name }) => type.elements.findIndex((element) => element.name === name));
  return node.children.flatMap((child, nr) => {
    const [place = -1, element] = [places[nr], type.elements[places[nr] ?? -1]];
    if (!element) return [];
    const below = `${path}/${child.name}`;
    const isLate = places.slice(0, nr).some((earlier) => earlier > place);
    return [
      ...(isLate ? [{ path: below, rule: 'stands in the wrong order' }] : []),
      ...orderViolations(child, element.type, below),
    ];
  });
}

/** The type an element says it is of, where that is one of the declared type's; undefined where it must say, and does not. */
function typeOf(node: Node, declared: string): ModelType | undefined {
  const type = model.get(node.type ?? declared);
  const isNamed = type !== undefined && (!type.abstract || node.attributes.has('nullFlavor'));
  return isNamed && isA(type, declared) ? type : undefined;
}

function isA({ name, base }: ModelType, declared: string): boolean {
  return name === declared || (base !== undefined && isA(modelType(base), declared));
}
