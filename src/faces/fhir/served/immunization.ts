import type { Immunization } from 'fhir/r4';
import { vaccinations } from '../mapping/vaccination.ts';
import { tokensOf } from '../search/tokens.ts';
import { code, common, date, moment, token } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const immunization: ServedType<Immunization> = {
  type: 'Immunization',
  documentation: 'Vaccinations (GetVaccinationHistory 2).',
  hasSubject: false,
  includes: [],
  origins: [
    {
      mapping: vaccinations,
      profiles: ['Immunization'],
      narrowing: { date: 'instant', _lastUpdated: 'instant' },
      horizonDays: oneDay,
    },
  ],
  parameters: [
    ...common<Immunization>(),
    date('date', 'When it was given.', ({ occurrenceDateTime }) => moment(occurrenceDateTime)),
    code(
      'status',
      'completed, not-done or entered-in-error.',
      'http://hl7.org/fhir/event-status',
      ({ status }) => status,
    ),
    token('vaccine-code', 'The vaccine.', ({ vaccineCode }) => tokensOf(vaccineCode)),
    token('target-disease', 'What it protects against.', ({ protocolApplied }) =>
      tokensOf(...(protocolApplied ?? []).flatMap(({ targetDisease }) => targetDisease ?? [])),
    ),
    token('lot-number', 'Batch number.', ({ lotNumber }) => [{ code: lotNumber }]),
  ],
};
