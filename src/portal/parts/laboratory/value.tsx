import type { Item, Measurement } from '../../records/item.ts';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** A value as it was written, with its unit; which is left out where it stands beside it already. */
export function written({ value, unit }: Measurement, unitBeside?: string): string {
  return [value, unit === unitBeside ? undefined : unit].filter(Boolean).join(' ');
}

interface OpenValueProps {
  readonly item: Item;
  readonly open: (item: Item) => void;
  readonly unitBeside?: string | undefined;
}

/** A value, which opens the whole answer. */
export function OpenValue({ item, open, unitBeside }: OpenValueProps) {
  const text = useTexts(texts);
  const { measurement, summary } = item;
  return (
    <button type="button" className="laboratory-value" aria-haspopup="dialog" onClick={() => open(item)}>
      {measurement ? written(measurement, unitBeside) : (summary ?? text.withoutValue)}
      <span className="only-heard">{`, ${text.open}`}</span>
    </button>
  );
}
