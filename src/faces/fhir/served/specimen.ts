import type { Specimen } from 'fhir/r4';
import { laboratory } from '../mapping/laboratory.ts';
import { tokensOf } from '../search/tokens.ts';
import { common, date, momentOrPeriod, token } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const specimen: ServedType<Specimen> = {
  type: 'Specimen',
  documentation: 'What was examined in a laboratory (GetLaboratoryOrderOutcome 4).',
  hasSubject: true,
  includes: [],
  origins: [{ mapping: laboratory, profiles: ['Specimen'], narrowing: { collected: 'instant' }, horizonDays: oneDay }],
  parameters: [
    ...common<Specimen>('The laboratory’s identifier of the specimen.'),
    token('type', 'What it is.', ({ type }) => tokensOf(type)),
    date('collected', 'When it was taken.', ({ collection }) =>
      momentOrPeriod(collection?.collectedDateTime, collection?.collectedPeriod),
    ),
  ],
};
