import type { Days } from '../contract.ts';
import type { ContractId } from '../record.ts';

/**
 * From the records of one major version of a contract to those of another. What it cannot do is declared, element by
 * element, so that the documentation and the tests go by the same words as the code.
 */
export interface Translation {
  readonly from: ContractId;
  readonly to: ContractId;
  /** What the other version has no place for: element path in `from` → why. */
  readonly losses: Told;
  /** What is said there in another way: element path in `from` → how. */
  readonly retold: Told;
  /** Without these a record cannot be told there at all: element path in `from` → why. */
  readonly needs: Told;
  /** The interval to ask for, where the date rules differ, so that all is found that `to` would find. */
  periodToAsk?(period: Days): Days;
  translate(item: unknown): Translated;
}

/** Element path from the record's own element, without it → in words. */
export type Told = Readonly<Record<string, string>>;

export interface Translated {
  /** As far as it could be told; whether that is enough the contract's validator says. Undefined: it must not be told. */
  readonly item: object | undefined;
  /** Paths among the declared losses, without values. */
  readonly lost: readonly string[];
}

/** The losses that this record suffers: those of which it has something. Every declared loss must be looked at. */
export function lostOf<Losses extends Told>(found: Readonly<Record<keyof Losses, unknown>>): readonly string[] {
  return Object.entries(found).flatMap(([path, value]) => (value === undefined || value === false ? [] : [path]));
}
