import type { NewsDraft } from '../../../faces/portal-api/shapes/news.ts';
import type { Audience, NewsKind, Region } from '../../../news/item.ts';

export interface FormWording {
  readonly title: string;
  readonly text: string;
  readonly effect: string;
}

/** An item as its fields hold it. Times are the wall clock’s of the machine, as `<input type="datetime-local">` has them. */
export interface Form {
  readonly kind: NewsKind;
  readonly sv: FormWording;
  readonly hasEnglish: boolean;
  readonly en: FormWording;
  readonly regions: readonly Region[];
  readonly audience: Audience;
  readonly affectsCare: boolean;
  readonly sources: readonly string[];
  readonly from: string;
  readonly begins: string;
  readonly to: string;
}

export const allRegions: readonly Region[] = ['norrbotten', 'vasterbotten', 'vasternorrland'];
export const allAudiences: readonly Audience[] = ['everyone', 'clinicians', 'engineers', 'officers', 'managers'];

const emptyWording: FormWording = { title: '', text: '', effect: '' };
const dayMs = 24 * 3_600_000;
/** How long each kind is shown until somebody says otherwise. */
const usualMs: Readonly<Record<NewsKind, number>> = { news: 30 * dayMs, operations: dayMs, maintenance: dayMs };

/** Planned work is suggested for tomorrow at this time; there is nothing else to go by. */
export function emptyForm(kind: NewsKind, now: Date): Form {
  const begins = new Date(now.getTime() + dayMs);
  const to = kind === 'maintenance' ? begins.getTime() + 3_600_000 : now.getTime() + usualMs[kind];
  return {
    kind,
    sv: emptyWording,
    hasEnglish: false,
    en: emptyWording,
    regions: allRegions,
    audience: 'everyone',
    affectsCare: kind !== 'news',
    sources: [],
    from: localTime(now),
    begins: localTime(begins),
    to: localTime(new Date(to)),
  };
}

export function formOf(draft: NewsDraft): Form {
  const { kind, sv, en, regions, audience, affectsCare, sources = [], from, begins = from, to } = draft;
  const times = { from: localTime(new Date(from)), begins: localTime(new Date(begins)), to: localTime(new Date(to)) };
  return {
    kind,
    sv: fieldsOf(sv),
    hasEnglish: en !== undefined,
    en: en ? fieldsOf(en) : emptyWording,
    regions,
    audience,
    affectsCare,
    sources,
    ...times,
  };
}

function fieldsOf({ title, text, effect = '' }: NewsDraft['sv']): FormWording {
  return { title, text, effect };
}

/**
 * What the fields say; undefined where a time is missing. `before`: what they were filled with, whose times stay to the
 * second where nobody has touched them.
 */
export function draftOf(form: Form, before?: NewsDraft): NewsDraft | undefined {
  const { kind, regions, audience, affectsCare, sources } = form;
  const from = instantOf(form.from, before?.from);
  const begins = instantOf(form.begins, before?.begins);
  const to = instantOf(form.to, before?.to);
  if (!from || !to || (kind === 'maintenance' && !begins)) return undefined;
  return {
    kind,
    sv: wordingOf(form.sv, kind),
    ...(form.hasEnglish && { en: wordingOf(form.en, kind) }),
    regions,
    audience,
    affectsCare,
    ...(kind !== 'news' && { sources }),
    from,
    ...(kind === 'maintenance' && { begins }),
    to,
  };
}

function wordingOf({ title, text, effect }: FormWording, kind: NewsKind): NewsDraft['sv'] {
  const said = { title: title.trim(), text: text.trim() };
  return kind === 'news' || effect.trim() === '' ? said : { ...said, effect: effect.trim() };
}

function instantOf(local: string, before: string | undefined): string | undefined {
  if (before !== undefined && localTime(new Date(before)) === local) return before;
  const time = Date.parse(local);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function localTime(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
