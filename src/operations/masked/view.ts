import type { ContractId } from '../../contracts/record.ts';

/** A message as engineers see it: its structure, how long its values are, and what is wrong with it. No value. */
export interface MaskedView {
  readonly format: 'xml' | 'json' | 'other';
  readonly bytes: number;
  /** Of the first body that is one known here. */
  readonly contract: ContractId | undefined;
  readonly lines: readonly MaskedLine[];
  /** How many lines there are beyond those. */
  readonly omitted: number;
  /** Which rule of the contract it breaks, and where. */
  readonly violations: readonly { readonly path: string; readonly rule: string }[];
  /** Why it cannot be read to its end. */
  readonly unreadable: string | undefined;
}

/** One value. Names that no schema has are masked too: a sender may have written anything there. */
export interface MaskedLine {
  readonly path: string;
  /** `•••• (11 characters)`, or the value itself where it is a code. */
  readonly value: string;
}

export const unknownName = '‹unknown›';

/** White space around it is not counted: it belongs to the layout. */
export function masked(value: string): string {
  const { length } = [...value.trim()];
  return length === 0 ? 'empty' : `•••• (${length} ${length === 1 ? 'character' : 'characters'})`;
}

const maxLines = 1_000;

export function createLines() {
  const lines: MaskedLine[] = [];
  let omitted = 0;
  return {
    add(path: string, value: string): void {
      if (lines.length < maxLines) lines.push({ path, value });
      else omitted += 1;
    },
    taken: (): Pick<MaskedView, 'lines' | 'omitted'> => ({ lines, omitted }),
  };
}
