import { setImmediate } from 'node:timers/promises';
import type { PatientId } from '../../../contracts/index.ts';
import { createPaper, type Paper, QUIET } from '../../../paper/paper.ts';
import { createPartsOf, type PartContent } from '../../../portal/overview/items-by-type.ts';
import { partSentences } from '../../../portal/overview/part-sentences.ts';
import type { ReadingState } from '../../../portal/overview/reading-state.ts';
import { sentenceText } from '../../../portal/overview/sentence-text.ts';
import { typeTexts } from '../../../portal/overview/type-texts.ts';
import { markTexts } from '../../../portal/parts/mark-texts.ts';
import type { Detail, Item } from '../../../portal/records/item.ts';
import { itemsOf } from '../../../portal/records/items.ts';
import { labels } from '../../../portal/records/labels.ts';
import { terms } from '../../../portal/records/terms.ts';
import { timeText } from '../../../portal/records/time.ts';
import type { PrintMark } from '../shapes/output.ts';
import type { ShownPatient } from '../shapes/patient.ts';
import { textOfMarkup } from './text-of-markup.ts';

type Language = 'sv' | 'en';

interface Sheet {
  readonly patient: ShownPatient;
  readonly mark: PrintMark;
  readonly language: Language;
  /** What was read, as a page would have it. */
  readonly state: ReadingState;
}

const texts = {
  sv: {
    title: 'Patientöversikt',
    mark: (who: string, unit: string, at: string) => `Uttaget ur Norrbryggan av ${who}, ${unit}, ${at}`,
    warning: 'Visar läget när det gjordes. Innehåller patientuppgifter: förstörs när det inte behövs.',
    coverage: 'Vad som finns med, och vad som saknas',
    page: (page: number, of: number) => `Sida ${page} av ${of}`,
    file: (mediaType: string) => `Fil (${mediaType}) är inte med.`,
    medicines: 'Ordinationer i journalsystem som svarat; recept och uttag finns i Nationella läkemedelslistan.',
  },
  en: {
    title: 'Patient overview',
    mark: (who: string, unit: string, at: string) => `Taken out of Norrbryggan by ${who}, ${unit}, ${at}`,
    warning:
      'Shows how things stood when it was made. Holds information about a patient: destroy it when it is not needed.',
    coverage: 'What is here, and what is missing',
    page: (page: number, of: number) => `Page ${page} of ${of}`,
    file: (mediaType: string) => `A file (${mediaType}) is not included.`,
    medicines:
      'Orders in the record systems that answered; prescriptions and dispensations are in the National Medication List.',
  },
};

/** What a reading gave, on paper and in the words of the page. What is missing stands first. */
export async function overviewPdf({ patient, mark, language, state }: Sheet): Promise<Buffer> {
  const text = texts[language];
  const paper = await createPaper(text.title, language === 'sv' ? 'sv-SE' : 'en');
  const parts = createPartsOf((record) => itemsOf(record))(state);
  const whom = [nameOf(patient), writtenNumber(patient.identity), patient.birthDate].filter(Boolean).join(', ');
  const at = new Date(mark.at).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).slice(0, 16);
  const who = text.mark([mark.reader, mark.title].filter(Boolean).join(', '), mark.unit, at);
  paper.write('H1', text.title, { size: 20, bold: true });
  paper.write('P', whom, { size: 12, bold: true, before: 4 });
  paper.write('P', `${who}. ${text.warning}`, { before: 4, colour: QUIET });
  paper.section(text.coverage);
  for (const part of parts) writeCoverage(paper, part, state, language);
  for (const part of parts.filter(({ items }) => items.length > 0)) {
    paper.section(typeTexts[language][part.type].heading);
    if (part.type === 'medication') paper.write('P', text.medicines, { before: 4, colour: QUIET });
    for (const [index, item] of part.items.entries()) {
      // Thousands take seconds: others are let in between.
      if (index % 20 === 0) await setImmediate();
      writeItem(paper, item, language);
    }
  }
  return paper.finish(`${whom}. ${who}.`, text.page);
}

function writeCoverage(paper: Paper, part: PartContent, { told }: ReadingState, language: Language): void {
  const sentences = partSentences(part.cells, told, part.isRefused);
  paper.keepTogether(60);
  paper.write('H3', typeTexts[language][part.type].heading, { bold: true, before: 8 });
  for (const sentence of sentences) paper.write('P', sentenceText(sentence, part.type, language));
}

function writeItem(paper: Paper, item: Item, language: Language): void {
  const { author, marks, details, bodies, record } = item;
  const title = item.term ? terms[language][item.term] : item.title;
  const told = marks.map((mark) => markTexts[language][mark]).join(' · ');
  const unit = author?.unit ?? record.careUnit?.name ?? record.careUnit?.hsaId;
  const from = [author?.name, author?.role, unit, record.careProvider?.name].filter(Boolean).join(', ');
  paper.keepTogether(70);
  paper.write('H3', [item.time && timeText(item.time), title].filter(Boolean).join('  '), { bold: true, before: 10 });
  if (told) paper.write('P', told, { bold: true });
  if (item.summary) paper.write('P', item.summary);
  for (const detail of details) paper.write('P', lineOf(detail, language));
  for (const body of bodies) {
    if (body.heading) paper.write('P', labels[language][body.heading], { bold: true, before: 4 });
    if (body.kind === 'attachment') paper.write('P', texts[language].file(body.mediaType), { colour: QUIET });
    else paper.write('P', body.kind === 'text' ? body.text : textOfMarkup(body.source), { before: 2 });
  }
  if (from) paper.write('P', from, { colour: QUIET, before: 2 });
}

function lineOf({ label, about, value, term }: Detail, language: Language): string {
  const said = [labels[language][label], about && `(${about})`].filter(Boolean).join(' ');
  return `${said}: ${term ? terms[language][term] : value}`;
}

function nameOf({ name }: ShownPatient): string | undefined {
  return name ? [...name.given, name.middle, name.surname].filter(Boolean).join(' ') : undefined;
}

/** `19121212-1212`; other kinds of numbers as they are. */
function writtenNumber({ id }: PatientId): string {
  return /^\d{12}$/.test(id) ? `${id.slice(0, 8)}-${id.slice(8)}` : id;
}
