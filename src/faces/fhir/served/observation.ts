import type { Observation } from 'fhir/r4';
import { laboratory } from '../mapping/laboratory.ts';
import { specimensOf } from '../mapping/laboratory-analysis.ts';
import { maternity } from '../mapping/maternity.ts';
import { observations } from '../mapping/observation.ts';
import { systems } from '../mapping/systems.ts';
import { tokensOf } from '../search/tokens.ts';
import { code, common, date, momentOrPeriod, quantity, reference, token } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const observation: ServedType<Observation> = {
  type: 'Observation',
  documentation:
    'Laboratory results (GetLaboratoryOrderOutcome 4), maternity health records (GetMaternityMedicalHistory 2) and observations (GetObservations 1).',
  hasSubject: true,
  includes: ['Observation:has-member', 'Observation:specimen', 'Observation:based-on'],
  origins: [
    {
      mapping: laboratory,
      profiles: ['ObservationLab'],
      categories: [{ system: systems.observationCategory, code: 'laboratory' }],
      narrowing: {},
      horizonDays: oneDay,
    },
    {
      mapping: maternity,
      profiles: ['ObservationMaternity'],
      categories: [{ system: systems.observationCategory, code: 'survey' }],
      narrowing: { date: 'instant', _lastUpdated: 'instant' },
      horizonDays: oneDay,
    },
    {
      mapping: observations,
      profiles: ['ObservationBase', 'ObservationGrowth'],
      categories: [
        { system: systems.observationCategory, code: 'vital-signs' },
        { system: systems.observationCategory, code: 'exam' },
      ],
      narrowing: {},
      horizonDays: oneDay,
    },
  ],
  parameters: [
    ...common<Observation>(),
    token('category', 'laboratory, vital-signs or maternity section.', ({ category }) => tokensOf(...(category ?? []))),
    token('code', 'What was observed.', (resource) => tokensOf(resource.code)),
    date('date', 'When it was true of the patient.', ({ effectiveDateTime, effectivePeriod }) =>
      momentOrPeriod(effectiveDateTime, effectivePeriod),
    ),
    code('status', 'How it stands with the result.', 'http://hl7.org/fhir/observation-status', ({ status }) => status),
    token('component-code', 'What a component observed.', ({ component }) =>
      tokensOf(...(component ?? []).map((part) => part.code)),
    ),
    token('value-concept', 'The value, where it is a code.', ({ valueCodeableConcept }) =>
      tokensOf(valueCodeableConcept),
    ),
    quantity('value-quantity', 'The value, where it is an amount.', ({ valueQuantity }) => valueQuantity),
    reference('encounter', 'The care contact, by its identifier.', (resource) => [resource.encounter]),
    reference('specimen', 'What was examined.', specimensOf),
    reference('based-on', 'The referral.', ({ basedOn }) => basedOn ?? []),
  ],
};
