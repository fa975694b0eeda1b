import type { Encounter } from 'fhir/r4';
import { careContacts } from '../mapping/encounter.ts';
import { spanOf } from '../search/dates.ts';
import { tokensOf } from '../search/tokens.ts';
import { code, common, date, reference, token } from './parameters.ts';
import { type ServedType, twoYears } from './served-type.ts';

export const encounter: ServedType<Encounter> = {
  type: 'Encounter',
  documentation: 'Care contacts, past, ongoing and planned (GetCareContacts 3).',
  hasSubject: true,
  includes: [],
  origins: [
    {
      mapping: careContacts,
      profiles: ['Encounter'],
      narrowing: { date: 'start', _lastUpdated: 'instant' },
      horizonDays: twoYears,
    },
  ],
  parameters: [
    ...common<Encounter>('The document id of the source system, which other resources’ encounter quotes.'),
    date('date', 'When it takes place.', ({ period }) => period && spanOf(period.start, period.end)),
    code(
      'status',
      'planned, in-progress, onleave, finished, cancelled, unknown or entered-in-error.',
      'http://hl7.org/fhir/encounter-status',
      ({ status }) => status,
    ),
    token('class', 'National kind of care contact.', (resource) => [resource.class]),
    token('type', 'Kind of encounter as HL7 act code.', ({ type }) => tokensOf(...(type ?? []))),
    reference('service-provider', 'The unit, by its HSA-id.', ({ serviceProvider }) => [serviceProvider]),
  ],
};
