import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { useWords } from './use-words.ts';

interface FigureCellProps {
  readonly value: number | 'hidden' | undefined;
  /** Said beside it. */
  readonly note?: string | undefined;
}

/** One figure; a dash where there is none. */
export function FigureCell({ value, note }: FigureCellProps) {
  const text = useTexts(texts);
  const { number } = useWords();
  if (value === undefined) return '–';
  return (
    <>
      {value === 'hidden' ? <span className="follow-up-quiet">{text.hidden}</span> : number(value)}
      {note && ' '}
      {note && <span className="follow-up-quiet">{note}</span>}
    </>
  );
}
