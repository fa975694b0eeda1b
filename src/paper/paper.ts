import { fileURLToPath } from 'node:url';
import type PDFDocument from 'pdfkit';

const MARGIN = 56;
const INK = '#1a1a1a';
export const QUIET = '#555555';
const RULE = '#b8b8b8';
const BODY = 9.5;

/** DejaVu Sans: a PDF's standard fonts lack the Sámi letters that places and people in the north are spelled with. */
const fonts = {
  regular: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
  bold: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
} as const;

export interface Look {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  /** Points of space above. */
  readonly before?: number;
}

export interface PaperColumn {
  readonly heading: string;
  /** How wide it is beside the others. */
  readonly share: number;
  /** Set against the right edge. */
  readonly isNumber?: true;
}

/** A PDF that is written from top to bottom: A4, its fonts embedded, tagged so that it can be read aloud. */
export interface Paper {
  write(tag: 'H1' | 'H2' | 'H3' | 'P', text: string, look?: Look): void;
  table(columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): void;
  /** A heading with a rule above, which is there for the eye alone. */
  section(text: string): void;
  /** Turns the page where fewer points than that are left: a heading does not stand alone at the foot. */
  keepTogether(room: number): void;
  /** `foot` stands on every page, left of what numbers it. */
  finish(foot: string, pageText: (page: number, of: number) => string): Promise<Buffer>;
}

export async function createPaper(title: string, lang: string): Promise<Paper> {
  // Loaded with the first paper: most bridges print little, and it is large.
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    lang,
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Creator: 'Norrbryggan' },
  });
  const finished = bytesOf(document);
  const paper: Paper = {
    write(tag, text, look = {}) {
      const { size = BODY, bold, colour = INK, before = 0 } = look;
      document.y += before;
      const element = document.struct(tag, {}, () => {
        document
          .font(bold ? fonts.bold : fonts.regular)
          .fontSize(size)
          .fillColor(colour)
          .text(printable(text), MARGIN, undefined, { lineGap: 2 });
      });
      document.addStructure(element);
      element.end();
    },
    table(columns, rows) {
      document.y += 6;
      document.font(fonts.regular).fontSize(BODY).fillColor(INK);
      const head = columns.map(({ heading }) => ({
        ...{ type: 'TH' as const, text: printable(heading), textColor: INK },
        font: { src: fonts.bold, size: BODY },
      }));
      const body = rows.map((row) => row.map((text) => ({ text: printable(text), textColor: INK })));
      const whole = columns.reduce((sum, { share }) => sum + share, 0);
      const columnStyles = columns.map(({ share, isNumber }) => ({
        width: (share / whole) * (document.page.width - 2 * MARGIN),
        align: { x: isNumber ? ('right' as const) : ('left' as const) },
      }));
      const border = { top: 0, right: 0, bottom: 0.5, left: 0 };
      // The types lack what puts a table among that which is read aloud.
      const options: PDFKit.Mixins.TableOptionsWithData & { readonly structParent: PDFKit.PDFDocument } = {
        structParent: document,
        position: { x: MARGIN, y: document.y },
        columnStyles,
        defaultStyle: { border, borderColor: RULE, padding: 3 } as PDFKit.Mixins.TableOptions['defaultStyle'] & object,
        data: [head, ...body],
      };
      document.table(options);
    },
    section(text) {
      paper.keepTogether(140);
      document.y += 18;
      document.markContent('Artifact', { type: 'Layout' });
      document
        .moveTo(MARGIN, document.y)
        .lineTo(document.page.width - MARGIN, document.y)
        .lineWidth(0.75)
        .stroke(RULE);
      document.endMarkedContent();
      paper.write('H2', text, { size: 13, bold: true, before: 8 });
    },
    keepTogether(room) {
      if (document.y + room > document.page.maxY()) document.addPage();
    },
    finish(foot, pageText) {
      const { count } = document.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        document.switchToPage(page);
        // Below the margin no text may stand without starting a new page.
        document.page.margins.bottom = 0;
        document.markContent('Artifact', { type: 'Pagination' });
        document.font(fonts.regular).fillColor(QUIET);
        const height = document.page.height - 40;
        document.fontSize(7).text(printable(foot), MARGIN, height, { width: document.page.width - 3.5 * MARGIN });
        document.fontSize(8).text(pageText(page + 1, count), MARGIN, height, {
          align: 'right',
          width: document.page.width - 2 * MARGIN,
          lineBreak: false,
        });
        document.endMarkedContent();
      }
      document.end();
      return finished;
    },
  };
  return paper;
}

/** Texts come from outside: what steers a terminal or turns lines around has no place on paper. Lines stay lines. */
function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll('\u00AD', '')
    .replace(/(?!\n)\p{C}/gu, '\uFFFD');
}

function bytesOf(document: InstanceType<typeof PDFDocument>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
