import { type CodedValue, looselyCoded, strictlyCoded } from './coded-value.ts';
import type { Contract } from './contract.ts';
import type { ComplexType } from './schema.ts';

type Holder = Readonly<Record<string, unknown>>;

/** One place in a contract's items, and what its rules ask of a value there. */
export interface Place {
  readonly contract: Contract;
  readonly path: string;
  readonly type: ComplexType;
  /** Puts a coded value right; the same value where nothing has to be, undefined where nothing is left. */
  readonly coded: ((value: CodedValue) => CodedValue | undefined) | undefined;
  /** By name, filled in as they are met. */
  readonly parts: Map<string, Sending>;
}

/** What becomes of a part of a value. */
type Sending = 'left-out' | 'as-it-is' | Place;

const places = new WeakMap<Contract, Place>();

/** Where a contract's items begin. */
export function itemPlace(contract: Contract): Place {
  let place = places.get(contract);
  if (!place) {
    place = placeOf(contract, contract.itemElement, contract.item);
    places.set(contract, place);
  }
  return place;
}

export function sendingOf(place: Place, name: string): Sending {
  let sending = place.parts.get(name);
  if (!sending) {
    sending = learn(place, name);
    place.parts.set(name, sending);
  }
  return sending;
}

/**
 * An item as the contract's rules let it be sent; they ask more than its schema does. What a lenient source wrote
 * beyond them is left out or put right here, and the record stays.
 */
export function sendable(contract: Contract, item: object): object {
  return valueAt(itemPlace(contract), item as Holder);
}

function valueAt(place: Place, value: Holder): object {
  // One without anything in it cannot be put right; where it is mandatory it stays as it came.
  if (place.coded) return place.coded(value) ?? value;
  const sent: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const part = value[name];
    const what = sendingOf(place, name);
    if (what === 'left-out') continue;
    if (what === 'as-it-is') sent[name] = part;
    else if (Array.isArray(part)) sent[name] = part.map((one: Holder) => valueAt(what, one));
    else sent[name] = valueAt(what, part as Holder);
  }
  return sent;
}

function learn({ contract, path: around, type }: Place, name: string): Sending {
  const path = `${around}/${name}`;
  if (contract.neverSent.some((forbidden) => path.endsWith(`/${forbidden}`))) return 'left-out';
  const inner = type.elements[name]?.type;
  return inner?.kind === 'complex' ? placeOf(contract, path, inner) : 'as-it-is';
}

function placeOf(contract: Contract, path: string, type: ComplexType): Place {
  const rule =
    type === contract.strictlyCoded ? strictlyCoded : type === contract.looselyCoded ? looselyCoded : undefined;
  return { contract, path, type, coded: rule, parts: new Map() };
}
