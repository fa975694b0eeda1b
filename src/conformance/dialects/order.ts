import type { AnyType, ComplexType } from '../../contracts/schema.ts';
import { elementNamespace } from '../../contracts/schema.ts';
import type { Violation } from '../../contracts/validate.ts';
import type { XmlElement, XmlHandler } from '../../xml/index.ts';

interface Frame {
  readonly name: string;
  /** Undefined inside what the contract does not know. */
  readonly type: AnyType | undefined;
  /** The last place in the sequence that has been met. */
  furthest: number;
}

/**
 * Watches what the contract reader lets pass: elements in another order than the schema's sequence, and elements of the
 * contract's own name in another namespace, which a receiver takes for an extension and overlooks.
 */
export function createOrderWatch(
  type: ComplexType,
  rootName: string,
  tell: (violation: Violation) => void,
): XmlHandler {
  const frames: Frame[] = [{ name: rootName, type, furthest: 0 }];
  const path = (...more: readonly string[]) => [...frames.map(({ name }) => name), ...more].join('/');
  return {
    open: (element) => {
      const parent = frames.at(-1);
      const place = parent?.type?.kind === 'complex' ? placeOf(parent.type, element) : 'unknown';
      if (place === 'elsewhere') tell({ path: path(element.local), rule: 'is in another namespace' });
      const isKnown = typeof place === 'object';
      if (parent && isKnown) {
        if (place.index < parent.furthest) tell({ path: path(element.local), rule: 'stands in the wrong order' });
        parent.furthest = Math.max(parent.furthest, place.index);
      }
      frames.push({ name: element.local, type: isKnown ? place.type : undefined, furthest: 0 });
    },
    text: () => undefined,
    close: () => {
      frames.pop();
    },
  };
}

interface Place {
  readonly index: number;
  readonly type: AnyType;
}

function placeOf(type: ComplexType, { local, namespace }: XmlElement): Place | 'elsewhere' | 'unknown' {
  const element = Object.hasOwn(type.elements, local) ? type.elements[local] : undefined;
  if (!element) return 'unknown';
  if (elementNamespace(type, element) !== namespace) return 'elsewhere';
  const names = Object.keys(type.elements);
  // Those of a choice share one place: any of them may come first.
  const index = type.choice.includes(local)
    ? names.findIndex((name) => type.choice.includes(name))
    : names.indexOf(local);
  return { index, type: element.type };
}
