/** The care directory as the pages show it. Shared with the pages; types alone. */

import type { Address, GridPosition, OpeningHours } from '../../../hsa/model.ts';
import type { CountyCode } from '../../../hsa/names-above.ts';

export type { Address, CountyCode, GridPosition, OpeningHours };

/** Vårdform: 01 outpatient, 02 inpatient, 03 home care, 04 social care. */
export type CareType = '01' | '02' | '03' | '04';

export interface DirectorySearch {
  /** As somebody types it; empty = every unit. */
  readonly text: string;
  /** Left out = both. */
  readonly kind?: 'unit' | 'person' | undefined;
  readonly county?: CountyCode | undefined;
  /** Of units; nobody who is a person has one. */
  readonly careType?: CareType | undefined;
  /** From 1, which is what is given when it is left out. */
  readonly page?: number;
}

/** How old the directory's word is. */
export interface DirectoryAge {
  /** ISO 8601. */
  readonly asOf: string;
  /** The directory does not answer now; this is what it said before. */
  readonly stale: boolean;
}

/** `personal-number`: the text looks like one, and nothing was searched for. */
export type DirectoryFound = Hits | { readonly kind: 'personal-number' };

export interface Hits extends DirectoryAge {
  readonly kind: 'hits';
  readonly hits: readonly Hit[];
  /** How many fit, on all pages. */
  readonly total: number;
  /** There are more than the directory gives at a time. */
  readonly more: boolean;
  /** The directory does not answer now, and people could not be searched for. */
  readonly peopleMissing: boolean;
  readonly page: number;
  readonly pages: number;
}

export type Hit = UnitHit | PersonHit;

export interface UnitHit {
  readonly kind: 'unit';
  readonly hsaId: string;
  readonly name: string;
  /** The organization at the top of where it stands. */
  readonly organization: string | undefined;
  readonly closed: boolean;
  readonly phones: readonly string[];
  readonly switchboard: string | undefined;
  readonly town: string | undefined;
  readonly activityNames: readonly string[];
  readonly openingHours: readonly OpeningHours[];
}

export interface PersonHit {
  readonly kind: 'person';
  readonly hsaId: string;
  readonly name: string;
  readonly title: string | undefined;
  readonly organization: string | undefined;
  readonly phones: readonly string[];
}

/** Where on the map the units are that fit, without pages. */
export type DirectoryPoints =
  | (DirectoryAge & { readonly kind: 'points'; readonly points: readonly MapPoint[]; readonly more: boolean })
  | { readonly kind: 'personal-number' };

export interface MapPoint extends GridPosition {
  readonly hsaId: string;
  readonly name: string;
}

export interface UnitName {
  readonly hsaId: string;
  readonly name: string;
}

/** What anyone may know of a unit that is marked for the internet. */
export interface PublicUnit extends UnitName {
  readonly kind: 'organization' | 'unit';
  readonly orgNo: string | undefined;
  readonly alternativeNames: readonly string[];
  readonly description: string | undefined;
  readonly isCareProvider: boolean;
  readonly isCareUnit: boolean;
  /** E.164, or a national short number such as 1177. */
  readonly phones: readonly string[];
  readonly switchboard: string | undefined;
  readonly mail: string | undefined;
  readonly web: string | undefined;
  readonly postalAddress: Address | undefined;
  readonly visitingAddress: Address | undefined;
  /** SWEREF 99 TM, whole metres. */
  readonly position: GridPosition | undefined;
  readonly route: string | undefined;
  readonly openingHours: readonly OpeningHours[];
  readonly telephoneHours: readonly OpeningHours[];
  readonly dropInHours: readonly OpeningHours[];
  readonly visitingHours: readonly OpeningHours[];
  readonly activityNames: readonly string[];
  readonly businessTypes: readonly string[];
  readonly careTypes: readonly string[];
  readonly countyCode: string | undefined;
  readonly countyName: string | undefined;
  readonly municipalityCode: string | undefined;
  readonly municipalityName: string | undefined;
}

export interface ShownUnit extends PublicUnit, DirectoryAge {
  /** Closed for good, or past its last day. */
  readonly closed: boolean;
  /** First day it is no longer there, where that is known; ISO 8601. */
  readonly closedFrom: string | undefined;
  /** For colleagues; nothing for others. */
  readonly internalPhones: readonly string[];
  /** Head of operations (verksamhetschef); for colleagues. */
  readonly manager: UnitName | undefined;
  /** Units above it, nearest first. */
  readonly above: readonly UnitName[];
  /** Units directly below it. */
  readonly below: readonly UnitName[];
  /** What is below it cannot be told, or not all of it. */
  readonly belowUnknown: boolean;
  /** Booking desks and the like, below it in the tree, that can be rung. */
  readonly functions: readonly { readonly name: string; readonly phones: readonly string[] }[];
  readonly careUnit: UnitName | undefined;
  readonly careProvider: UnitName | undefined;
}

export interface ShownPerson extends DirectoryAge {
  readonly hsaId: string;
  readonly name: string;
  readonly title: string | undefined;
  readonly licences: readonly string[];
  readonly specialities: readonly string[];
  readonly positions: readonly string[];
  readonly phones: readonly string[];
  readonly internalPhones: readonly string[];
  readonly switchboard: string | undefined;
  readonly mail: string | undefined;
  /** Where she works: the units of her assignments, of which one may stand for many. */
  readonly units: readonly UnitName[];
}

/** One level of the tree. */
export interface DirectoryLevel extends DirectoryAge {
  readonly units: readonly (UnitName & { readonly isCareUnit: boolean; readonly hasUnits: boolean })[];
  /** The directory has more units than it gives at a time: some may be missing here. */
  readonly more: boolean;
}
