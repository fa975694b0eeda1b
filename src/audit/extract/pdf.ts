import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { ExtractRow, PatientExtract } from './patient-extract.ts';

type Document = InstanceType<typeof PDFDocument>;

const TITLE = 'Utdrag ur åtkomstloggen';
const MARGIN = 56;
const INK = '#1a1a1a';
const QUIET = '#555555';
const RULE = '#b8b8b8';
const BODY = 9.5;

/** DejaVu Sans: a PDF's standard fonts lack the Sámi letters that places and people in the north are spelled with. */
const fonts = {
  regular: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
  bold: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
} as const;

/** The extract on paper: A4, its fonts embedded, tagged so that it can be read aloud (headings, paragraphs, language). */
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
    writeSectionHeading(document, careProvider);
    if (ask) write(document, 'P', ask, { before: 4, colour: QUIET });
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
  const about = { colour: QUIET, before: 2 };
  write(document, 'P', `Personnummer eller annan beteckning: ${[patient.id, ...others].join(', ')}`, about);
  write(document, 'P', `Gjort ${madeAt}. Omfattar ${period}.`, about);
  const whose = controller ?? 'alla vårdgivare som bryggan loggar för';
  write(document, 'P', `Logg hos: ${whose}.`, about);
  if (!registerAnswered)
    write(document, 'P', 'Personregistret svarade inte: har du haft andra nummer kan åtkomster under dem saknas här.');
  write(
    document,
    'P',
    'Här står vem som har läst dina uppgifter genom bryggan mellan regionernas journalsystem, från vilken enhet, när och ' +
      'varför. Läsning inom ett och samma journalsystem står i det systemets egen logg. Försök som nekades visade inga ' +
      'uppgifter och står inte här.',
    { before: 14 },
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

/** Room that a heading needs below it, so that it does not stand alone at the foot of a page. */
const ROOM = { section: 140, row: 90 } as const;

function keepTogether(document: Document, room: number): void {
  if (document.y + room > document.page.maxY()) document.addPage();
}

/** The rule above is there for the eye alone. */
function writeSectionHeading(document: Document, text: string): void {
  keepTogether(document, ROOM.section);
  document.y += 18;
  document.markContent('Artifact', { type: 'Layout' });
  document
    .moveTo(MARGIN, document.y)
    .lineTo(document.page.width - MARGIN, document.y)
    .lineWidth(0.75)
    .stroke(RULE);
  document.endMarkedContent();
  write(document, 'H2', text, { size: 13, bold: true, before: 8 });
}

function writeRow(document: Document, row: ExtractRow): void {
  keepTogether(document, ROOM.row);
  write(document, 'H3', `${row.at}  ${row.careUnit}`, { bold: true, before: 10 });
  write(document, 'P', [row.who, row.title].filter(Boolean).join(', '));
  write(document, 'P', `${row.deed} Ändamål: ${row.purpose}.`);
  if (row.from) write(document, 'P', `Uppgifterna kom från: ${row.from}.`, { colour: QUIET });
  if (row.emergency) write(document, 'P', row.emergency, { bold: true });
}

function writeTail(document: Document, { purposes }: PatientExtract): void {
  if (purposes.length === 0) return;
  writeSectionHeading(document, 'Vad ändamålen betyder');
  for (const { purpose, meaning } of purposes) write(document, 'P', `${purpose}: ${meaning}.`, { before: 2 });
}

interface Look {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  /** Points of space above. */
  readonly before?: number;
}

function write(document: Document, tag: string, text: string, look: Look = {}): void {
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
}

function numberPages(document: Document): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    // Below the margin no text may stand without starting a new page.
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination' });
    document
      .font(fonts.regular)
      .fontSize(8)
      .fillColor(QUIET)
      .text(`Sida ${page + 1} av ${count}`, MARGIN, document.page.height - 40, { align: 'right', lineBreak: false });
    document.endMarkedContent();
  }
}

/** Texts of entries come from outside: what steers a terminal or turns lines around has no place on paper. */
function printable(text: string): string {
  return text.normalize('NFC').replace(/\p{C}/gu, '\uFFFD');
}

function bytesOf(document: Document): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
