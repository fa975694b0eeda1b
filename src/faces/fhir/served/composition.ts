import type { Composition } from 'fhir/r4';
import { tokensOf } from '../search/tokens.ts';
import { common, date, moment, token } from './parameters.ts';
import type { ServedType } from './served-type.ts';

export const composition: ServedType<Composition> = {
  type: 'Composition',
  documentation: 'Structured notes in the patient’s record (GetCareDocumentation 3).',
  hasSubject: true,
  includes: [],
  origins: [],
  parameters: [
    ...common<Composition>(),
    token('type', 'Kind of note.', ({ type }) => tokensOf(type)),
    date('date', 'When it was written.', (resource) => moment(resource.date)),
  ],
};
