import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Original, ShownRecord } from '../../faces/portal-api/shapes/reading.ts';
import { call } from '../api/client.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** The message a record was read from, asked of its source when it is asked for; as text, never as markup. */
export function OriginalMessage({ record }: { readonly record: ShownRecord }) {
  const text = useTexts(texts);
  const { contract, source, documentId } = record;
  const asking = useMutation({
    mutationFn: () => call<Original>('POST', '/readings/original', { body: { contract, source, documentId } }),
  });
  return (
    <section className="not-printed">
      <Heading level={3} data-size="2xs">
        {text.originalTitle}
      </Heading>
      {asking.data ? (
        <Message original={asking.data} />
      ) : (
        <>
          <Paragraph className="part-note">{text.originalText}</Paragraph>
          <Button variant="secondary" data-size="sm" loading={asking.isPending} onClick={() => asking.mutate()}>
            {text.original}
          </Button>
        </>
      )}
      {asking.error && <ProblemNote problem={asking.error} again={() => asking.mutate()} />}
    </section>
  );
}

function Message({ original }: { readonly original: Original }) {
  const text = useTexts(texts);
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(original.text).then(() => setCopied(true));
  return (
    <>
      <div className="row">
        <Button variant="secondary" data-size="sm" onClick={copy}>
          {text.copy}
        </Button>
        <span role="status">{copied && text.copied}</span>
      </div>
      {original.cut && <Paragraph>{text.originalCut}</Paragraph>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className="original" aria-label={text.originalTitle} tabIndex={0}>
        <pre>{original.text}</pre>
      </section>
    </>
  );
}
