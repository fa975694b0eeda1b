import type { CareDocumentation3 } from '../../../contracts/index.ts';
import { codeSystem } from '../content/code.ts';
import { type Note, noteTypes, oldNoteTypes } from '../content/note.ts';
import type { Entry } from '../entries.ts';
import type { History } from '../history.ts';
import { dissentedAt, isNoteType } from './care-documentation-2.ts';
import { cv, words } from './coded.ts';
import { hsaId, localId, nameOf, orgUnitOf, patientName, roleOf, writtenAt } from './header.ts';

export function careDocumentation3({ chart, entries }: History): CareDocumentation3[] {
  const patient = { root: chart.patient.identity.type, extension: chart.patient.identity.id };
  return entries('note').map((entry) => ({
    header: {
      accessControlHeader: {
        ...(!entry.ownerless && {
          accountableHealthcareProvider: hsaId(entry.unit.provider),
          accountableCareUnit: hsaId(entry.unit.hsaId),
        }),
        patientId: patient,
        blockComparisonTime: writtenAt(entry),
        approvedForPatient: entry.approved,
      },
      sourceSystemId: hsaId(chart.source),
      // The id of version 2 stands in the root, alone, so that those who ask for both keep one.
      record: { id: { root: entry.id }, timestamp: writtenAt(entry) },
      author: { ...personOf(entry), timestamp: writtenAt(entry), byRole: roleOf(entry), orgUnit: orgUnitOf(entry) },
      ...(entry.signed && { signature: { ...personOf(entry), timestamp: entry.signed, byRole: roleOf(entry) } }),
    },
    body: {
      clinicalDocumentNoteCode: codeOf(entry.content),
      clinicalDocumentNoteTitle: entry.content.title,
      ...bodyOf(entry.content),
      ...(entry.content.dissent && {
        dissentingOpinion: [
          {
            opinionId: localId(`${entry.id}-a`),
            authorTime: dissentedAt(entry),
            opinion: entry.content.dissent,
            personId: patient,
            personName: patientName(chart),
          },
        ],
      }),
    },
  }));
}

const personOf = (entry: Entry) => ({ id: hsaId(entry.author.hsaId), name: nameOf(entry) });

/** Version 3 has no place of its own for the older kinds of note: they are words. */
function codeOf({ type }: Note) {
  return isNoteType(type)
    ? cv({ code: type, system: codeSystem.noteType, name: noteTypes[type] })
    : words(oldNoteTypes[type]);
}

function bodyOf({ body }: Note): Pick<CareDocumentation3['body'], 'clinicalDocumentNoteText' | 'multimediaEntry'> {
  return typeof body === 'string'
    ? { clinicalDocumentNoteText: body }
    : { multimediaEntry: { mediaType: body.mediaType, ...body.content } };
}
