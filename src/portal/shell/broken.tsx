import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

export function Broken() {
  const text = useTexts(texts);
  return (
    <div className="page page--narrow">
      <Alert data-color="danger" role="alert">
        <Paragraph>{text.broken}</Paragraph>
        <Button variant="secondary" onClick={() => location.reload()}>
          {text.reload}
        </Button>
      </Alert>
    </div>
  );
}
