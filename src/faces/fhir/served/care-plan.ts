import type { CarePlan } from 'fhir/r4';
import { carePlans } from '../mapping/care-plan.ts';
import { spanOf } from '../search/dates.ts';
import { tokensOf } from '../search/tokens.ts';
import { code, common, date, token } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const carePlan: ServedType<CarePlan> = {
  type: 'CarePlan',
  documentation: 'Care plans (GetCarePlans 2).',
  hasSubject: true,
  includes: [],
  origins: [{ mapping: carePlans, profiles: ['CarePlan'], narrowing: {}, horizonDays: oneDay }],
  parameters: [
    ...common<CarePlan>(),
    token('category', 'Kind of plan.', ({ category }) => tokensOf(...(category ?? []))),
    date('date', 'When it is followed.', ({ period }) => period && spanOf(period.start, period.end)),
    code('status', 'How it stands with the plan.', 'http://hl7.org/fhir/request-status', ({ status }) => status),
  ],
};
