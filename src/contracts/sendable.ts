import { looselyCoded, strictlyCoded } from './coded-value.ts';
import type { Contract } from './contract.ts';
import type { ComplexType } from './schema.ts';

type Holder = Readonly<Record<string, unknown>>;

/**
 * An item as the contract's rules let it be sent; they ask more than its schema does. What a lenient source wrote
 * beyond them is left out or put right here, and the record stays.
 */
export function sendable(contract: Contract, item: object): object {
  return partsOf(contract, contract.item, item as Holder, contract.itemElement);
}

function partsOf(contract: Contract, type: ComplexType, value: Holder, path: string): object {
  // One without anything in it cannot be put right; where it is mandatory it stays as it came.
  if (type === contract.strictlyCoded) return strictlyCoded(value) ?? value;
  if (type === contract.looselyCoded) return looselyCoded(value) ?? value;
  const sent: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    const at = `${path}/${name}`;
    if (contract.neverSent.some((forbidden) => at.endsWith(`/${forbidden}`))) continue;
    const inner = type.elements[name]?.type;
    if (inner?.kind !== 'complex') sent[name] = part;
    else if (Array.isArray(part)) sent[name] = part.map((one: Holder) => partsOf(contract, inner, one, at));
    else sent[name] = partsOf(contract, inner, part as Holder, at);
  }
  return sent;
}
