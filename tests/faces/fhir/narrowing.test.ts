import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BridgeRecord, type Contract, contractById } from '../../../src/contracts/index.ts';
import { dateMatches, daysToAsk, parseDate } from '../../../src/faces/fhir/search/date-filter.ts';
import { offeredTypes } from '../../../src/faces/fhir/served/index.ts';
import { note, plan, requestActivity, vaccination } from './care-samples.ts';
import { imagingOutcome, labReport, maternityRecord, referralAnswer } from './result-samples.ts';
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
  'Condition GetDiagnosis:2': fc
    .tuple(time, time, time)
    .map(([author, signed, made]) => diagnosis({ diagnosisTime: made }, headerWith(author, signed))),
  'Flag GetAlertInformation:2': fc
    .tuple(stretch, fc.option(time, { nil: undefined }))
    // Obsolete before it is valid is a contradiction that the contract's own rule keeps out of every period.
    .filter(([{ start }, obsoleteTime]) => obsoleteTime === undefined || obsoleteTime >= start)
    .map(([validityTimePeriod, obsoleteTime]) => alert({ validityTimePeriod, ...(obsoleteTime && { obsoleteTime }) })),
  'Encounter GetCareContacts:3': fc
    .tuple(time, stretch)
    .map(([author, careContactTimePeriod]) =>
      careContact(
        { careContactTimePeriod },
        { accountableHealthcareProfessional: { ...header.accountableHealthcareProfessional, authorTime: author } },
      ),
    ),
  'DocumentReference GetCareDocumentation:3': fc.tuple(time, time, time).map(([written, authored, signed]) =>
    note(
      {},
      {
        record: { id: { root: 'anteckning-1' }, timestamp: written },
        author: { timestamp: authored },
        signature: { timestamp: signed },
      },
    ),
  ),
  'Immunization GetVaccinationHistory:2': vaccinationAtAnyTime(),
  'Device GetVaccinationHistory:2': vaccinationAtAnyTime(),
  'DiagnosticReport GetLaboratoryOrderOutcome:4': labAtAnyTime(),
  'Specimen GetLaboratoryOrderOutcome:4': labAtAnyTime(),
  'DiagnosticReport GetImagingOutcome:1': fc
    .tuple(time, time)
    .map(([author, resultTime]) => imagingOutcome({ resultTime }, authored(author))),
  'DiagnosticReport GetReferralOutcome:3': fc
    .tuple(time, time)
    .map(([author, signed]) => referralAnswer({}, headerWith(author, signed))),
  'Observation GetMaternityMedicalHistory:2': fc
    .tuple(time, time)
    .map(([author, signed]) => maternityRecord({ pregnancyCheckupRecord: {} }, headerWith(author, signed))),
  'CarePlan GetCarePlans:2': fc
    .tuple(time, fc.option(time, { nil: undefined }))
    .map(([author, documentTime]) => plan({}, { ...authored(author), ...(documentTime && { documentTime }) })),
  'Task GetRequestActivities:1': time.map((eventTime) => requestActivity({ eventTime })),
};

function authored(authorTime: string) {
  return { accountableHealthcareProfessional: { ...header.accountableHealthcareProfessional, authorTime } };
}

function labAtAnyTime(): fc.Arbitrary<BridgeRecord> {
  return fc.tuple(time, time).map((taken) =>
    labReport({
      groupOfAnalyses: [{ analysis: taken.map((timestamp) => ({ code: {}, specimen: [{ timestamp }] })) }],
    }),
  );
}

function vaccinationAtAnyTime(): fc.Arbitrary<BridgeRecord> {
  const { registrationRecord } = vaccination().data.vaccinationMedicalRecordBody;
  return fc
    .tuple(time, time, time, time)
    .map(([day, author, documentTime, signed]) =>
      vaccination(
        { registrationRecord: { ...registrationRecord, date: day.slice(0, 8) } },
        { ...headerWith(author, signed), documentTime },
      ),
    );
}

/** Every date parameter with which a contract's sources are asked, with what its records can be like. */
const narrowed = offeredTypes([{ contracts: ['*'] }]).flatMap((served) =>
  served.origins.flatMap((origin) =>
    Object.entries(origin.narrowing).map(([name, narrowing]) => ({ served, origin, name, narrowing })),
  ),
);

describe('asking the sources by date', () => {
  const now = Date.parse('2024-04-02T12:00:00Z');

  it.each(narrowed)(
    '$served.type?$name of $origin.mapping.contract loses no match',
    ({ served, origin, name, narrowing }) => {
      const { mapping, horizonDays } = origin;
      const contract = contractById(mapping.contract) as Contract;
      const parameter = served.parameters.find((candidate) => candidate.name === name);
      if (parameter?.kind !== 'date') return expect.fail(`${name} is no date parameter`);
      const records = anyRecord[`${served.type} ${mapping.contract}`] ?? expect.fail('no records to try it with');
      fc.assert(
        fc.property(
          records,
          fc.array(fc.array(value, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
          (record, values) => {
            const criteria = values.map((alternatives) =>
              alternatives.map((one) => parseDate(one) ?? expect.fail(one)),
            );
            const { resources } = mapping.map(record, contextFor({ now: new Date(now) }));
            const matches = resources.some((resource) => {
              if (resource.resourceType !== served.type) return false;
              const target = parameter.interval(resource, record.header);
              return target && criteria.every((any) => any.some((one) => dateMatches(one, target, now)));
            });
            const days = matches && daysToAsk(criteria, narrowing, horizonDays, now);
            if (days) expect(contract.inPeriod(record.data as never, days)).toBe(true);
          },
        ),
        { numRuns: 500 },
      );
    },
  );
});
