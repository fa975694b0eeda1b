import type { Flag } from 'fhir/r4';
import { alertInformation } from '../mapping/alert.ts';
import { spanOf } from '../search/dates.ts';
import { tokensOf } from '../search/tokens.ts';
import { code, common, date, reference, token } from './parameters.ts';
import { type ServedType, twoYears } from './served-type.ts';

export const flag: ServedType<Flag> = {
  type: 'Flag',
  documentation: 'Alert information (GetAlertInformation 2); includes the AllergyIntolerance a flag points at.',
  hasSubject: true,
  includes: [],
  origins: [{ mapping: alertInformation, profiles: ['Flag'], narrowing: { date: 'overlap' }, horizonDays: twoYears }],
  parameters: [
    ...common<Flag>(),
    code('status', 'active, inactive or entered-in-error.', 'http://hl7.org/fhir/flag-status', ({ status }) => status),
    token('category', 'Kind of alert.', ({ category }) => tokensOf(...(category ?? []))),
    token('code', 'What to be alert to.', (resource) => tokensOf(resource.code)),
    date('date', 'When it is valid.', ({ period }) => period && spanOf(period.start, period.end)),
    reference('encounter', 'The care contact, by its identifier.', (resource) => [resource.encounter]),
  ],
};
