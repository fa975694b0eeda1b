import { systemOids, uriOf } from '../codes/index.ts';
import type { PatientId, RecordHeader } from './record.ts';

/** RIV-TA's IIType: an OID, or a value inside it. */
export interface InstanceIdentifier {
  readonly root: string;
  readonly extension?: string;
}

/** An HSA-id as contracts of the newer style write it. */
export function hsaIdentifier(hsaId: string): { readonly root: string; readonly extension: string } {
  return { root: systemOids.hsaId, extension: hsaId };
}

/** Without anything beside the identifier itself. */
export function plain({ root, extension }: InstanceIdentifier): InstanceIdentifier {
  return { root, ...(extension !== undefined && { extension }) };
}

/** What is identified, without white space around it; undefined when nothing is. */
export function extensionOf(identifier: Partial<InstanceIdentifier> | undefined): string | undefined {
  return identifier?.extension?.trim() || undefined;
}

/** The HSA-id, where it is one, by any of the OIDs that mean HSA-ids. */
export function hsaIdOf(identifier: Partial<InstanceIdentifier> | undefined): string | undefined {
  return uriOf(identifier?.root?.trim() ?? '') === uriOf(systemOids.hsaId) ? extensionOf(identifier) : undefined;
}

/**
 * Whose the information is, for a record's header. What is no HSA-id cannot be compared with blocks and counts as not
 * named; a care provider may be named by its organisation number alone.
 */
export function ownerOf(
  careUnit: Partial<InstanceIdentifier> | undefined,
  careProvider: Partial<InstanceIdentifier> | undefined,
): Pick<RecordHeader, 'careUnit' | 'careProvider' | 'careProviderNumber'> {
  const isNumber = careProvider?.root?.trim() === systemOids.organisationNumber;
  const careProviderNumber = isNumber ? extensionOf(careProvider) : undefined;
  return {
    careUnit: hsaIdOf(careUnit),
    careProvider: hsaIdOf(careProvider),
    ...(careProviderNumber !== undefined && { careProviderNumber }),
  };
}

/** Tolerates an identifier that lacks a part. */
export function patientIdOf(identifier: Partial<InstanceIdentifier> | undefined): PatientId {
  return { id: identifier?.extension?.trim() ?? '', type: identifier?.root?.trim() ?? '' };
}

export function patientIdentifier({ id, type }: PatientId): { readonly root: string; readonly extension: string } {
  return { root: type, extension: id };
}

/** A record id as one text: the root alone where that is the whole id. */
export function textOf(identifier: InstanceIdentifier | undefined): string {
  const { root = '', extension } = identifier ?? {};
  return extension ? `${root}/${extension}` : root;
}

/** Whether they identify the same, white space around their parts aside. */
export function sameIdentifier(
  a: Partial<InstanceIdentifier> | undefined,
  b: Partial<InstanceIdentifier> | undefined,
): boolean {
  return a?.root?.trim() === b?.root?.trim() && extensionOf(a) === extensionOf(b);
}
