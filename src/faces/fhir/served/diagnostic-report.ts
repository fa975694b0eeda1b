import type { DiagnosticReport } from 'fhir/r4';
import { imaging } from '../mapping/imaging.ts';
import { laboratory } from '../mapping/laboratory.ts';
import { referralOutcomes } from '../mapping/referral-outcome.ts';
import { systems } from '../mapping/systems.ts';
import { tokensOf } from '../search/tokens.ts';
import { code, common, date, moment, momentOrPeriod, reference, token } from './parameters.ts';
import { oneDay, type ServedType, twoYears } from './served-type.ts';

export const diagnosticReport: ServedType<DiagnosticReport> = {
  type: 'DiagnosticReport',
  documentation:
    'Laboratory reports (GetLaboratoryOrderOutcome 4), imaging reports (GetImagingOutcome 1) and answers to referrals (GetReferralOutcome 3).',
  hasSubject: true,
  includes: [
    'DiagnosticReport:result',
    'DiagnosticReport:specimen',
    'DiagnosticReport:based-on',
    'DiagnosticReport:imaging-study',
  ],
  origins: [
    {
      mapping: laboratory,
      profiles: ['DiagnosticReportLab'],
      categories: [{ system: systems.diagnosticService, code: 'LAB' }],
      narrowing: { date: 'instant' },
      horizonDays: oneDay,
    },
    {
      mapping: imaging,
      profiles: ['DiagnosticReportImaging'],
      categories: [{ system: systems.diagnosticService, code: 'RAD' }],
      narrowing: { date: 'instant', _lastUpdated: 'instant' },
      horizonDays: twoYears,
    },
    {
      mapping: referralOutcomes,
      profiles: ['DiagnosticReportReferral'],
      categories: [{ system: systems.diagnosticService, code: 'OTH' }],
      narrowing: { date: 'instant', _lastUpdated: 'instant' },
      horizonDays: oneDay,
    },
  ],
  parameters: [
    ...common<DiagnosticReport>(),
    token('category', 'LAB, RAD or OTH (v2-0074).', ({ category }) => tokensOf(...(category ?? []))),
    token('code', 'Kind of report.', (resource) => tokensOf(resource.code)),
    date('date', 'The time the report is about.', ({ effectiveDateTime, effectivePeriod }) =>
      momentOrPeriod(effectiveDateTime, effectivePeriod),
    ),
    date('issued', 'When it was given.', (resource) => moment(resource.issued)),
    code(
      'status',
      'How it stands with the report.',
      'http://hl7.org/fhir/diagnostic-report-status',
      ({ status }) => status,
    ),
    reference('result', 'A result in it.', ({ result }) => result ?? []),
    reference('based-on', 'The referral.', ({ basedOn }) => basedOn ?? []),
    reference('specimen', 'What was examined.', ({ specimen }) => specimen ?? []),
    reference('encounter', 'The care contact, by its identifier.', (resource) => [resource.encounter]),
  ],
};
