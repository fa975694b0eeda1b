import { type Context, careContactIdOf, identityOf, type Owner, ownerOf } from './context.ts';
import { legalAuthenticatorOf, professionalOf } from './people.ts';
import type { AnyResource, Reference } from './resources.ts';
import { extensionOf, wordsOfConcept } from './values.ts';

/** What a resource says of itself, for the header of its record. */
interface Origin {
  readonly subject: Reference | undefined;
  readonly encounter?: Reference | undefined;
  readonly author: Reference | undefined;
  readonly authorTime: string | undefined;
  readonly signer?: Reference | undefined;
  /** When it was signed; without it nobody has. */
  readonly signed?: string | undefined;
  readonly nullified: boolean;
  readonly nullifiedReason?: string | undefined;
  /** HSA-id of the unit that the resource itself names. */
  readonly unit?: string | undefined;
}

/** Why it was withdrawn, where the resource has no place for that: as its Provenance or our own face says it. */
function reasonOf(resource: AnyResource, { index }: Context): string | undefined {
  const told = index.provenancesOf(resource).flatMap(({ reason = [] }) => reason.map(wordsOfConcept));
  return extensionOf(resource, 'nullified-reason')?.valueString ?? told.find(Boolean);
}

/** PatientSummaryHeaderType, and what the bridge needs to know beside the item. */
export function headerFrom(resource: AnyResource, origin: Origin, context: Context) {
  const { subject, encounter, author, authorTime, signer, signed, nullified, nullifiedReason, unit } = origin;
  const owner: Owner = ownerOf(resource, context, unit);
  const careContact = careContactIdOf(resource, encounter, context);
  return {
    header: {
      ...identityOf(resource, subject, context),
      accountableHealthcareProfessional: professionalOf(author, resource, context, authorTime, owner),
      legalAuthenticator: legalAuthenticatorOf(signer, resource, context, signed),
      careContactId: careContact,
      ...(nullified && { nullified, nullifiedReason: nullifiedReason ?? reasonOf(resource, context) }),
    },
    beside: { ...owner, careContact },
  };
}
