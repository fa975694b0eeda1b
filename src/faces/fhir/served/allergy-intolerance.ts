import type { AllergyIntolerance } from 'fhir/r4';
import { alertInformation } from '../mapping/alert.ts';
import { tokensOf } from '../search/tokens.ts';
import { common, date, moment, token } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const allergyIntolerance: ServedType<AllergyIntolerance> = {
  type: 'AllergyIntolerance',
  documentation: 'Hypersensitivity (GetAlertInformation 2); every one also has a Flag.',
  hasSubject: false,
  includes: [],
  origins: [
    {
      mapping: alertInformation,
      profiles: ['AllergyIntolerance'],
      // The period of an alert is its validity, which says nothing of when it was registered.
      narrowing: {},
      horizonDays: oneDay,
    },
  ],
  parameters: [
    ...common<AllergyIntolerance>(),
    token('clinical-status', 'active or inactive.', ({ clinicalStatus }) => tokensOf(clinicalStatus)),
    token('verification-status', 'confirmed, unconfirmed or entered-in-error.', ({ verificationStatus }) =>
      tokensOf(verificationStatus),
    ),
    token('code', 'What the patient is hypersensitive to.', ({ code }) => tokensOf(code)),
    token('category', 'medication, food or environment.', ({ category }) =>
      (category ?? []).map((code) => ({ system: 'http://hl7.org/fhir/allergy-intolerance-category', code })),
    ),
    token('criticality', 'high, low or unable-to-assess.', ({ criticality }) => [
      { system: 'http://hl7.org/fhir/allergy-intolerance-criticality', code: criticality },
    ]),
    date('date', 'When it was registered.', (resource) => moment(resource.recordedDate)),
  ],
};
