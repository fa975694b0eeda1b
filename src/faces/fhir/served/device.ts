import type { Device } from 'fhir/r4';
import { common } from './parameters.ts';
import type { ServedType } from './served-type.ts';

export const device: ServedType<Device> = {
  type: 'Device',
  documentation: 'The vaccination register that an Immunization comes from (GetVaccinationHistory 2).',
  hasSubject: false,
  includes: [],
  origins: [],
  parameters: common<Device>(),
};
