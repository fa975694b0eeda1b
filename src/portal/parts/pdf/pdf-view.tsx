import './pdf.css';
import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../texts/language.tsx';
import { useWidth } from '../use-width.ts';
import { PdfPage } from './pdf-page.tsx';
import { texts } from './texts.ts';
import { useNear } from './use-near.ts';

interface PdfViewProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Its pages one below the other in the flow of ours, drawn, or as the text they hold. */
export function PdfView({ bytes }: PdfViewProps) {
  const text = useTexts(texts);
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const opened = useOpened(bytes, useNear(place));
  const [isText, setText] = useState(false);
  return (
    <div ref={place} className="pdf">
      {opened === undefined && <Paragraph>{text.notOpened}</Paragraph>}
      {typeof opened === 'string' && <Alert data-color="warning">{text.failed[opened]}</Alert>}
      {typeof opened === 'object' && (
        <section aria-label={text.pdf}>
          <Button variant="tertiary" data-size="sm" className="not-printed" onClick={() => setText(!isText)}>
            {isText ? text.asPages : text.asText}
          </Button>
          {numbers(Math.min(opened.numPages, maxPages)).map((number) => (
            <PdfPage key={number} pdf={opened} number={number} width={width} isText={isText} />
          ))}
          {opened.numPages > maxPages && <Alert data-color="info">{text.first(maxPages, opened.numPages)}</Alert>}
        </section>
      )}
    </div>
  );
}

const maxPages = 100;
const maxBytes = 20_000_000;

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

type Failure = 'broken' | 'locked' | 'tooLarge' | 'notLoaded';

/** The file, opened the first time that it comes near; undefined until then. */
function useOpened(bytes: Uint8Array<ArrayBuffer>, isNear: boolean): PDFDocumentProxy | Failure | undefined {
  const [opened, setOpened] = useState<{ readonly of: object; readonly result: PDFDocumentProxy | Failure }>();
  const [isWanted, setWanted] = useState(false);
  if (isNear && !isWanted) setWanted(true);
  useEffect(() => {
    if (!isWanted) return;
    const leaving = new AbortController();
    open(bytes, leaving.signal).then((result) => leaving.signal.aborted || setOpened({ of: bytes, result }));
    return () => leaving.abort();
  }, [bytes, isWanted]);
  // Never one file in the place of another.
  return opened?.of === bytes ? opened.result : undefined;
}

async function open(bytes: Uint8Array<ArrayBuffer>, left: AbortSignal): Promise<PDFDocumentProxy | Failure> {
  if (bytes.length > maxBytes) return 'tooLarge';
  const reader = await import('./open-pdf.ts').catch(() => undefined);
  if (!reader) return 'notLoaded';
  try {
    return await reader.openPdf(bytes, left);
  } catch (error) {
    return reader.isLocked(error) ? 'locked' : 'broken';
  }
}
