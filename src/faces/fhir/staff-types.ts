import { auditParameters } from './audit/parameters.ts';
import { consentParameters } from './consents/parameters.ts';
import type { DescribedParameter } from './described-parameter.ts';

export interface StaffTypeDescription {
  readonly type: 'AuditEvent' | 'Consent';
  readonly documentation: string;
  readonly profiles: readonly string[];
  readonly parameters: readonly DescribedParameter[];
}

/** What only a token of a person in a certain role opens. */
export const staffTypes: readonly StaffTypeDescription[] = [
  {
    type: 'AuditEvent',
    documentation:
      'The access log, for security officers by a token that names one: what their own care provider is controller of.',
    profiles: [
      'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientQuery',
      'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientRead',
    ],
    parameters: auditParameters,
  },
  {
    type: 'Consent',
    documentation:
      'What the patient has decided at the reader’s own care provider: for whoever treats her, and for security officers, by a token that names one.',
    profiles: [],
    parameters: consentParameters,
  },
];
