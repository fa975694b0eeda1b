import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { usePageTitle } from '../shell/page-title.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** In the tab where somebody has signed in for another one, which goes on. */
export function GoesOnElsewhere() {
  const text = useTexts(texts);
  usePageTitle(text.elsewhere);
  return (
    <div className="page page--narrow stack" role="status">
      <Heading level={1}>{text.elsewhere}</Heading>
      <Paragraph>{text.elsewhereText}</Paragraph>
      <div className="row">
        <Button onClick={() => window.close()}>{text.closeTab}</Button>
        <Button variant="secondary" onClick={() => location.replace('/')}>
          {text.goOnHere}
        </Button>
      </div>
    </div>
  );
}
