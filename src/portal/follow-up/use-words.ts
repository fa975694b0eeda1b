import { useLanguage, useTexts } from '../texts/language.tsx';
import { kindOf, startOf } from './lines.ts';
import { texts } from './texts.ts';

/** How periods and numbers are written in the reader's language. */
export function useWords() {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  const month = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    locale,
    period: (period: string): string => {
      const kind = kindOf(period);
      if (kind === 'year') return period;
      return kind === 'month' ? month.format(startOf(period)) : text.quarter(period.slice(6), period.slice(0, 4));
    },
    number: (value: number): string => plain.format(value),
  };
}
