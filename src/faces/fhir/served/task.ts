import type { Task } from 'fhir/r4';
import { requestActivities } from '../mapping/request-activity.ts';
import { tokensOf } from '../search/tokens.ts';
import { code, common, date, moment, reference, token } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const task: ServedType<Task> = {
  type: 'Task',
  documentation: 'How referrals get on (GetRequestActivities 1).',
  hasSubject: true,
  includes: [],
  origins: [
    {
      mapping: requestActivities,
      profiles: ['Task'],
      narrowing: { modified: 'instant', _lastUpdated: 'instant' },
      horizonDays: oneDay,
    },
  ],
  parameters: [
    ...common<Task>(),
    date('authored-on', 'When it was written.', ({ authoredOn }) => moment(authoredOn)),
    date('authored', 'The same, by the name of the national guide.', ({ authoredOn }) => moment(authoredOn)),
    date('modified', 'When it last changed.', ({ lastModified }) => moment(lastModified)),
    code('status', 'How it stands with it.', 'http://hl7.org/fhir/task-status', ({ status }) => status),
    token('business-status', 'National status of the request.', ({ businessStatus }) => tokensOf(businessStatus)),
    reference('owner', 'Who has it, by HSA-id.', ({ owner }) => [owner]),
  ],
};
