import { hsaIdOf, type InstanceIdentifier } from '../../contracts/index.ts';
import type { Header } from './header.ts';
import type { Professional } from './parts.ts';

interface Person {
  readonly id?: InstanceIdentifier;
  readonly name?: string;
  readonly timestamp: string;
  readonly byRole?: NonNullable<Professional['healthcareProfessionalRoleCode']>;
}

/** The header of care documentation 3 and laboratory 4, told as the one that the other contracts have. */
export function headerOfJol(parts: {
  readonly record: { readonly id: string; readonly timestamp: string };
  readonly author: Person | undefined;
  readonly unit: Professional['healthcareProfessionalOrgUnit'];
  readonly signature: Person | undefined;
  readonly careUnit: InstanceIdentifier | undefined;
  readonly careProvider: InstanceIdentifier | undefined;
  readonly approved: boolean;
}): Header {
  const { author, signature, unit } = parts;
  const person = author?.id && hsaIdOf(author.id);
  const careUnit = parts.careUnit && hsaIdOf(parts.careUnit);
  const careProvider = parts.careProvider && hsaIdOf(parts.careProvider);
  return {
    documentId: parts.record.id,
    accountableHealthcareProfessional: {
      authorTime: author?.timestamp ?? parts.record.timestamp,
      ...(person && { healthcareProfessionalHSAId: person }),
      ...(author?.name && { healthcareProfessionalName: author.name }),
      ...(author?.byRole && { healthcareProfessionalRoleCode: author.byRole }),
      ...(unit && { healthcareProfessionalOrgUnit: unit }),
      ...(careUnit && { healthcareProfessionalCareUnitHSAId: careUnit }),
      ...(careProvider && { healthcareProfessionalCareGiverHSAId: careProvider }),
    },
    ...(signature && { legalAuthenticator: signatureOf(signature) }),
    approvedForPatient: parts.approved,
  };
}

function signatureOf({ id, name, timestamp }: Person): NonNullable<Header['legalAuthenticator']> {
  const signer = id && hsaIdOf(id);
  return {
    signatureTime: timestamp,
    ...(signer && { legalAuthenticatorHSAId: signer }),
    ...(name && { legalAuthenticatorName: name }),
  };
}
