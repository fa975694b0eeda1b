import { createHash } from 'node:crypto';
import { sameHsaId } from '../identities/same-hsa-id.ts';

/**
 * That a system holds information of a kind about a patient, in the words of the contract (`EngagementType` of
 * itintegration:engagementindex 1). Times are `YYYYMMDDhhmmss`, Swedish local time.
 */
export interface Engagement {
  readonly registeredResidentIdentification: string;
  readonly serviceDomain: string;
  readonly categorization: string;
  readonly logicalAddress: string;
  readonly businessObjectInstanceIdentifier: string;
  readonly clinicalProcessInterestId: string;
  readonly mostRecentContent?: string;
  readonly sourceSystem: string;
  readonly creationTime?: string;
  readonly updateTime?: string;
  readonly dataController: string;
  /** HSA-id of the organisation whose index got it first. */
  readonly owner: string;
}

/** One change of the index: `deleteFlag` removes what has the engagement's key, otherwise it is created or updated. */
export interface Change {
  readonly deleteFlag: boolean;
  readonly engagement: Engagement;
}

/** What makes an engagement itself: two that agree in all of these are the same one. */
export const keyFields = [
  'registeredResidentIdentification',
  'serviceDomain',
  'categorization',
  'logicalAddress',
  'businessObjectInstanceIdentifier',
  'clinicalProcessInterestId',
  'sourceSystem',
  'dataController',
  'owner',
] as const;

/** SHA-256 of the key, hex: one short value to find and to sort by, however long its fields are. */
export function keyOf(engagement: Engagement): string {
  return createHash('sha256')
    .update(JSON.stringify(keyFields.map((field) => engagement[field])))
    .digest('hex');
}

/** The names under which an index takes messages, the id of its owner first. */
export type OwnNames = readonly [string, ...string[]];

export function isOwn(names: readonly string[], id: string): boolean {
  return names.some((name) => sameHsaId(name, id));
}

/**
 * Whether a number is of a kind that means the same person everywhere: a personal, coordination or national reserve
 * number, by its form. Local reserve numbers are not indexed.
 */
export function isIndexed(number: string): boolean {
  return (
    /^(18|19|20)[0-9]{2}(0[0-9]|1[0-2])([012][0-9]|3[01]|[678][0-9]|9[01])[0-9]{4}$/.test(number) || isNational(number)
  );
}

/** XXYYMMDDNNGC with two letters. */
function isNational(number: string): boolean {
  return /^[0-9]{8}[A-HJ-NPR-UX-Z]{2}[0-9]{2}$/.test(number);
}
