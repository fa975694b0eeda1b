import type { ContractId } from '../contracts/index.ts';
import type { Written } from './compose.ts';
import type { Context, Reading } from './extract.ts';

/** An information type of NPÖ 1.0 and the contract whose records it is, both ways. */
export interface InformationType<Item = never> {
  /** What is asked for (KV Informationstyp, main code). */
  readonly code: string;
  readonly contract: ContractId;
  /** Whether a composition of this meaning is a record, or holds some. */
  isRecord(meaning: string): boolean;
  /** Whether an entry is a record of the type. */
  isEntry(meaning: string): boolean;
  /** A care contact is a contact even without an entry. */
  readonly withoutEntry?: true;
  /** Kinds of composition that stand beside the records and tell more of them. */
  readonly companions: readonly string[];
  /** The records in one entry: usually one. */
  read(context: Context): readonly Reading[];
  write(item: Item): Written;
}
