import PDFDocument from 'pdfkit';
import type { ExtractRow, PatientExtract } from './patient-extract.ts';

type Document = InstanceType<typeof PDFDocument>;

const TITLE = 'Utdrag ur åtkomstloggen';
const MARGIN = 56;

/**
 * The extract on paper: A4, tagged so that it can be read aloud (headings, paragraphs, language). Letters that the
 * standard fonts lack are written without their marks; the CSV has them.
 */
export function extractPdf(extract: PatientExtract): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'sv-SE',
    displayTitle: true,
    bufferPages: true,
    info: { Title: TITLE, Creator: 'Norrbryggan' },
  });
  const finished = bytesOf(document);
  writeHead(document, extract);
  for (const { careProvider, rows, ask } of extract.sections) {
    write(document, 'H2', careProvider, { size: 14, bold: true, before: 16 });
    if (ask) write(document, 'P', ask, { before: 4 });
    for (const row of rows) writeRow(document, row);
  }
  writeTail(document, extract);
  numberPages(document);
  document.end();
  return finished;
}

function writeHead(document: Document, extract: PatientExtract): void {
  const { patient, identities, registerAnswered, madeAt, period, controller, sections } = extract;
  write(document, 'H1', TITLE, { size: 20, bold: true });
  const others = identities.map(({ id }) => id).filter((id) => id !== patient.id);
  write(document, 'P', `Personnummer eller annan beteckning: ${[patient.id, ...others].join(', ')}`, { before: 8 });
  write(document, 'P', `Gjort ${madeAt}. Omfattar ${period}.`);
  write(document, 'P', controller ? `Logg hos: ${controller}.` : 'Logg hos: alla vårdgivare som bryggan loggar för.');
  if (!registerAnswered)
    write(document, 'P', 'Personregistret svarade inte: har du haft andra nummer kan åtkomster under dem saknas här.');
  write(
    document,
    'P',
    'Här står vem som har läst dina uppgifter genom bryggan mellan regionernas journalsystem, från vilken enhet, när och ' +
      'varför. Läsning inom ett och samma journalsystem står i det systemets egen logg. Försök som nekades visade inga ' +
      'uppgifter och står inte här.',
    { before: 8 },
  );
  write(
    document,
    'P',
    'Den som arbetar i vården får läsa om dig bara när hon eller han deltar i din vård eller av annat skäl behöver ' +
      'uppgifterna för sitt arbete. Andra vårdgivares uppgifter kräver dessutom en aktuell vårdrelation och ditt ' +
      'samtycke, utom i nödsituationer och i några få andra fall. Känner du inte igen enheten eller förstår du inte ' +
      'varför någon har läst: fråga vårdgivaren under vars rubrik raden står. Den är skyldig att granska åtkomsten.',
    { before: 6 },
  );
  if (sections.length === 0)
    write(document, 'P', 'Ingen har läst dina uppgifter genom bryggan under den tiden.', { bold: true, before: 16 });
}

/** Space that a row needs: its heading shall not stand alone at the foot of a page. */
const ROW_HEIGHT = 90;

function writeRow(document: Document, row: ExtractRow): void {
  if (document.y + ROW_HEIGHT > document.page.maxY()) document.addPage();
  write(document, 'H3', `${row.at}  ${row.careUnit}`, { bold: true, before: 10 });
  write(document, 'P', [row.who, row.title].filter(Boolean).join(', '));
  write(document, 'P', `${row.deed} Ändamål: ${row.purpose}.`);
  if (row.from) write(document, 'P', `Uppgifterna kom från: ${row.from}.`);
  if (row.emergency) write(document, 'P', row.emergency, { bold: true });
}

function writeTail(document: Document, { purposes }: PatientExtract): void {
  if (purposes.length === 0) return;
  write(document, 'H2', 'Vad ändamålen betyder', { size: 14, bold: true, before: 20 });
  for (const { purpose, meaning } of purposes) write(document, 'P', `${purpose}: ${meaning}.`, { before: 2 });
}

interface Look {
  readonly size?: number;
  readonly bold?: boolean;
  /** Points of space above. */
  readonly before?: number;
}

function write(document: Document, tag: string, text: string, { size = 10.5, bold, before = 0 }: Look = {}): void {
  document.y += before;
  const font = bold ? 'Helvetica-Bold' : 'Helvetica';
  const element = document.struct(tag, {}, () => {
    document.font(font).fontSize(size).text(printable(text), MARGIN);
  });
  document.addStructure(element);
  element.end();
}

function numberPages(document: Document): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    // Below the margin no text may stand without starting a new page.
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination' });
    document
      .font('Helvetica')
      .fontSize(9)
      .text(`Sida ${page + 1} av ${count}`, MARGIN, document.page.height - 40, { align: 'right', lineBreak: false });
    document.endMarkedContent();
  }
}

/** Letters of the standard fonts beside ASCII and Latin-1 (WinAnsiEncoding). */
const EXTRA = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
/** Sámi and other letters that no decomposition gives. */
const PLAIN: Readonly<Record<string, string>> = { đ: 'd', Đ: 'D', ŋ: 'n', Ŋ: 'N', ŧ: 't', Ŧ: 'T', ł: 'l', Ł: 'L' };

function printable(text: string): string {
  return [...text.normalize('NFC')].map(printableLetter).join('');
}

function printableLetter(letter: string): string {
  if (/[\x20-\x7e\xa1-\xac\xae-\xff]/.test(letter) || EXTRA.has(letter)) return letter;
  const plain = PLAIN[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '');
  return /^[\x20-\x7e\xa1-\xff]+$/.test(plain) ? plain : '?';
}

function bytesOf(document: Document): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
