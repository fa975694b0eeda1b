import type { ServiceRequest } from 'fhir/r4';
import { code, common, date, moment } from './parameters.ts';
import type { ServedType } from './served-type.ts';

export const serviceRequest: ServedType<ServiceRequest> = {
  type: 'ServiceRequest',
  documentation: 'The referrals that were answered (GetReferralOutcome 3).',
  hasSubject: true,
  includes: [],
  origins: [],
  parameters: [
    ...common<ServiceRequest>('The referral’s id.'),
    date('authored', 'When it was written.', ({ authoredOn }) => moment(authoredOn)),
    code('status', 'How it stands with the referral.', 'http://hl7.org/fhir/request-status', ({ status }) => status),
  ],
};
