import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BridgeRecord, type Contract, contractById } from '../../../src/contracts/index.ts';
import { dateMatches, daysToAsk, parseDate } from '../../../src/faces/fhir/search/date-filter.ts';
import { offeredTypes } from '../../../src/faces/fhir/served-types.ts';
import { alert, careContact, contextFor, diagnosis, header } from './samples.ts';

/** Around one week, so that borders are met often. */
const day = fc.integer({ min: 25, max: 31 }).map((number) => `202403${number}`);
const time = fc.tuple(day, fc.constantFrom('000000', '013000', '120000', '235959')).map((parts) => parts.join(''));
const value = fc
  .tuple(
    fc.constantFrom('', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'),
    day,
    fc.constantFrom('', 'T00:00:00Z', 'T12:00'),
  )
  .map(([prefix, date, clock]) => `${prefix}${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}${clock}`);

const headerWith = (authorTime: string, signatureTime: string) => ({
  accountableHealthcareProfessional: { ...header.accountableHealthcareProfessional, authorTime },
  legalAuthenticator: { signatureTime },
});

const later = ([a, b]: readonly [string, string]) => (a <= b ? { start: a, end: b } : { start: b, end: a });
const stretch = fc
  .tuple(fc.tuple(time, time).map(later), fc.boolean())
  .map(([both, open]) => (open ? { start: both.start } : both));

const anyRecord: Readonly<Record<string, fc.Arbitrary<BridgeRecord>>> = {
  Condition: fc
    .tuple(time, time, time)
    .map(([author, signed, made]) => diagnosis({ diagnosisTime: made }, headerWith(author, signed))),
  AllergyIntolerance: fc
    .tuple(time, stretch)
    .map(([author, validityTimePeriod]) =>
      alert({ validityTimePeriod, hypersensitivity: {} }, headerWith(author, author)),
    ),
  Flag: fc
    .tuple(stretch, fc.option(time, { nil: undefined }))
    // Obsolete before it is valid is a contradiction that the contract's own rule keeps out of every period.
    .filter(([{ start }, obsoleteTime]) => obsoleteTime === undefined || obsoleteTime >= start)
    .map(([validityTimePeriod, obsoleteTime]) => alert({ validityTimePeriod, ...(obsoleteTime && { obsoleteTime }) })),
  Encounter: fc
    .tuple(time, stretch)
    .map(([author, careContactTimePeriod]) =>
      careContact(
        { careContactTimePeriod },
        { accountableHealthcareProfessional: { ...header.accountableHealthcareProfessional, authorTime: author } },
      ),
    ),
};

const narrowed = offeredTypes([{ contracts: ['*'] }]).filter(({ parameters }) =>
  parameters.some((parameter) => parameter.kind === 'date' && parameter.narrowing),
);

describe.each(narrowed)('asking the sources for $type by date', (served) => {
  const now = Date.parse('2024-04-02T12:00:00Z');
  const contract = contractById(served.contract) as Contract;
  const dates = served.parameters.filter((parameter) => parameter.kind === 'date');

  it.each(dates)('$name loses no match', (parameter) => {
    const records = anyRecord[served.type] ?? expect.fail();
    fc.assert(
      fc.property(
        records,
        fc.array(fc.array(value, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
        (record, values) => {
          const criteria = values.map((alternatives) => alternatives.map((one) => parseDate(one) ?? expect.fail(one)));
          const { match } = served.map(record, contextFor({ now: new Date(now) }));
          const target = match && parameter.interval(match);
          const matches = target && criteria.every((any) => any.some((one) => dateMatches(one, target, now)));
          if (!matches || !parameter.narrowing) return;
          const days = daysToAsk(criteria, parameter.narrowing, served.horizonDays, now);
          if (days) expect(contract.inPeriod(record.data as never, days)).toBe(true);
        },
      ),
      { numRuns: 800 },
    );
  });
});
