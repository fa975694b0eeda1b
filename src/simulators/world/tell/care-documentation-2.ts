import type { CareDocumentation2 } from '../../../contracts/index.ts';
import { type Note, type NoteType, noteTypes } from '../content/note.ts';
import type { Entry } from '../entries.ts';
import type { History } from '../history.ts';
import { headerOf, localId, patientName, writtenAt } from './header.ts';

type Body = CareDocumentation2['careDocumentationBody']['clinicalDocumentNote'];

export function careDocumentation2({ chart, entries }: History): CareDocumentation2[] {
  return entries('note').map((entry) => {
    const { sourceSystemHSAId, ...header } = headerOf(chart, entry);
    return {
      careDocumentationHeader: {
        ...header,
        sourceSystemHSAid: sourceSystemHSAId,
        documentTitle: entry.content.title,
        documentTime: writtenAt(entry),
      },
      careDocumentationBody: {
        clinicalDocumentNote: {
          ...codeOf(entry.content),
          clinicalDocumentNoteTitle: entry.content.title,
          ...bodyOf(entry.content),
          ...(entry.content.dissent && {
            dissentintOpinion: [
              {
                opinionId: localId(`${entry.id}-a`),
                authorTime: dissentedAt(entry),
                opinion: entry.content.dissent,
                personId: chart.patient.identity,
                personName: patientName(chart),
              },
            ],
          }),
        },
      },
    };
  });
}

export const isNoteType = (type: Note['type']): type is NoteType => Object.hasOwn(noteTypes, type);

function codeOf({ type }: Note): Pick<Body, 'clinicalDocumentNoteCode' | 'clinicalDocumentTypeCode'> {
  return isNoteType(type) ? { clinicalDocumentNoteCode: type } : { clinicalDocumentTypeCode: type };
}

function bodyOf({ body }: Note): Pick<Body, 'clinicalDocumentNoteText' | 'multimediaEntry'> {
  return typeof body === 'string'
    ? { clinicalDocumentNoteText: body }
    : { multimediaEntry: { mediaType: body.mediaType, ...body.content } };
}

/** Patients read what was written about them, and answer, within the week. */
export const dissentedAt = (entry: Entry): string => writtenAt({ ...entry, minute: entry.minute + 180 });
