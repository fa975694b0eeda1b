import type { Device } from 'fhir/r4';
import { vaccinations } from '../mapping/vaccination.ts';
import { common } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const device: ServedType<Device> = {
  type: 'Device',
  documentation: 'The vaccination register that an Immunization comes from (GetVaccinationHistory 2).',
  hasSubject: false,
  includes: [],
  origins: [
    { mapping: vaccinations, profiles: ['Device'], narrowing: { _lastUpdated: 'instant' }, horizonDays: oneDay },
  ],
  parameters: common<Device>(),
};
