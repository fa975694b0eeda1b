import type { ImagingStudy } from 'fhir/r4';
import { imaging } from '../mapping/imaging.ts';
import { code, common, date, moment, token } from './parameters.ts';
import { type ServedType, twoYears } from './served-type.ts';

export const imagingStudy: ServedType<ImagingStudy> = {
  type: 'ImagingStudy',
  documentation: 'Imaging studies (GetImagingOutcome 1).',
  hasSubject: true,
  includes: [],
  origins: [{ mapping: imaging, profiles: ['ImagingStudy'], narrowing: {}, horizonDays: twoYears }],
  parameters: [
    ...common<ImagingStudy>(),
    date('started', 'When it was made.', (resource) => moment(resource.started)),
    token('modality', 'How it was made.', ({ modality }) => modality ?? []),
    code('status', 'How it stands with the study.', 'http://hl7.org/fhir/imagingstudy-status', ({ status }) => status),
  ],
};
