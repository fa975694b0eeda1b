import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { speak } from '../api/client.ts';
import type { Language } from './languages.ts';

export type { Language };

const kept = 'norrbryggan.language';

const LanguageContext = createContext<{ language: Language; change: (to: Language) => void }>({
  language: 'sv',
  change: () => undefined,
});

/** Swedish, until somebody has chosen English in this browser. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(kept) === 'en' ? 'en' : 'sv'));
  speak(language);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const change = (to: Language): void => {
    localStorage.setItem(kept, to);
    setLanguage(to);
  };
  return <LanguageContext value={{ language, change }}>{children}</LanguageContext>;
}

export function useLanguage() {
  return useContext(LanguageContext);
}

/** The texts of a component in the reader's language. Both languages have the same texts, which the compiler sees to. */
export function useTexts<Texts>(texts: { readonly sv: Texts; readonly en: Texts }): Texts {
  return texts[useContext(LanguageContext).language];
}
