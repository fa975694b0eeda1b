import { fhirTimeToRivtaDate, systemOids } from '../../codes/index.ts';
import type { AlertInformation } from '../../contracts/index.ts';
import { typeOfAlertInformation } from '../alert-kinds.ts';
import type { Mapped } from '../mapped.ts';
import { bodyFrom, bodyOf } from './alert-body.ts';
import { type Context, careContactIdOf, identityOf, ownerOf, recordedOf, writingOfFinding } from './context.ts';
import { hypersensitivityFrom, isAlertKind, isHypersensitivity } from './hypersensitivity.ts';
import { legalAuthenticatorOf, professionalOf } from './people.ts';
import { gather, type Mapping } from './reading.ts';
import type { Resource } from './resources.ts';
import { conceptOf, dayOrTimeOf, extensionOf, extensionsOf, hasCode, timeOf, writingOf } from './values.ts';

type Flag = Resource<'Flag'>;
type AllergyIntolerance = Resource<'AllergyIntolerance'>;

const obsoletePrefix = 'Inaktiveringskommentar: ';

export const alertInformation: Mapping = async function* (search, context) {
  // All of both before any of them: which allergy belongs to which flag is known only then.
  const flags = yield* gather('Flag', search);
  const allergies = yield* gather('AllergyIntolerance', search);
  yield* alertsFrom(flags, allergies, context);
};

/**
 * Flags and allergies → GetAlertInformation 2. A flag and the allergy it points at (flag-detail, or the same
 * identifier) are one record; an allergy without flag is one of its own.
 */
function* alertsFrom(
  flags: readonly Flag[],
  allergies: readonly AllergyIntolerance[],
  context: Context,
): Generator<Mapped<AlertInformation>> {
  const told = new Set<AllergyIntolerance>();
  for (const flag of flags) {
    const allergy = allergies.find((candidate) => isDetailOf(flag, candidate, context));
    // A withdrawn flag takes no allergy with it that is still true.
    if (allergy && flag.status !== 'entered-in-error') told.add(allergy);
    yield fromFlag(flag, allergy, context);
  }
  for (const allergy of allergies) {
    if (!told.has(allergy) && isHypersensitivity(allergy)) yield fromAllergy(allergy, context);
  }
}

function isDetailOf(flag: Flag, allergy: AllergyIntolerance, { index }: Context): boolean {
  const details = extensionsOf(flag, 'flag-detail').flatMap(({ valueReference }) => valueReference ?? []);
  const named = [...details.map(({ identifier }) => identifier), ...(flag.identifier ?? [])];
  return (
    details.some((reference) => index.find('AllergyIntolerance', reference, flag) === allergy) ||
    named.some((one) =>
      allergy.identifier?.some(({ system, value }) => value && value === one?.value && system === one.system),
    )
  );
}

function fromFlag(flag: Flag, allergy: AllergyIntolerance | undefined, context: Context): Mapped<AlertInformation> {
  const owner = ownerOf(flag, context);
  const start = timeOf(flag.period?.start);
  const end = timeOf(flag.period?.end);
  const { authorTime, undated } = writingOf(
    recordedOf(flag, context) ?? dayOrTimeOf(allergy?.recordedDate),
    allergy?.recordedDate,
    flag.period?.start,
    flag.meta?.lastUpdated,
  );
  const { comment, obsoleteComment } = commentsOf(flag, allergy);
  const careContact = careContactIdOf(flag, flag.encounter, context);
  const signed = timeOf(extensionOf(flag, 'alert-asserted-date')?.valueDateTime);
  const asserter = extensionOf(flag, 'alert-asserter')?.valueReference;
  return {
    item: {
      alertInformationHeader: {
        ...identityOf(flag, flag.subject, context),
        accountableHealthcareProfessional: professionalOf(flag.author, flag, context, authorTime, owner),
        legalAuthenticator: legalAuthenticatorOf(asserter, flag, context, signed),
        careContactId: careContact,
        nullified: flag.status === 'entered-in-error' ? true : undefined,
      },
      alertInformationBody: {
        typeOfAlertInformation:
          conceptOf(flag.category?.find(isAlertKind), [systemOids.informationType]) ??
          typeOfAlertInformation(bodyOf(flag, allergy)),
        ascertainedDate: dayOf(extensionOf(flag, 'alert-ascertained-date')?.valueDate ?? allergy?.onsetDateTime),
        verifiedTime: timeOf(extensionOf(flag, 'alert-verified-time')?.valueDateTime),
        validityTimePeriod: { start: start ?? authorTime, end },
        // Of an unstructured alert it is the content.
        alertInformationComment: bodyOf(flag, allergy) === 'unstructuredAlertInformation' ? undefined : comment,
        obsoleteTime: flag.status === 'inactive' ? (end ?? authorTime) : undefined,
        obsoleteComment,
        ...bodyFrom(flag, allergy, comment),
        relatedAlertInformation: relatedTo(flag),
      },
    },
    ...owner,
    careContact,
    undated,
    readFrom: flag,
  };
}

function fromAllergy(allergy: AllergyIntolerance, context: Context): Mapped<AlertInformation> {
  const owner = ownerOf(allergy, context);
  const onset = timeOf(allergy.onsetDateTime, allergy.onsetPeriod?.start);
  const { authorTime, undated } = writingOfFinding(allergy, context);
  const careContact = careContactIdOf(allergy, allergy.encounter, context);
  const isOver = hasCode([allergy.clinicalStatus], 'inactive', 'resolved');
  return {
    item: {
      alertInformationHeader: {
        ...identityOf(allergy, allergy.patient, context),
        accountableHealthcareProfessional: professionalOf(allergy.recorder, allergy, context, authorTime, owner),
        careContactId: careContact,
        nullified: hasCode([allergy.verificationStatus], 'entered-in-error') ? true : undefined,
      },
      alertInformationBody: {
        typeOfAlertInformation: typeOfAlertInformation('hypersensitivity'),
        ascertainedDate: onset?.slice(0, 8),
        validityTimePeriod: { start: onset ?? authorTime },
        alertInformationComment: allergy.note?.map(({ text }) => text).find(Boolean),
        obsoleteTime: isOver ? (timeOf(allergy.lastOccurrence) ?? authorTime) : undefined,
        hypersensitivity: hypersensitivityFrom(undefined, allergy),
      },
    },
    ...owner,
    careContact,
    undated,
    readFrom: allergy,
  };
}

/** The comment, from which the one on why the alert is obsolete is told apart by its first words. */
function commentsOf(flag: Flag, allergy: AllergyIntolerance | undefined) {
  const text =
    extensionOf(flag, 'alert-information-comment')?.valueString ??
    extensionOf(flag, 'note')?.valueAnnotation?.text ??
    allergy?.note?.map((note) => note.text).find(Boolean);
  const [comment, obsoleteComment] = text?.split(obsoletePrefix, 2) ?? [];
  return { comment: comment?.trim() || undefined, obsoleteComment: obsoleteComment?.trim() || undefined };
}

function relatedTo(flag: Flag) {
  return extensionsOf(flag, 'related-alert-information').map((related) => ({
    typeOfAlertInformationRelationship: conceptOf(extensionOf(related, 'typeOfRelationship')?.valueCodeableConcept),
    relationComment: extensionOf(related, 'relationComment')?.valueString,
    documentId: extensionsOf(related, 'documentId').map(
      ({ valueString, valueIdentifier }) => valueString ?? valueIdentifier?.value,
    ),
  }));
}

function dayOf(time: string | undefined): string | undefined {
  return time && fhirTimeToRivtaDate(time);
}
