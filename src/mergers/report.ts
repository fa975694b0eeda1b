import type { SuccessionConfig } from '../config/successions.ts';

/** What changes when care providers or units merge on a day. Counts, HSA-ids and names of units; no patient. */
export interface MergerReport {
  /** The day, and the instant at which it begins in Sweden (ISO 8601). */
  readonly day: string;
  readonly at: string;
  readonly mergers: readonly Merger[];
  readonly units: readonly MergedUnit[];
  /** Entries of the configuration that name one that ends; they go on working. */
  readonly named: readonly { readonly key: string; readonly hsaId: string }[];
  /** False: the bridge's store could not be read, so that what patients have decided is not counted. */
  readonly counted: boolean;
  /** False: the care directory cannot tell who holds assignments, so that people are not counted. */
  readonly peopleTold: boolean;
  /** What should be settled before the day. */
  readonly conflicts: readonly Conflict[];
}

export interface NamedUnit {
  readonly hsaId: string;
  /** Undefined: the directory does not know it. */
  readonly name: string | undefined;
}

/** Care providers that become one: what each of them brings, and what it gets. */
export interface Merger {
  readonly into: NamedUnit;
  readonly parts: readonly Part[];
}

export interface Part extends NamedUnit {
  /** It is not taken over but takes over. */
  readonly stays: boolean;
  /** Care units that become the others' own; archived ones too, whose records are there still. */
  readonly careUnits: readonly NamedUnit[];
  /** Assignments for care, and how many people read at the whole care provider under them. */
  readonly assignments: number;
  readonly readers: number;
  /** Care units whose records those people read from the day on without consent. */
  readonly gained: number;
  /** HSA-ids of security officers and managers, who from the day on see what the other parts have. */
  readonly officers: readonly string[];
  readonly managers: readonly string[];
  /** Of outer blocks: inner ones between the parts from the day on, outer ones towards all others still. */
  readonly outerBlocks: number;
  readonly innerBlocks: number;
  /** Consents that are needed no more between the parts; they count towards others still. */
  readonly consents: number;
  /** They go on keeping the parts' information from the unit that was told no. */
  readonly refusals: number;
  readonly relations: number;
}

export interface MergedUnit {
  readonly kind: Exclude<SuccessionConfig['kind'], 'care-provider'>;
  readonly from: NamedUnit;
  readonly into: NamedUnit;
}

export type ConflictCode =
  | 'unknown-in-directory'
  | 'not-a-care-provider'
  | 'unit-of-another'
  | 'units-not-listed'
  | 'faulty-assignment'
  | 'no-head-of-operations'
  | 'new-or-not'
  | 'blocked-before-its-day'
  | 'no-master'
  | 'other-master'
  | 'decided-otherwise'
  | 'directory-too-large';

export interface Conflict {
  readonly code: ConflictCode;
  /** HSA-id of what it is about. */
  readonly hsaId: string;
  /** In English. */
  readonly text: string;
}
