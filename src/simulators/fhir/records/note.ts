import type { Attachment, Binary, DocumentReference, Extension } from 'fhir/r4';
import type { CareDocumentation3 } from '../../../contracts/index.ts';
import { concept, identifierOf, inera, page } from '../codes.ts';
import { beginningOf, besideId, type Header } from '../header.ts';
import { isOneIn, type Subject } from '../ids.ts';
import { headerOfJol } from '../jol-header.ts';
import { authorElsewhere, authorOf, signerOf, subjectReference } from '../parts.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime, utc } from '../time.ts';
import { htmlOf, isDocBook } from './doc-book.ts';

type Body = CareDocumentation3['body'];

/** What is longer is a resource of its own, to be fetched: characters of Base64. */
const longestInline = 8_000;

/** A note as SEEHDSDocumentReference (national guide), a long attachment as a Binary beside it. */
export function noteRecord({ header: given, body }: CareDocumentation3, subject: Subject): FhirRecord {
  const header = headerOf(given);
  const professional = header.accountableHealthcareProfessional;
  const author = isOneIn(2, header.documentId) ? authorElsewhere(professional) : authorOf(professional);
  const authenticator = signerOf(header.legalAuthenticator);
  const { encounter, ...beginning } = beginningOf(header, subject, 'SEEHDSDocumentReference');
  const binary = binaryOf(header, body, subject);
  const document: DocumentReference = {
    resourceType: 'DocumentReference',
    ...beginning,
    ...(author.contained && { contained: author.contained }),
    extension: extensionsOf(given, body, header),
    masterIdentifier: identifierOf(given.record.id),
    identifier: [identifierOf(given.record.id)],
    status: 'current',
    docStatus: header.legalAuthenticator ? 'final' : 'preliminary',
    type: concept(body.clinicalDocumentNoteCode),
    subject: subjectReference(subject),
    date: utc(given.record.timestamp),
    ...(author.reference && { author: [author.reference] }),
    ...(authenticator && { authenticator }),
    ...(body.clinicalDocumentNoteTitle && { description: body.clinicalDocumentNoteTitle }),
    content: [{ attachment: { ...attachmentOf(body, binary), title: body.clinicalDocumentNoteTitle ?? 'Anteckning' } }],
  };
  return recordOf(professional, document, ...(binary ? [binary] : []));
}

function headerOf({ accessControlHeader: access, record, author, signature }: CareDocumentation3['header']): Header {
  return headerOfJol({
    // The world's notes have their id in the root.
    record: { id: record.id.extension ?? record.id.root, timestamp: record.timestamp },
    author,
    unit: author?.orgUnit,
    signature,
    careUnit: access.accountableCareUnit,
    careProvider: access.accountableHealthcareProvider,
    approved: access.approvedForPatient,
  });
}

function extensionsOf(given: CareDocumentation3['header'], body: Body, { legalAuthenticator }: Header): Extension[] {
  const { blockComparisonTime } = given.accessControlHeader;
  return [
    { url: page('blockComparisonTime'), valueDateTime: dateTime(blockComparisonTime) },
    ...(legalAuthenticator
      ? [{ url: inera('ext-signature-time'), valueDateTime: dateTime(legalAuthenticator.signatureTime) }]
      : []),
    ...(body.dissentingOpinion ?? []).map(({ opinionId, authorTime, opinion, personId, personName }) => ({
      url: page('dissenting-opinion'),
      extension: [
        ...(opinionId ? [{ url: 'opinionId', valueIdentifier: identifierOf(opinionId) }] : []),
        { url: 'authorTime', valueDateTime: dateTime(authorTime) },
        { url: 'opinion', valueString: opinion },
        ...(personId ? [{ url: 'personId', valueIdentifier: identifierOf(personId) }] : []),
        ...(personName ? [{ url: 'personName', valueString: personName }] : []),
      ],
    })),
  ];
}

function binaryOf(header: Header, { multimediaEntry: attached }: Body, subject: Subject): Binary | undefined {
  if (!attached?.value || attached.value.length <= longestInline) return undefined;
  return {
    resourceType: 'Binary',
    id: besideId(header, subject, 'fil'),
    contentType: attached.mediaType,
    data: attached.value,
  };
}

function attachmentOf(body: Body, binary: Binary | undefined): Attachment {
  const { multimediaEntry: attached, clinicalDocumentNoteText: text } = body;
  if (binary) return { contentType: binary.contentType, url: `Binary/${binary.id}` };
  if (attached?.reference) return { contentType: attached.mediaType, url: attached.reference };
  if (attached) return { contentType: attached.mediaType, ...(attached.value && { data: attached.value }) };
  if (text !== undefined && isDocBook(text)) return inline('text/html; charset=utf-8', htmlOf(text));
  return inline('text/plain; charset=utf-8', text ?? '');
}

const inline = (contentType: string, text: string): Attachment => ({
  contentType,
  data: Buffer.from(text, 'utf8').toString('base64'),
});
