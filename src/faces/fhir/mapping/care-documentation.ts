import type { Attachment, DocumentReference, Extension } from 'fhir/r4';
import { type BridgeRecord, type CareDocumentation3, getCareDocumentation3 } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { absent, codeableConcept, dateTime, hsaIdentifier, present, text } from './data-types.ts';
import { docBookToHtml } from './docbook.ts';
import { guided, own, ownParts, valued } from './extensions.ts';
import { beginningOf } from './header.ts';
import { identifierOf } from './identifiers.ts';
import { professionalFrom, signerOf } from './jol-header.ts';
import { narrative, readableTime } from './narrative.ts';
import { professionalOf } from './professional.ts';
import { singleMapping } from './record-mapping.ts';
import { systems } from './systems.ts';

type Body = CareDocumentation3['body'];
type Opinion = NonNullable<Body['dissentingOpinion']>[number];

export const careDocumentation = singleMapping<CareDocumentation3>(
  getCareDocumentation3,
  'DocumentReference',
  mapCareDocumentation,
);

/** GetCareDocumentation 3 → DocumentReference (SEEHDSDocumentReference). */
export function mapCareDocumentation(
  record: BridgeRecord<CareDocumentation3>,
  context: MappingContext,
): DocumentReference {
  const { header, body } = record.data;
  const { author, signature, accessControlHeader: access } = header;
  const professional = professionalOf(professionalFrom(author, author?.orgUnit), context);
  const opinions = body.dissentingOpinion ?? [];
  const type = codeableConcept(body.clinicalDocumentNoteCode, systems.noteType);
  const title = text(body.clinicalDocumentNoteTitle);
  const careProcess = identifierOf(access.careProcessId, context);
  const { careProvider } = record.header;
  return {
    resourceType: 'DocumentReference',
    ...beginningOf('DocumentReference', record.header, [author?.orgUnit], context),
    text: narrative(title ?? type.text ?? 'Journalanteckning', [
      ['Typ', type.text ?? type.coding?.[0]?.code],
      ['Skriven', readableTime(author?.timestamp ?? header.record.timestamp)],
      ['Av', professional.reference?.display],
      ['Signerad', readableTime(signature?.timestamp)],
      // Whoever reads the note must not miss that the patient does not agree.
      ...opinions.map((one) => ['Avvikande mening', opinionText(one)] as const),
    ]),
    contained: present(...professional.contained),
    extension: present<Extension>(
      guided('ext-signature-time', { valueDateTime: dateTime(signature?.timestamp) }),
      own('block-comparison-time', { valueDateTime: dateTime(access.blockComparisonTime) }),
      ...opinions.map((one) => opinionExtension(one, context)),
    ),
    masterIdentifier: identifierOf(header.record.id, context),
    status: 'current',
    docStatus: signature ? 'final' : 'preliminary',
    type,
    subject: context.patient,
    date: dateTime(header.record.timestamp),
    author: present(professional.reference),
    authenticator: signerOf(signature, context),
    custodian: careProvider
      ? { type: 'Organization', identifier: hsaIdentifier(context.generation, careProvider) }
      : undefined,
    description: title,
    content: [{ attachment: attachmentOf(body, title) }],
    context: careProcess ? { related: [{ identifier: careProcess }] } : undefined,
  };
}

function attachmentOf(body: Body, title: string | undefined): Attachment {
  const { clinicalDocumentNoteText: note, multimediaEntry: entry } = body;
  if (note !== undefined && note.trim() !== '') {
    const html = docBookToHtml(note);
    return html === undefined ? { ...encoded('text/plain', note), title } : { ...encoded('text/html', html), title };
  }
  const data = text(entry?.value);
  const url = text(entry?.reference);
  const mediaType = text(entry?.mediaType);
  const html = data && docBookTypes.has(mediaType ?? '') ? docBookToHtml(decoded(data)) : undefined;
  if (html !== undefined) return { ...encoded('text/html', html), title };
  if (!data && !url) return { extension: [absent('unknown')], title };
  return { contentType: mediaType, data, url, title };
}

const docBookTypes: ReadonlySet<string> = new Set(['application/docbook+xml', 'application/xml', 'text/xml']);

function decoded(data: string): string {
  return Buffer.from(data, 'base64').toString('utf8');
}

function encoded(mediaType: string, content: string): Attachment {
  return { contentType: `${mediaType}; charset=utf-8`, data: Buffer.from(content, 'utf8').toString('base64') };
}

function opinionText({ personName, authorTime, opinion }: Opinion): string {
  return [[text(personName), readableTime(authorTime)].filter(Boolean).join(', '), opinion].filter(Boolean).join(': ');
}

function opinionExtension(opinion: Opinion, context: MappingContext): Extension | undefined {
  return ownParts('dissenting-opinion', [
    valued('opinionId', { valueIdentifier: identifierOf(opinion.opinionId, context) }),
    valued('authorTime', { valueDateTime: dateTime(opinion.authorTime) }),
    valued('opinion', { valueString: text(opinion.opinion) }),
    valued('personId', { valueIdentifier: identifierOf(opinion.personId, context) }),
    valued('personName', { valueString: text(opinion.personName) }),
  ]);
}
