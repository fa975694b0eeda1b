import { modelType } from './model.ts';
import type { Node } from './node.ts';

/**
 * What breaks the model in an element of a type: unknown elements, and too few or too many of those it has, as short
 * sentences of element paths, never values. Order is not looked at: readers find elements by name.
 */
export function schemaProblems(node: Node, type: string, path = node.name): string[] {
  if (type.startsWith('xs:')) return [];
  const { elements } = modelType(type);
  const unknown = node.children.find(({ name }) => !elements.some((element) => element.name === name));
  if (unknown) return [`${path} has no element ${unknown.name}`];
  return elements.flatMap((element) => {
    const found = node.children.filter(({ name }) => name === element.name);
    // An element that says why it is empty needs none of its own.
    const isEmpty = node.attributes.has('nullFlavor');
    if (element.required && found.length === 0 && !isEmpty) return [`${path} lacks ${element.name}`];
    if (!element.many && found.length > 1) return [`${path} has more than one ${element.name}`];
    return found.flatMap((one) => schemaProblems(one, element.type, `${path}/${element.name}`));
  });
}
