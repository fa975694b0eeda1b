import { holdsPersonalNumber, sameHsaId } from '../identities/index.ts';
import { type Announcement, type NewsItem, sourcesOf, type Wording } from './item.ts';
import { hasOnlySafeLinks } from './paragraphs.ts';

/** Why an announcement is not taken. */
export type NewsFault =
  | 'empty'
  /** A link leads elsewhere than to a page over https. */
  | 'link'
  | 'personal-number'
  | 'region-missing'
  | 'ends-before-it-begins'
  /** Shown for longer than its kind may be; see {@link longest}. */
  | 'too-long'
  /** Work that has begun, or is long ahead, is not planned. */
  | 'begins-too-early'
  | 'begins-too-late'
  | 'source-missing'
  | 'source-unknown'
  /** What is noticed of planned work. */
  | 'effect-missing'
  /** It affects care, and is not told to clinicians. */
  | 'clinicians-missing'
  /** Of work that has begun, its beginning and its sources stay: it counts as planned. */
  | 'begun'
  /** What has ended stays as it was. */
  | 'ended';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Clocks of browsers, and the time it takes to write. */
const toleranceMs = 15 * 60_000;

/** How long each kind may go on; work from its beginning, the others from when they are shown. */
export const longest = { news: 366 * dayMs, operations: 14 * dayMs, maintenance: 7 * dayMs } as const;
/** How long before it begins work may be announced. */
const aheadMs = 180 * dayMs;

interface Question {
  readonly announcement: Announcement;
  /** What holds until now, where it is a change. */
  readonly before: NewsItem | undefined;
  /** HSA-ids of all record systems there are. */
  readonly sources: readonly string[];
  readonly now: Date;
}

/** What keeps an announcement from being told; nothing = it may be. */
export function faultsOf(question: Question): readonly NewsFault[] {
  return [...faultsOfText(question), ...faultsOfAim(question), ...faultsOfTime(question), ...faultsOfChange(question)];
}

function faultsOfText({ announcement }: Question): readonly NewsFault[] {
  const { sv, en, kind } = announcement;
  const wordings: readonly Wording[] = en ? [sv, en] : [sv];
  const words = wordings.flatMap(({ title, text, effect = '' }) => [title, text, effect]);
  const isEmpty = wordings.some(({ title, text }) => title.trim() === '' || text.trim() === '');
  const lacksEffect = kind === 'maintenance' && wordings.some(({ effect = '' }) => effect.trim() === '');
  return faults({
    empty: isEmpty,
    'effect-missing': lacksEffect,
    link: wordings.some(({ text }) => !hasOnlySafeLinks(text)),
    'personal-number': words.some(holdsPersonalNumber),
  });
}

function faultsOfAim({ announcement, sources }: Question): readonly NewsFault[] {
  const { regions, audience, affectsCare, kind } = announcement;
  const concerned = sourcesOf(announcement);
  return faults({
    'region-missing': regions.length === 0,
    'clinicians-missing': affectsCare && audience !== 'everyone' && audience !== 'clinicians',
    'source-missing': kind === 'maintenance' && concerned.length === 0,
    'source-unknown': concerned.some((one) => !sources.some((known) => sameHsaId(known, one))),
  });
}

function faultsOfTime({ announcement, before, now }: Question): readonly NewsFault[] {
  const [from, to] = [Date.parse(announcement.from), Date.parse(announcement.to)];
  if (announcement.kind !== 'maintenance')
    return faults({ 'ends-before-it-begins': to <= from, 'too-long': to - from > longest[announcement.kind] });
  const begins = Date.parse(announcement.begins);
  return faults({
    'ends-before-it-begins': to <= begins || begins < from,
    'too-long': to - begins > longest.maintenance,
    'begins-too-early': !hasBegun(before, now) && begins < now.getTime() - toleranceMs,
    'begins-too-late': begins > now.getTime() + aheadMs,
  });
}

/** What was announced as planned work explains why a source was away, so it is not rewritten afterwards. */
function faultsOfChange({ announcement, before, now }: Question): readonly NewsFault[] {
  if (before?.announcement.kind !== 'maintenance' || announcement.kind !== 'maintenance') return [];
  const isSame =
    Date.parse(before.announcement.begins) === Date.parse(announcement.begins) &&
    before.announcement.sources.toSorted().join() === announcement.sources.toSorted().join();
  return faults({
    ended: Date.parse(before.announcement.to) <= now.getTime(),
    begun: hasBegun(before, now) && !isSame,
  });
}

function hasBegun(before: NewsItem | undefined, now: Date): boolean {
  return before?.announcement.kind === 'maintenance' && Date.parse(before.announcement.begins) <= now.getTime();
}

function faults(found: Partial<Readonly<Record<NewsFault, boolean>>>): readonly NewsFault[] {
  return (Object.keys(found) as NewsFault[]).filter((fault) => found[fault]);
}
