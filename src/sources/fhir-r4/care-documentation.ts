import { oidOf, systemOids } from '../../codes/index.ts';
import { type CareDocumentation3, type CodedValue, patientIdentifier } from '../../contracts/index.ts';
import { codedValue } from '../coded-value.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { contentOf, plainTextOf } from './attachments.ts';
import { type Context, careContactIdOf, identityOf, organisationIdOf, ownerOf, recordedOf } from './context.ts';
import { hsaIdentifierOf, participantOf } from './jol-header.ts';
import { knownIn } from './known-in.ts';
import { personOf } from './people.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { CodeableConcept, Extension, Resource } from './resources.ts';
import { signatureOf } from './signature.ts';
import { extensionOf, extensionsOf, instanceIdOf, timeOf, wordsOfConcept, writingOf } from './values.ts';

type DocumentReference = Resource<'DocumentReference'>;
type Body = Draft<CareDocumentation3['body']>;

export const careDocumentation: Mapping = (search, context) =>
  eachOf('DocumentReference', search, (document) => careDocumentationFrom(document, context), {
    include: ['DocumentReference:authenticator', 'DocumentReference:author'],
    fetch: ['Binary'],
  });

/** The contract cannot say that a note is withdrawn or replaced. */
const goneStatuses = ['entered-in-error', 'superseded'];

/** DocumentReference → GetCareDocumentation 3. */
function careDocumentationFrom(document: DocumentReference, context: Context): Mapped<CareDocumentation3> | undefined {
  if (goneStatuses.includes(document.status ?? '')) return undefined;
  const owner = ownerOf(document, context);
  const careProvider = owner.careProvider ?? organisationIdOf(document.custodian, document, context.index);
  const { documentId, patientId, approvedForPatient } = identityOf(document, document.subject, context);
  const { authorTime: written, undated } = writingOf(
    timeOf(document.date) ?? recordedOf(document, context),
    document.meta?.lastUpdated,
  );
  const [author] = document.author ?? [];
  const { signer, signed } = signatureOf(document);
  const authored = participantOf(author, document, context, recordedOf(document, context) ?? written);
  const compared =
    timeOf(extensionOf(document, 'block-comparison-time')?.valueDateTime) ?? timeOf(document.context?.period?.start);
  return {
    item: {
      header: {
        accessControlHeader: {
          accountableHealthcareProvider: hsaIdentifierOf(careProvider),
          accountableCareUnit: hsaIdentifierOf(owner.careUnit),
          patientId: patientIdentifier(patientId),
          careProcessId: instanceIdOf(document.context?.related?.[0]?.identifier),
          blockComparisonTime: compared ?? written,
          approvedForPatient,
        },
        sourceSystemId: hsaIdentifierOf(context.source.hsaId),
        record: {
          id: instanceIdOf(document.masterIdentifier ?? document.identifier?.[0] ?? { value: documentId ?? '' }),
          timestamp: written,
        },
        author: authored && { ...authored, orgUnit: personOf(author, document, context).unit },
        signature: participantOf(document.authenticator ?? signer, document, context, signed),
      },
      body: {
        clinicalDocumentNoteCode: noteCodeOf(document),
        clinicalDocumentNoteTitle:
          document.description ?? document.content?.[0]?.attachment?.title ?? wordsOfConcept(document.type),
        ...contentFrom(document, context),
        dissentingOpinion: extensionsOf(document, 'dissenting-opinion').map(opinionFrom),
      },
    },
    careUnit: owner.careUnit,
    careProvider,
    careContact: careContactIdOf(document, document.context?.encounter?.[0], context),
    incomparable: undated && compared === undefined,
  };
}

/** KV Anteckningstyp. */
const noteKinds: Readonly<Record<string, string>> = {
  utr: 'Utredning',
  atb: 'Åtgärd/Behandling',
  sam: 'Sammanfattning',
  sao: 'Samordning',
  ins: 'Inskrivning',
  slu: 'Slutanteckning',
  auf: 'Anteckning utan fysiskt möte',
  sva: 'Slutenvårdsanteckning',
  bes: 'Besöksanteckning',
};
/** LOINC's types of documents that mean the same. */
const loincKinds: Readonly<Record<string, string>> = {
  '11506-3': 'bes',
  '34117-2': 'ins',
  '34133-9': 'sam',
  '18842-5': 'slu',
  '11490-0': 'slu',
  '34748-4': 'auf',
};
const otherKind = 'sam';

function noteCodeOf({ type, category = [] }: DocumentReference): CodedValue | undefined {
  const codings = [type, ...category].flatMap((concept: CodeableConcept | undefined) => concept?.coding ?? []);
  const codeIn = (oid: string) => codings.find(({ system, code }) => code && oidOf(system ?? '') === oid)?.code ?? '';
  const national = codeIn(systemOids.noteType);
  const code = Object.hasOwn(noteKinds, national)
    ? national
    : (knownIn(loincKinds, codeIn(systemOids.loinc)) ?? otherKind);
  return codedValue({ code, system: systemOids.noteType, display: noteKinds[code] });
}

/** The contents are forms of one document: a plain text if there is one, else the first of them, as it is. */
function contentFrom(document: DocumentReference, context: Context): Body {
  const contents = (document.content ?? []).flatMap(({ attachment }) => contentOf(attachment, document, context) ?? []);
  const text = contents.map(plainTextOf).find((one) => one?.trim());
  if (text) return { clinicalDocumentNoteText: text };
  const [first] = contents;
  return { multimediaEntry: first && { mediaType: first.mediaType, value: first.data, reference: first.url } };
}

function opinionFrom(opinion: Extension) {
  return {
    opinionId: instanceIdOf(extensionOf(opinion, 'opinionId')?.valueIdentifier),
    authorTime: timeOf(extensionOf(opinion, 'authorTime')?.valueDateTime),
    opinion: extensionOf(opinion, 'opinion')?.valueString,
    personId: instanceIdOf(extensionOf(opinion, 'personId')?.valueIdentifier),
    personName: extensionOf(opinion, 'personName')?.valueString,
  };
}
