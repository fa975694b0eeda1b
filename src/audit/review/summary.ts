import type { Language } from '../../access/explain/words.ts';
import { csv } from '../../csv.ts';
import { createPaper, QUIET } from '../../paper/paper.ts';
import type { StoredEntry } from '../entry.ts';
import type { Names } from '../extract/names.ts';
import { readerOf } from '../reader.ts';
import { toSwedishTime } from '../swedish-time.ts';
import { criterionIn, noteIn, toldIn } from './criteria-words.ts';
import type { ReviewedItem } from './reviews.ts';
import type { Review } from './store.ts';
import { type VerdictKind, verdictKinds } from './verdict.ts';

type WholeReview = Review & { readonly items: readonly ReviewedItem[] };

const words = {
  sv: {
    lang: 'sv-SE',
    title: 'Systematisk granskning av åtkomst',
    drawn: (by: string, at: string) => `Stickprovet drogs ${at} av ${by}.`,
    of: (controller: string) => `Vårdgivare: ${controller}.`,
    period: (from: string, to: string) => `Perioden ${from} till ${to}.`,
    beginning: 'loggens början',
    size: (size: number, population: number) =>
      `Av ${population} åtkomster drogs ${size} av slumpen, och högst lika många till efter varje kriterium.`,
    seed: (seed: string) => `Frö: ${seed}. Med det dras samma stickprov om.`,
    outcome: 'Utfall',
    judged: (judged: number, all: number) => `${judged} av ${all} åtkomster är bedömda.`,
    verdicts: {
      justified: 'Befogad',
      'not-justified': 'Inte befogad',
      'needs-inquiry': 'Behöver utredas',
    } satisfies Record<VerdictKind, string>,
    unjudged: 'Inte bedömd',
    criteria: 'Kriterier',
    found: (found: number, source: string) => `${found} åtkomster; framgår av ${source}.`,
    notComputed: (why: string) => `Kunde inte beräknas. ${why}`,
    accesses: 'Åtkomster',
    entry: (sequence: string) => `post ${sequence}`,
    gone: 'Innehållet är gallrat.',
    nobody: 'okänd',
    by: (person: string, at: string) => `Bedömd av ${person} ${at}.`,
    withoutPatients: 'Patienternas nummer är inte med; de står i loggen, under postens nummer.',
    page: (page: number, of: number) => `Sida ${page} av ${of}`,
    columns: ['Post', 'Tidpunkt', 'Läsare', 'Enhet', 'Kriterier', 'Bedömning', 'Skäl', 'Bedömd av', 'Bedömd'],
  },
  en: {
    lang: 'en-GB',
    title: 'Systematic review of access',
    drawn: (by: string, at: string) => `The sample was drawn ${at} by ${by}.`,
    of: (controller: string) => `Care provider: ${controller}.`,
    period: (from: string, to: string) => `The period ${from} to ${to}.`,
    beginning: 'the beginning of the log',
    size: (size: number, population: number) =>
      `Of ${population} accesses ${size} were drawn at random, and at most as many more by each criterion.`,
    seed: (seed: string) => `Seed: ${seed}. With it the same sample is drawn again.`,
    outcome: 'Outcome',
    judged: (judged: number, all: number) => `${judged} of ${all} accesses have been judged.`,
    verdicts: { justified: 'Justified', 'not-justified': 'Not justified', 'needs-inquiry': 'Needs inquiry' },
    unjudged: 'Not judged',
    criteria: 'Criteria',
    found: (found: number, source: string) => `${found} accesses; told from ${source}.`,
    notComputed: (why: string) => `Could not be computed. ${why}`,
    accesses: 'Accesses',
    entry: (sequence: string) => `entry ${sequence}`,
    gone: 'The content has been disposed of.',
    nobody: 'unknown',
    by: (person: string, at: string) => `Judged by ${person} ${at}.`,
    withoutPatients: 'The patients’ numbers are left out; they stand in the log, under the number of the entry.',
    page: (page: number, of: number) => `Page ${page} of ${of}`,
    columns: ['Entry', 'Time', 'Reader', 'Unit', 'Criteria', 'Verdict', 'Reason', 'Judged by', 'Judged at'],
  },
} as const satisfies Record<Language, unknown>;

interface Line {
  readonly entry: string;
  readonly at: string;
  readonly reader: string;
  readonly unit: string;
  readonly criteria: string;
  readonly verdict: string;
  readonly reason: string;
  readonly by: string;
  readonly judgedAt: string;
}

/**
 * A review and what came of it, to be kept or printed; names no patients, and staff as the care directory does. Throws
 * DIRECTORY_UNAVAILABLE.
 */
export async function reviewSummary(
  review: WholeReview,
  language: Language,
  names: Pick<Names, 'staff'>,
): Promise<{ readonly pdf: Buffer; readonly csv: string }> {
  const lines = await Promise.all(review.items.map((item) => lineOf(item, language, names)));
  const rows = lines.map((one) => Object.values(one));
  return { pdf: await pdfOf(review, lines, language), csv: csv([words[language].columns, ...rows]) };
}

async function lineOf(
  { entry, access, criteria, note, verdicts }: ReviewedItem,
  language: Language,
  names: Pick<Names, 'staff'>,
): Promise<Line> {
  const text = words[language];
  const verdict = verdicts.at(-1);
  const met = criteria.map((criterion) => criterionIn(language, criterion));
  const said = noteIn(language, note);
  return {
    entry: access ? String(access.sequence) : entry,
    at: access ? local(access.at) : text.gone,
    reader: access ? await readerText(access, names) : '',
    unit: access?.reader?.careUnit ?? access?.reader?.careProvider ?? '',
    criteria: [...met, ...(said ? [said] : [])].join('; '),
    verdict: verdict ? text.verdicts[verdict.verdict] : text.unjudged,
    reason: verdict?.reason ?? '',
    by: verdict?.madeBy ?? '',
    judgedAt: verdict ? local(verdict.at) : '',
  };
}

async function readerText(access: StoredEntry, names: Pick<Names, 'staff'>): Promise<string> {
  const reader = readerOf(access);
  if (reader === undefined) return access.caller ? `${access.caller.name} (${access.caller.hsaId})` : '';
  const staff = await names.staff(reader);
  return staff.kind === 'named' ? `${staff.name} (${reader})` : reader;
}

async function pdfOf(review: WholeReview, lines: readonly Line[], language: Language): Promise<Buffer> {
  const text = words[language];
  const quiet = { colour: QUIET, before: 2 };
  const paper = await createPaper(text.title, text.lang);
  paper.write('H1', text.title, { size: 20, bold: true });
  if (review.controller) paper.write('P', text.of(review.controller), quiet);
  paper.write('P', text.drawn(review.madeBy, local(review.at)), quiet);
  paper.write(
    'P',
    text.period(review.from ? local(review.from) : text.beginning, local(review.to ?? review.at)),
    quiet,
  );
  paper.write('P', text.size(review.size, review.population), quiet);
  paper.write('P', text.seed(review.seed), quiet);
  paper.write('P', text.withoutPatients, { before: 8 });

  paper.section(text.outcome);
  const latest = review.items.map(({ verdicts }) => verdicts.at(-1)?.verdict);
  const judged = latest.filter((verdict) => verdict !== undefined);
  paper.write('P', text.judged(judged.length, latest.length), { bold: true, before: 4 });
  for (const kind of verdictKinds)
    paper.write('P', `${text.verdicts[kind]}: ${judged.filter((verdict) => verdict === kind).length}`);

  paper.section(text.criteria);
  for (const { title, found, source, note } of review.criteria.map((report) => toldIn(language, report))) {
    paper.keepTogether(40);
    paper.write('P', title, { bold: true, before: 6 });
    if (found === undefined) paper.write('P', text.notComputed(note ?? ''), { colour: QUIET });
    else paper.write('P', [text.found(found, source ?? ''), note].filter(Boolean).join(' '), { colour: QUIET });
  }

  paper.section(text.accesses);
  for (const line of lines) {
    paper.keepTogether(80);
    paper.write('H3', `${line.at}, ${text.entry(line.entry)}`, { bold: true, before: 10 });
    paper.write('P', [line.reader || text.nobody, line.unit].filter(Boolean).join(', '));
    paper.write('P', line.criteria, { colour: QUIET });
    paper.write('P', [line.verdict, line.reason].filter(Boolean).join(': '));
    if (line.by) paper.write('P', text.by(line.by, line.judgedAt), { colour: QUIET });
  }
  return paper.finish('', text.page);
}

function local(at: string): string {
  return toSwedishTime(new Date(at));
}
