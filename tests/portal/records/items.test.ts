import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contracts } from '../../../src/contracts/index.ts';
import { typeOf } from '../../../src/portal/records/information-type.ts';
import type { Item } from '../../../src/portal/records/item.ts';
import { itemsOf } from '../../../src/portal/records/items.ts';
import { timeText } from '../../../src/portal/records/time.ts';
import { storyRecords } from '../../support/world-records.ts';
import { shown, shownAs } from './shown-record.ts';

const now = '20261120120000';

describe.each(contracts)('what $id tells', (contract) => {
  const records = storyRecords(contract);

  it('is read, of everybody in the demo', () => {
    expect(typeOf(contract.id)).toBeDefined();
    expect(records.length).toBeGreaterThan(0);
    const items = records.flatMap((record) => itemsOf(shownAs(contract, record), now));
    expect(items.filter(({ marks }) => marks.includes('unreadable'))).toEqual([]);
    expect(items.filter(({ title, time }) => title === '' || time === undefined)).toEqual([]);
  });

  it('leaves nothing out that a reader may need', () => {
    const missing = records.flatMap((record) => {
      const text = itemsOf(shownAs(contract, record), now).map(allText).join('\n');
      return sayings(record).filter(({ said }) => !text.includes(said) && !text.includes(timeText(said)));
    });
    expect([...new Set(missing.map(({ path, said }) => `${path}: ${said}`))].slice(0, 20)).toEqual([]);
  });

  it('is told apart by key, also where two have one id', () => {
    const items = records.flatMap((record) => itemsOf(shown(contract.id, record), now));
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });

  it('never breaks, whatever comes', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(...records).chain(broken));
    fc.assert(
      fc.property(anything, (data) => {
        const items = itemsOf(shown(contract.id, data), now);
        expect(items.length).toBeGreaterThan(0);
        for (const item of items) expect(textsAreText(item)).toBe(true);
      }),
    );
  });
});

it('says of a contract it does not know that it cannot show it', () => {
  const [item] = itemsOf(shown('GetSomethingNew:1', { said: 'x' }), now);
  expect(item).toMatchObject({ marks: ['unreadable'], term: 'unreadableRecord', type: 'note' });
});

/** All that is there to read in an item. */
function allText({ title, summary, details, origin, bodies, measurement, time }: Item): string {
  const lines = [...details, ...origin].map(
    ({ about = '', value, code = '', term = '' }) => `${about} ${value} ${code} ${term}`,
  );
  return [
    title,
    summary,
    ...lines,
    ...bodies.map((body) => JSON.stringify(body).replaceAll('\\"', '"').replaceAll('\\n', '\n')),
    ...Object.values(measurement ?? {}),
    time && timeText(time),
  ].join('\n');
}

interface Saying {
  readonly path: string;
  readonly said: string;
}

/** Ids are for machines, the codes of a contract's own lists become words, and the patient stands in the banner. */
const forMachines =
  /HSAi?I?d|[iI]d(entifier)?\.(root|extension)|\.id$|(document|act|referral|order|person|patient|careContact)Id|sourceSystem|patient\.|codeSystem|dicomSOP|accessControl|subjectOfCareId|logicalSystemId|careUnit$|hsaid$|format$|relatedDiagnosis|Relationship\.code|Reference\.(root|extension)/;
const listed =
  /careContact(Code|Status)$|clinicalDocument(Note|Type)Code$|typeOf(Result|Prescription|CarePlanEnum)$|resultType$|prescriptionStatus$|referralOutcomeTypeCode|assessmentCategory|delivery$|sex$|fetalP|typeOfLeave|nonReplaceable/;

function sayings(value: unknown, path = ''): Saying[] {
  if (Array.isArray(value)) return value.flatMap((one) => sayings(one, path));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, one]) => sayings(one, `${path}.${name}`));
  }
  if (typeof value === 'boolean' || forMachines.test(path) || listed.test(path)) return [];
  return [{ path, said: String(value) }];
}

/** The record with something else in one place of it. */
function broken(record: object): fc.Arbitrary<unknown> {
  const paths = placesIn(record);
  return fc.tuple(fc.constantFrom(...paths), fc.jsonValue()).map(([path, other]) => withOther(record, path, other));
}

function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, one]) => placesIn(one, [...path, name]))];
}

function withOther(value: unknown, [name, ...rest]: readonly string[], other: unknown): unknown {
  if (name === undefined) return other;
  if (Array.isArray(value))
    return value.map((one, index) => (String(index) === name ? withOther(one, rest, other) : one));
  const held = value as Readonly<Record<string, unknown>>;
  return { ...held, [name]: withOther(held[name], rest, other) };
}

function textsAreText({ title, summary, group, time, author, details, origin, bodies }: Item): boolean {
  const optional = [summary, group, time, author?.name, author?.role, author?.unit];
  const lines = [...details, ...origin];
  return (
    typeof title === 'string' &&
    optional.every((one) => one === undefined || typeof one === 'string') &&
    lines.every(({ label, value, about }) => [label, value, about ?? ''].every((one) => typeof one === 'string')) &&
    bodies.every((body) => Object.values(body).every((one) => one === undefined || typeof one === 'string'))
  );
}
