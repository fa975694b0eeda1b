import type { OpeningHours } from '../../faces/portal-api/shapes/directory.ts';
import { useTexts } from '../texts/language.tsx';
import { openingAt } from './opening.ts';
import { texts } from './texts.ts';

/** Open until when, or when it opens. */
export function OpeningNow({ hours }: { readonly hours: readonly OpeningHours[] }) {
  const text = useTexts(texts);
  const opening = openingAt(hours, new Date());
  if (opening.kind === 'unknown') return null;
  return <span className={`opening opening--${opening.kind}`}>{text.opening(opening)}</span>;
}
