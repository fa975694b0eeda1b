import { looselyCoded, strictlyCoded } from './coded-value.ts';
import type { Contract } from './contract.ts';
import type { ComplexType } from './schema.ts';

type Holder = Readonly<Record<string, unknown>>;

/** What becomes of the parts of a value at one place in a contract's items, by name; filled in as they are met. */
interface Place {
  readonly path: string;
  readonly type: ComplexType;
  readonly parts: Map<string, 'left-out' | 'as-it-is' | Place>;
}

const places = new WeakMap<Contract, Place>();

/**
 * An item as the contract's rules let it be sent; they ask more than its schema does. What a lenient source wrote
 * beyond them is left out or put right here, and the record stays.
 */
export function sendable(contract: Contract, item: object): object {
  let place = places.get(contract);
  if (!place) {
    place = { path: contract.itemElement, type: contract.item, parts: new Map() };
    places.set(contract, place);
  }
  return valueAt(contract, place, item as Holder);
}

function valueAt(contract: Contract, place: Place, value: Holder): object {
  // One without anything in it cannot be put right; where it is mandatory it stays as it came.
  if (place.type === contract.strictlyCoded) return strictlyCoded(value) ?? value;
  if (place.type === contract.looselyCoded) return looselyCoded(value) ?? value;
  const sent: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const part = value[name];
    const what = place.parts.get(name) ?? learn(contract, place, name);
    if (what === 'left-out') continue;
    if (what === 'as-it-is') sent[name] = part;
    else if (Array.isArray(part)) sent[name] = part.map((one: Holder) => valueAt(contract, what, one));
    else sent[name] = valueAt(contract, what, part as Holder);
  }
  return sent;
}

function learn({ neverSent }: Contract, place: Place, name: string): 'left-out' | 'as-it-is' | Place {
  const path = `${place.path}/${name}`;
  const inner = place.type.elements[name]?.type;
  const what = neverSent.some((forbidden) => path.endsWith(`/${forbidden}`))
    ? 'left-out'
    : inner?.kind === 'complex'
      ? { path, type: inner, parts: new Map() }
      : 'as-it-is';
  place.parts.set(name, what);
  return what;
}
