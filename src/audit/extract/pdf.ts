import { createPaper, type Paper, QUIET } from '../../paper/paper.ts';
import type { ExtractRow, PatientExtract } from './patient-extract.ts';

const TITLE = 'Utdrag ur åtkomstloggen';

/** The extract on paper. */
export async function extractPdf(extract: PatientExtract): Promise<Buffer> {
  const paper = await createPaper(TITLE, 'sv-SE');
  writeHead(paper, extract);
  for (const { careProvider, rows, ask } of extract.sections) {
    paper.section(careProvider);
    if (ask) paper.write('P', ask, { before: 4, colour: QUIET });
    for (const row of rows) writeRow(paper, row);
  }
  writeTail(paper, extract);
  return paper.finish('', (page, count) => `Sida ${page} av ${count}`);
}

function writeHead(paper: Paper, extract: PatientExtract): void {
  const { patient, identities, registerAnswered, madeAt, period, controller, sections } = extract;
  paper.write('H1', TITLE, { size: 20, bold: true });
  const others = identities.map(({ id }) => id).filter((id) => id !== patient.id);
  const about = { colour: QUIET, before: 2 };
  paper.write('P', `Personnummer eller annan beteckning: ${[patient.id, ...others].join(', ')}`, about);
  paper.write('P', `Gjort ${madeAt}. Omfattar ${period}.`, about);
  const whose = controller ?? 'alla vårdgivare som bryggan loggar för';
  paper.write('P', `Logg hos: ${whose}.`, about);
  if (!registerAnswered)
    paper.write('P', 'Personregistret svarade inte: har du haft andra nummer kan åtkomster under dem saknas här.');
  paper.write(
    'P',
    'Här står vem som har läst dina uppgifter genom bryggan mellan regionernas journalsystem, från vilken enhet, när och ' +
      'varför. Läsning inom ett och samma journalsystem står i det systemets egen logg. Försök som nekades visade inga ' +
      'uppgifter och står inte här.',
    { before: 14 },
  );
  paper.write(
    'P',
    'Den som arbetar i vården får läsa om dig bara när hon eller han deltar i din vård eller av annat skäl behöver ' +
      'uppgifterna för sitt arbete. Andra vårdgivares uppgifter kräver dessutom en aktuell vårdrelation och ditt ' +
      'samtycke, utom i nödsituationer och i några få andra fall. Känner du inte igen enheten eller förstår du inte ' +
      'varför någon har läst: fråga vårdgivaren under vars rubrik raden står. Den är skyldig att granska åtkomsten.',
    { before: 6 },
  );
  if (sections.length === 0)
    paper.write('P', 'Ingen har läst dina uppgifter genom bryggan under den tiden.', { bold: true, before: 16 });
}

function writeRow(paper: Paper, row: ExtractRow): void {
  paper.keepTogether(90);
  paper.write('H3', `${row.at}  ${row.careUnit}`, { bold: true, before: 10 });
  paper.write('P', [row.who, row.title].filter(Boolean).join(', '));
  paper.write('P', `${row.deed} Ändamål: ${row.purpose}.`);
  if (row.from) paper.write('P', `Uppgifterna kom från: ${row.from}.`, { colour: QUIET });
  if (row.emergency) paper.write('P', row.emergency, { bold: true });
}

function writeTail(paper: Paper, { purposes }: PatientExtract): void {
  if (purposes.length === 0) return;
  paper.section('Vad ändamålen betyder');
  for (const { purpose, meaning } of purposes) paper.write('P', `${purpose}: ${meaning}.`, { before: 2 });
}
