import type { ServiceRequest } from 'fhir/r4';
import { referralOutcomes } from '../mapping/referral-outcome.ts';
import { code, common, date, moment } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const serviceRequest: ServedType<ServiceRequest> = {
  type: 'ServiceRequest',
  documentation: 'The referrals that were answered (GetReferralOutcome 3).',
  hasSubject: true,
  includes: [],
  origins: [{ mapping: referralOutcomes, profiles: ['ServiceRequestReferral'], narrowing: {}, horizonDays: oneDay }],
  parameters: [
    ...common<ServiceRequest>('The referral’s id.'),
    date('authored', 'When it was written.', ({ authoredOn }) => moment(authoredOn)),
    code('status', 'How it stands with the referral.', 'http://hl7.org/fhir/request-status', ({ status }) => status),
  ],
};
