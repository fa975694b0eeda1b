import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

interface CopyButtonProps {
  /** What is copied. */
  readonly value: string;
  /** What it is, for those who hear the page. */
  readonly what: string;
}

export function CopyButton({ value, what }: CopyButtonProps) {
  const text = useTexts(texts);
  const [outcome, setOutcome] = useState<'copied' | 'notCopied'>();
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setOutcome('copied'),
      () => setOutcome('notCopied'),
    );
  return (
    <Button variant="tertiary" data-size="sm" onClick={copy}>
      {text.copy}
      <span className="only-heard"> {what}</span>
      <span aria-live="polite">{outcome && ` – ${text[outcome]}`}</span>
    </Button>
  );
}
