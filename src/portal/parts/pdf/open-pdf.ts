import { GlobalWorkerOptions, getDocument, PasswordException, type PDFDocumentProxy, version } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = worker;

/** Where the build has put the files that pdf.js asks for by name. */
const files = new URL(`/assets/pdfjs-${version}/`, location.origin).href;

/** In pixels: an A3 sheet scanned at 600 dots per inch has 70 million. */
const maxImageSize = 100_000_000;

/**
 * A PDF from a record, to be drawn: closed when `left` is aborted. Whatever it holds, nothing of it is run, and the browser's
 * readers of fonts are never given any of it: letters are drawn as lines. WebAssembly would need a laxer policy; there are
 * decoders without.
 *
 * @throws what pdf.js throws of a file that it cannot open, see {@link isLocked}
 */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>, left: AbortSignal): Promise<PDFDocumentProxy> {
  left.throwIfAborted();
  const opening = getDocument({
    // Given away to the worker: the reader may want to save the file too.
    data: bytes.slice(),
    standardFontDataUrl: `${files}standard_fonts/`,
    wasmUrl: `${files}wasm/`,
    useWorkerFetch: true,
    useWasm: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize,
    verbosity: 0,
  });
  left.addEventListener('abort', () => void opening.destroy());
  return opening.promise;
}

export function isLocked(error: unknown): boolean {
  return error instanceof PasswordException;
}
