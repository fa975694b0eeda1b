import { Heading } from '@digdir/designsystemet-react';
import { usePageTitle } from '../shell/page-title.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

export default function Directory() {
  const text = useTexts(texts);
  usePageTitle(text.name);
  return (
    <div className="page">
      <Heading level={1}>{text.name}</Heading>
    </div>
  );
}
