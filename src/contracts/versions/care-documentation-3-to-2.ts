import { systemOids } from '../../codes/index.ts';
import type { Draft } from '../draft.ts';
import type { CareDocumentation2 } from '../get-care-documentation-2.ts';
import type { CareDocumentation3 } from '../get-care-documentation-3.ts';
import { type InstanceIdentifier, textOf } from '../instance-identifier.ts';
import { mediaTypes } from '../patterns.ts';
import { kindOfNote, olderKinds } from './note-kinds.ts';
import { lostOf, type Translation } from './translation.ts';

type Header = CareDocumentation3['header'];
type Body = CareDocumentation3['body'];

const losses = {
  'header/accessControlHeader/accountableHealthcareProvider': 'identified by something else than an HSA-id',
  'header/accessControlHeader/accountableCareUnit': 'identified by something else than an HSA-id',
  'header/accessControlHeader/careProcessId': 'not in version 2',
  'header/accessControlHeader/blockComparisonTime': 'in version 2 it is the author time; lost where it is another',
  'header/author/id': 'identified by something else than an HSA-id',
  'header/author/orgUnit': 'without either id or name, which version 2 demands',
  'header/signature/id': 'identified by something else than an HSA-id',
  'header/signature/byRole': 'not in version 2',
  'body/clinicalDocumentNoteCode': 'a kind that version 2 has no code for; and original text beside a known one',
  'body/multimediaEntry': 'of a media type that version 2 has not, beside a text',
} as const;

export const careDocumentation3to2: Translation = {
  from: 'GetCareDocumentation:3',
  to: 'GetCareDocumentation:2',
  losses,
  retold: {
    'header/sourceSystemId/root': 'always the HSA catalogue in version 2',
    'header/record/id': 'root and extension become one text; in version 3 there should be no extension',
    'header/record/timestamp': 'becomes the document time; without an author the author time too',
    'body/clinicalDocumentNoteCode': 'becomes its code, or that of an older kind',
    'body/multimediaEntry/mediaType': 'other names of XML become text/xml',
  },
  needs: {
    'header/accessControlHeader/patientId/extension': 'mandatory in version 2',
    'header/sourceSystemId/extension': 'mandatory in version 2',
    'body/dissentingOpinion/personId/extension': 'mandatory in version 2; an opinion must not be hidden from readers',
    'body/multimediaEntry': 'of a media type that version 2 has, where the note is nothing else',
  },
  translate: (given) => {
    const { header, body } = given as CareDocumentation3;
    const { accessControlHeader: access, author, signature } = header;
    const authorTime = author?.timestamp ?? header.record.timestamp;
    const attachment = attachmentOf(body);
    const attachmentLost = body.multimediaEntry !== undefined && attachment === undefined;
    return {
      item:
        attachmentLost && !body.clinicalDocumentNoteText
          ? undefined
          : {
              careDocumentationHeader: headerOf(header, authorTime),
              careDocumentationBody: { clinicalDocumentNote: noteOf(body, attachment) },
            },
      lost: lostOf<typeof losses>({
        'header/accessControlHeader/accountableHealthcareProvider': notHsa(access.accountableHealthcareProvider),
        'header/accessControlHeader/accountableCareUnit': notHsa(access.accountableCareUnit),
        'header/accessControlHeader/careProcessId': access.careProcessId,
        'header/accessControlHeader/blockComparisonTime': access.blockComparisonTime !== authorTime,
        'header/author/id': notHsa(author?.id),
        'header/author/orgUnit': author?.orgUnit && !unitOf(author.orgUnit),
        'header/signature/id': notHsa(signature?.id),
        'header/signature/byRole': signature?.byRole,
        'body/clinicalDocumentNoteCode': kindIsLost(body.clinicalDocumentNoteCode),
        'body/multimediaEntry': attachmentLost,
      }),
    };
  },
};

function headerOf(header: Header, authorTime: string): Draft<CareDocumentation2['careDocumentationHeader']> {
  const { accessControlHeader: access, author, signature } = header;
  return {
    documentId: textOf(header.record.id),
    sourceSystemHSAid: header.sourceSystemId.extension,
    documentTime: header.record.timestamp,
    patientId: { id: access.patientId.extension, type: access.patientId.root },
    accountableHealthcareProfessional: {
      authorTime,
      healthcareProfessionalHSAId: hsaIdOf(author?.id),
      healthcareProfessionalName: author?.name,
      healthcareProfessionalRoleCode: author?.byRole,
      healthcareProfessionalOrgUnit: unitOf(author?.orgUnit),
      healthcareProfessionalCareUnitHSAId: hsaIdOf(access.accountableCareUnit),
      healthcareProfessionalCareGiverHSAId: hsaIdOf(access.accountableHealthcareProvider),
    },
    legalAuthenticator: signature && {
      signatureTime: signature.timestamp,
      legalAuthenticatorHSAId: hsaIdOf(signature.id),
      legalAuthenticatorName: signature.name,
    },
    approvedForPatient: access.approvedForPatient,
  };
}

type Note = CareDocumentation2['careDocumentationBody']['clinicalDocumentNote'];

function noteOf(body: Body, multimediaEntry: Note['multimediaEntry']): Draft<Note> {
  const { code, older } = kindOfNote(body.clinicalDocumentNoteCode);
  return {
    clinicalDocumentNoteCode: code,
    clinicalDocumentTypeCode: older,
    clinicalDocumentNoteTitle: body.clinicalDocumentNoteTitle,
    clinicalDocumentNoteText: body.clinicalDocumentNoteText,
    multimediaEntry,
    dissentintOpinion: body.dissentingOpinion?.map(({ personId, ...opinion }) => ({
      ...opinion,
      personId: { id: personId.extension, type: personId.root },
    })),
  };
}

/** Original text is lost unless it is what the kind was understood by. */
function kindIsLost(kind: Body['clinicalDocumentNoteCode']): boolean {
  const { code, older } = kindOfNote(kind);
  if (code === undefined && older === undefined) return true;
  return kind.originalText !== undefined && kind.originalText !== (older && olderKinds[older]);
}

const xmlTypes: readonly string[] = ['application/xml', 'application/docbook+xml'];

function attachmentOf({ multimediaEntry: entry }: Body): Note['multimediaEntry'] {
  const mediaType = xmlTypes.includes(entry?.mediaType ?? '')
    ? 'text/xml'
    : mediaTypes.find((known) => known === entry?.mediaType);
  return entry && mediaType && { ...entry, mediaType };
}

function unitOf(unit: NonNullable<Header['author']>['orgUnit']) {
  const { orgUnitHSAId, orgUnitName } = unit ?? {};
  return orgUnitHSAId && orgUnitName ? { ...unit, orgUnitHSAId, orgUnitName } : undefined;
}

function hsaIdOf(identifier: InstanceIdentifier | undefined): string | undefined {
  return identifier?.root === systemOids.hsaId ? identifier.extension : undefined;
}

function notHsa(identifier: InstanceIdentifier | undefined): boolean {
  return identifier !== undefined && hsaIdOf(identifier) === undefined;
}
