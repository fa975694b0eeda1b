import {
  type CertificateUse,
  type EmergencyTask,
  type Review,
  type ReviewedItem,
  toSwedishTime,
  type Why,
} from '../audit/index.ts';
import { linesOf, printable, table, who } from './audit-text.ts';

export function certificateTable(uses: readonly CertificateUse[]): string {
  return table([
    ['Serial', 'Subject', 'First', 'Last', 'Calls', 'Refused', 'Expires'],
    ...uses.map(({ serial, subject, first, last, count, refused, expires, expired }) => [
      serial,
      subject,
      time(first),
      time(last),
      String(count),
      Object.entries(refused)
        .map(([code, times]) => `${code} ${times}`)
        .join(', ') || '–',
      expired ? `expired ${time(expires)}` : time(expires),
    ]),
  ]);
}

export function reviewTable(reviews: readonly Review[]): string {
  return table([
    ['Review', 'Drawn', 'By', 'Care provider', 'Out of', 'Seed'],
    ...reviews.map(({ id, at, madeBy, controller, population, seed }) => [
      id,
      time(at),
      madeBy,
      controller ?? 'all',
      String(population),
      seed,
    ]),
  ]);
}

/** A sample whole: how it was drawn, what each criterion was told from, and every access with what was found of it. */
export function reviewPage(review: Review & { readonly items: readonly ReviewedItem[] }): string {
  const { id, at, madeBy, seed, size, population, criteria, items } = review;
  const head = `Review ${id}, drawn ${time(at)} by ${madeBy} out of ${population} accesses; seed ${seed}, size ${size}.\n\n`;
  const sources = table([
    ['Criterion', 'Found', 'Told from', 'Note'],
    ...criteria.map(({ title, found, source, note }) => [
      title,
      found === undefined ? '–' : String(found),
      source ?? 'cannot be computed',
      note ?? '',
    ]),
  ]);
  const accesses = table([
    ['Entry', 'Time', 'Who', 'About', 'Criteria', 'Verdict', 'Note'],
    ...items.map(({ entry, access, criteria: met, note, verdicts }) => [
      entry,
      access ? time(access.at) : 'disposed of',
      access ? who(access) : '–',
      access?.patient?.id ?? '–',
      met.join(', '),
      verdicts.at(-1)?.verdict ?? 'open',
      note ?? '',
    ]),
  ]);
  return `${head}${sources}\n${accesses}`.replaceAll('\t', ' ');
}

export function emergencyTable(tasks: readonly EmergencyTask[]): string {
  return table([
    ['Emergency', 'Time', 'Reader', 'Care unit', 'Opened', 'Reason', 'Reviewers', 'Verdict'],
    ...tasks.map(({ emergency, at, reader, careUnit, opened, reasonCode, reason, reviewers, verdicts, isOpen }) => [
      emergency,
      time(at),
      reader ?? '–',
      careUnit ?? '–',
      opened ? 'yes' : 'no',
      [reasonCode, reason].filter(Boolean).join(': ') || '–',
      reviewers.join(', ') || '–',
      isOpen ? 'open' : (verdicts.at(-1)?.verdict ?? 'open'),
    ]),
  ]);
}

/** An explanation, a line for each fact. */
export function whyPage({ reason, changes, inputs, records, ...facts }: Why): string {
  const what = changes.length === 0 ? {} : { changesToAYes: changes };
  return linesOf({ ...facts, reason, ...what, inputs, records }, '').join('');
}

function time(instant: string): string {
  return printable(toSwedishTime(new Date(instant)));
}
