import type { CarePlan } from 'fhir/r4';
import { carePlans } from '../mapping/care-plan.ts';
import { tokensOf } from '../search/tokens.ts';
import { code, common, date, moment, token } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const carePlan: ServedType<CarePlan> = {
  type: 'CarePlan',
  documentation: 'Care plans (GetCarePlans 2).',
  hasSubject: true,
  includes: [],
  origins: [{ mapping: carePlans, profiles: ['CarePlan'], narrowing: { date: 'instant' }, horizonDays: oneDay }],
  parameters: [
    ...common<CarePlan>(),
    token('category', 'Kind of plan.', ({ category }) => tokensOf(...(category ?? []))),
    // What R4 looks at is when a plan is followed, of which the contract tells nothing.
    date('date', 'When it was drawn up.', ({ created }) => moment(created)),
    code('status', 'How it stands with the plan.', 'http://hl7.org/fhir/request-status', ({ status }) => status),
  ],
};
