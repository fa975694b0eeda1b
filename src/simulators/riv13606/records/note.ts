import type { CareDocumentation2 } from '../../../contracts/index.ts';
import type { Composition } from '../composition.ts';
import { contactLinks, elementWriter, entry } from '../record-components.ts';
import { isOneIn, type TypeForm, withMarkedLines } from '../types.ts';

type Note = CareDocumentation2['careDocumentationBody']['clinicalDocumentNote'];

/** A note (voo): the composition's meaning is the kind of note. */
export function noteCompositions(item: CareDocumentation2): Composition[] {
  const { careDocumentationHeader: header, careDocumentationBody: body } = item;
  const meaning = kindOf(header.documentId, body.clinicalDocumentNote);
  const { clinicalDocumentTypeCode: older, clinicalDocumentNoteTitle: title } = body.clinicalDocumentNote;
  return [
    {
      meaning,
      // Only the older kinds, and those of this product alone, have titles.
      ...(title && (meaning === older || meaning === 'spe') && { name: title }),
      header,
      entry: (form) => noteEntry(form, item),
    },
  ];
}

/** Some clinics use kinds of their own, which no list knows. */
function kindOf(id: string, { clinicalDocumentNoteCode: code, clinicalDocumentTypeCode: older }: Note): string {
  if (isOneIn(17, id)) return 'zzz';
  return isOneIn(13, id) ? 'spe' : (code ?? older ?? 'zzz');
}

function noteEntry(
  form: TypeForm,
  { careDocumentationHeader: header, careDocumentationBody: body }: CareDocumentation2,
) {
  const items = elementWriter(form, 'items');
  return entry(
    form,
    { code: 'voo-voo' },
    contactLinks(header.careContactId),
    items.text('voo-voo-txt', withMarkedLines(textOf(body.clinicalDocumentNote))) +
      items.time('voo-voo-tid', header.documentTime),
  );
}

/** 1.0 has text alone: DocBook loses its structure, and of an attachment is only said that there is one. */
function textOf({
  clinicalDocumentNoteText: text,
  multimediaEntry: attached,
  clinicalDocumentNoteTitle,
}: Note): string {
  if (attached) return `${clinicalDocumentNoteTitle ?? 'Dokument'} (${attached.mediaType}) finns i journalsystemet.`;
  if (!text?.startsWith('<article')) return text ?? '';
  return text
    .replaceAll(/<\/(title|para|section)>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\n{2,}/g, '\n\n')
    .trim();
}
