import { useLanguage } from '../texts/language.tsx';

/** Writes a time in milliseconds as people do: in milliseconds, seconds, minutes, hours or days. */
export function useDuration(): (milliseconds: number) => string {
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 1 });
  return (milliseconds) => {
    if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
    const seconds = milliseconds / 1_000;
    if (seconds < 60) return `${number.format(seconds)} s`;
    if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
    if (seconds < 48 * 3_600) return `${number.format(seconds / 3_600)} h`;
    return `${Math.round(seconds / 86_400)} ${language === 'sv' ? 'dygn' : 'days'}`;
  };
}
