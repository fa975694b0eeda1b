import type { DocumentReference } from 'fhir/r4';
import { careDocumentation } from '../mapping/care-documentation.ts';
import { spanOf } from '../search/dates.ts';
import { tokensOf } from '../search/tokens.ts';
import { code, common, date, moment, reference, token } from './parameters.ts';
import { oneDay, type ServedType } from './served-type.ts';

export const documentReference: ServedType<DocumentReference> = {
  type: 'DocumentReference',
  documentation: 'Notes in the patient’s record (GetCareDocumentation 3).',
  hasSubject: true,
  includes: [],
  origins: [
    {
      mapping: careDocumentation,
      profiles: ['DocumentReference'],
      narrowing: { date: 'instant', _lastUpdated: 'instant' },
      horizonDays: oneDay,
    },
  ],
  parameters: [
    ...common<DocumentReference>(),
    token('type', 'Kind of document.', ({ type }) => tokensOf(type)),
    token('category', 'Kind of documents it belongs to.', ({ category }) => tokensOf(...(category ?? []))),
    date('date', 'When it was written.', (resource) => moment(resource.date)),
    date(
      'period',
      'The time it is about.',
      ({ context }) => context?.period && spanOf(context.period.start, context.period.end),
    ),
    code('status', 'current or superseded.', 'http://hl7.org/fhir/document-reference-status', ({ status }) => status),
    token('contenttype', 'Media type.', ({ content }) =>
      content.map(({ attachment }) => ({ code: attachment.contentType })),
    ),
    token('security-label', 'Label of the document.', ({ securityLabel }) => tokensOf(...(securityLabel ?? []))),
    reference('author', 'Who wrote it, by HSA-id.', ({ author }) => author ?? []),
    reference('custodian', 'Who keeps it, by HSA-id.', ({ custodian }) => [custodian]),
  ],
};
