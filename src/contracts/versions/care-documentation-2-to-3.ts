import { systemOids } from '../../codes/index.ts';
import type { Draft } from '../draft.ts';
import type { CareDocumentation2 } from '../get-care-documentation-2.ts';
import type { CareDocumentation3 } from '../get-care-documentation-3.ts';
import { hsaIdentifier, patientIdentifier } from '../instance-identifier.ts';
import { olderKinds } from './note-kinds.ts';
import { lostOf, type Translation } from './translation.ts';

type Header2 = CareDocumentation2['careDocumentationHeader'];
type Note2 = CareDocumentation2['careDocumentationBody']['clinicalDocumentNote'];

const losses = {
  'careDocumentationHeader/documentTitle': 'version 3 has the title of the note alone',
  'careDocumentationHeader/careContactId': 'not in version 3',
  'careDocumentationHeader/nullifiedReason': 'not in version 3',
} as const;

const note = 'careDocumentationBody/clinicalDocumentNote';

export const careDocumentation2to3: Translation = {
  from: 'GetCareDocumentation:2',
  to: 'GetCareDocumentation:3',
  losses,
  retold: {
    'careDocumentationHeader/documentTime': 'becomes the time of the record; without it the author time does',
    'careDocumentationHeader/nullified': 'version 3 cannot say it: a withdrawn note is not told, any other is',
    [`${note}/clinicalDocumentNoteCode`]: 'becomes a coded value; without any code it says “Ej angiven” (not stated)',
    [`${note}/clinicalDocumentTypeCode`]: 'becomes words (original text): it is of no code system that version 3 has',
  },
  needs: {},
  translate: (given) => {
    const { careDocumentationHeader: header, careDocumentationBody } = given as CareDocumentation2;
    return {
      // The other version would show a withdrawn note as one that stands.
      item: header.nullified
        ? undefined
        : { header: headerOf(header), body: bodyOf(careDocumentationBody.clinicalDocumentNote) },
      lost: lostOf<typeof losses>({
        'careDocumentationHeader/documentTitle': header.documentTitle,
        'careDocumentationHeader/careContactId': header.careContactId,
        'careDocumentationHeader/nullifiedReason': header.nullifiedReason,
      }),
    };
  },
};

function headerOf(header: Header2): Draft<CareDocumentation3['header']> {
  const { accountableHealthcareProfessional: professional, legalAuthenticator: signer } = header;
  const { healthcareProfessionalCareGiverHSAId: provider, healthcareProfessionalCareUnitHSAId: unit } = professional;
  return {
    accessControlHeader: {
      accountableHealthcareProvider: hsaId(provider),
      accountableCareUnit: hsaId(unit),
      patientId: patientIdentifier(header.patientId),
      // What blocks are judged against in version 2.
      blockComparisonTime: professional.authorTime,
      approvedForPatient: header.approvedForPatient,
    },
    sourceSystemId: hsaIdentifier(header.sourceSystemHSAid),
    record: { id: { root: header.documentId }, timestamp: header.documentTime ?? professional.authorTime },
    author: {
      id: hsaId(professional.healthcareProfessionalHSAId),
      name: professional.healthcareProfessionalName,
      timestamp: professional.authorTime,
      byRole: professional.healthcareProfessionalRoleCode,
      orgUnit: professional.healthcareProfessionalOrgUnit,
    },
    signature: signer && {
      id: hsaId(signer.legalAuthenticatorHSAId),
      name: signer.legalAuthenticatorName,
      timestamp: signer.signatureTime,
    },
  };
}

function bodyOf(note: Note2): Draft<CareDocumentation3['body']> {
  return {
    clinicalDocumentNoteCode: kindOf(note),
    clinicalDocumentNoteTitle: note.clinicalDocumentNoteTitle,
    clinicalDocumentNoteText: note.clinicalDocumentNoteText,
    multimediaEntry: note.multimediaEntry,
    dissentingOpinion: note.dissentintOpinion?.map(({ personId, ...opinion }) => ({
      ...opinion,
      personId: patientIdentifier(personId),
    })),
  };
}

function kindOf({ clinicalDocumentNoteCode: code, clinicalDocumentTypeCode: older }: Note2) {
  if (code) return { code, codeSystem: systemOids.noteType };
  return { originalText: older ? olderKinds[older] : 'Ej angiven' };
}

function hsaId(id: string | undefined) {
  return id === undefined ? undefined : hsaIdentifier(id);
}
