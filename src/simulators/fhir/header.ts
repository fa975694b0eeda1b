import type { DomainResource, Identifier, Meta, Reference } from 'fhir/r4';
import { localIdentifier } from './codes.ts';
import { recordId, type Subject } from './ids.ts';
import { encounterHere, meta, type Professional, type Signature } from './parts.ts';

/** The header that the contracts share, as far as resources need it. */
export interface Header {
  readonly documentId: string;
  readonly accountableHealthcareProfessional: Professional;
  readonly legalAuthenticator?: Signature;
  readonly approvedForPatient: boolean;
  readonly careContactId?: string;
}

type Beginning = Pick<DomainResource, 'id' | 'meta'> & {
  id: string;
  meta: Meta;
  identifier: Identifier[];
  encounter?: Reference;
};

/** What the chief resource of a record begins with. */
export function beginningOf(header: Header, subject: Subject, profile: string): Beginning {
  return {
    id: recordId(subject, header.documentId),
    meta: metaOf(header, profile),
    identifier: [localIdentifier(header.documentId)],
    ...encounterHere(subject, header.careContactId),
  };
}

export const metaOf = (header: Header, profile: string): Meta =>
  meta(profile, header.approvedForPatient, header.accountableHealthcareProfessional.authorTime);

/** A resource of the record beside the chief one. */
export function besideId(header: Header, subject: Subject, name: string | number): string {
  return `${recordId(subject, header.documentId)}.${name}`;
}
