import { Button } from '@digdir/designsystemet-react';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** One press, from the one language to the other. */
export function LanguageSwitch() {
  const { language, change } = useLanguage();
  const text = useTexts(texts);
  const other = language === 'sv' ? 'en' : 'sv';
  return (
    <Button variant="tertiary" data-size="sm" lang={other} onClick={() => change(other)}>
      {text.otherLanguage}
    </Button>
  );
}
