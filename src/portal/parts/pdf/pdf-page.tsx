import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';
import { useNear } from './use-near.ts';

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  /** In CSS pixels. */
  readonly width: number;
  readonly isText: boolean;
}

/** One page: its text always, for those who listen, and a drawing of it for as long as it is near. */
export function PdfPage({ pdf, number, width, isText }: PdfPageProps) {
  const text = useTexts(texts);
  const place = useRef<HTMLElement>(null);
  const isNear = useNear(place);
  const read = useRead(pdf, number);
  return (
    <figure ref={place} className="pdf__page">
      <figcaption>{text.page(number, pdf.numPages)}</figcaption>
      {read === 'broken' && <p>{text.pageBroken}</p>}
      {typeof read === 'object' && (
        <>
          <p className={isText ? 'body__text' : 'only-heard'}>{read.words || text.noText}</p>
          {!isText && <Sheet page={read.page} width={isNear ? width : 0} />}
        </>
      )}
    </figure>
  );
}

interface Read {
  readonly page: PDFPageProxy;
  readonly words: string;
}

function useRead(pdf: PDFDocumentProxy, number: number): Read | 'broken' | undefined {
  const [read, setRead] = useState<Read | 'broken'>();
  useEffect(() => {
    let isLeft = false;
    readPage(pdf, number).then((result) => isLeft || setRead(result));
    return () => {
      isLeft = true;
    };
  }, [pdf, number]);
  return read;
}

async function readPage(pdf: PDFDocumentProxy, number: number): Promise<Read | 'broken'> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const words = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
    return { page, words: words.trim() };
  } catch {
    // pdf.js throws for what it cannot make out: the reader is told so where the page would have been.
    return 'broken';
  }
}

/** Holds the page's place while it is far away, and says so: on paper it must not look like an empty page. */
function Sheet({ page, width }: { readonly page: PDFPageProxy; readonly width: number }) {
  const text = useTexts(texts);
  const [isBroken, setBroken] = useState(false);
  const { width: across, height: down } = page.getViewport({ scale: 1 });
  if (isBroken) return <p>{text.pageBroken}</p>;
  return (
    <div className="pdf__sheet" style={{ aspectRatio: across / down }} aria-hidden>
      {width > 0 ? <Drawing page={page} width={width} onBroken={() => setBroken(true)} /> : text.notDrawn}
    </div>
  );
}

interface DrawingProps {
  readonly page: PDFPageProxy;
  readonly width: number;
  readonly onBroken: () => void;
}

function Drawing({ page, width, onBroken }: DrawingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const broken = useRef(onBroken);
  useEffect(() => {
    if (!canvas.current) return;
    const viewport = page.getViewport({ scale: scaleOf(page, width) });
    canvas.current.width = Math.ceil(viewport.width);
    canvas.current.height = Math.ceil(viewport.height);
    const drawing = page.render({ canvas: canvas.current, viewport });
    let isLeft = false;
    drawing.promise.catch(() => isLeft || broken.current());
    return () => {
      isLeft = true;
      drawing.cancel();
    };
  }, [page, width]);
  return <canvas ref={canvas} className="pdf__drawing" />;
}

/** In pixels: what every browser can give one canvas. */
const maxArea = 16_000_000;

/** So sharp as the screen is, within reason. */
function scaleOf(page: PDFPageProxy, width: number): number {
  const { width: across, height: down } = page.getViewport({ scale: 1 });
  const sharp = (width / across) * Math.min(devicePixelRatio, 2);
  return Math.min(sharp, Math.sqrt(maxArea / (across * down)));
}
