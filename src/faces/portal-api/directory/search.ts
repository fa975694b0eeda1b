import { BridgeError } from '../../../errors.ts';
import {
  type Answer,
  bestFirst,
  countyOf,
  type Directory,
  findUnits,
  isUnit,
  olderOf,
  organizationAbove,
  type Person,
  searchWords,
  type Unit,
} from '../../../hsa/index.ts';
import { mayHoldPersonalNumber } from '../../../identities/index.ts';
import type { DirectoryFound, DirectoryPoints, DirectorySearch, Hit } from '../shapes/directory.ts';
import { type Audience, isShownPerson, isShownTo, shownTo } from './audience.ts';
import { isClosed } from './shown-unit.ts';

const pageSize = 25;
/** People of one search; who has more hits than this narrows it. */
const mostPeople = 500;
/** Units on the map at a time. */
const mostPoints = 5_000;

/** One page of the units and people that fit. */
export async function search(
  directory: Directory,
  audience: Audience,
  asked: DirectorySearch,
  at: Date,
): Promise<DirectoryFound> {
  if (mayHoldPersonalNumber(asked.text)) return { kind: 'personal-number' };
  const words = searchWords(asked.text);
  const units = asked.kind === 'person' ? undefined : await unitsIn(directory, audience, asked, at);
  const people = audience === 'colleagues' ? await peopleIn(directory, asked, at) : undefined;
  const found = [...(units?.value.items ?? []), ...(people?.answer?.value.items ?? [])];
  // Both are in order already, each for itself; of those that fit as well, units come first.
  const all = units && people?.answer && words.length > 0 ? bestFirst(found, words) : found;
  const answers = [units, people?.answer].filter((answer) => answer !== undefined);
  const { page = 1 } = asked;
  return {
    kind: 'hits',
    hits: all.slice((page - 1) * pageSize, page * pageSize).map((object) => hitOf(object, at)),
    total: all.length,
    more: answers.some(({ value }) => value.more),
    peopleMissing: people !== undefined && people.answer === undefined,
    page,
    pages: Math.max(1, Math.ceil(all.length / pageSize)),
    ...ageOf(answers, at),
  };
}

/** Where on the map the units are that fit. */
export async function points(
  directory: Directory,
  audience: Audience,
  asked: DirectorySearch,
  at: Date,
): Promise<DirectoryPoints> {
  if (mayHoldPersonalNumber(asked.text)) return { kind: 'personal-number' };
  const { value, ...age } = await unitsIn(directory, audience, asked, at);
  const placed = value.items.flatMap(({ hsaId, name, position }) => (position ? [{ hsaId, name, ...position }] : []));
  const more = value.more || placed.length > mostPoints;
  return { kind: 'points', points: placed.slice(0, mostPoints), more, ...age };
}

interface Found<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/** Closed units are found by their HSA-id alone. */
async function unitsIn(
  directory: Directory,
  audience: Audience,
  { text, county, careType }: DirectorySearch,
  at: Date,
): Promise<Answer<Found<Unit>>> {
  const listing = await directory.units();
  const { items, more } = listing.value;
  const found = findUnits(shownTo(audience, items, at), { words: searchWords(text), county, careType }, at);
  const named = found.length === 0 && isHsaId.test(text) ? await directory.unit(text.trim()) : undefined;
  const unit = named?.value?.object;
  if (!named || !unit || !isShownTo(audience, unit, at)) return { ...listing, value: { items: found, more } };
  return { ...olderOf(listing, named), value: { items: [unit], more } };
}

const isHsaId = /^\s*[a-z]{2}\d{10,12}-[a-z0-9]+\s*$/i;

/** Undefined where nobody was asked for; without an answer where the directory gives none. */
async function peopleIn(
  directory: Directory,
  { text, kind, county, careType }: DirectorySearch,
  at: Date,
): Promise<{ readonly answer: Answer<Found<Person>> | undefined } | undefined> {
  if (kind === 'unit' || (careType !== undefined && kind === undefined)) return undefined;
  // A single letter fits nearly everybody.
  if (text.trim().length < 2) return undefined;
  try {
    const { value, ...age } = await directory.search(text, { kind: 'person', limit: mostPeople });
    const items = value.items
      .filter((object) => isShownPerson(object, at))
      .filter((person) => county === undefined || countyOf(person) === county);
    return { answer: { ...age, value: { items, more: value.more } } };
  } catch (thrown) {
    // Units are kept, people are not: who searches both has what there is, and is told.
    const isDown = thrown instanceof BridgeError && thrown.code === 'DIRECTORY_UNAVAILABLE';
    if (kind === undefined && isDown) return { answer: undefined };
    throw thrown;
  }
}

function ageOf(answers: readonly Answer<unknown>[], at: Date) {
  const [first = { asOf: at.toISOString(), stale: false }, second] = answers;
  return second ? olderOf(first, second) : { asOf: first.asOf, stale: first.stale };
}

function hitOf(object: Unit | Person, at: Date): Hit {
  const { hsaId, name, contact } = object;
  const common = { hsaId, name, organization: organizationAbove(object) };
  if (!isUnit(object))
    return { kind: 'person', ...common, title: object.title, phones: [...contact.internalPhones, ...contact.phones] };
  return {
    kind: 'unit',
    ...common,
    closed: isClosed(object, at),
    phones: contact.phones,
    switchboard: contact.switchboard,
    town: contact.visitingAddress?.town ?? object.municipalityName,
    activityNames: object.activityNames,
    openingHours: object.openingHours,
  };
}
