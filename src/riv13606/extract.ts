import type { PatientId } from '../contracts/index.ts';
import type { Node } from './node.ts';

/** One ehr_extract as read, or the first part of a very large one. */
export interface Extract {
  /** HSA-id of the system that made it. */
  readonly system: string | undefined;
  readonly subject: { readonly id: string; readonly type: string | undefined } | undefined;
  readonly compositions: readonly Node[];
  /** People and organisations by `extract_id`. They stand after the compositions that refer to them. */
  readonly demographics: ReadonlyMap<string, Node>;
}

/** A composition, and the extract whose names it uses. */
export interface Found {
  readonly composition: Node;
  readonly extract: Extract;
}

/** A composition in its extract, and for whom it was asked. */
export interface Context extends Found {
  /** The entry in it that is the record; undefined where the composition itself is all there is. */
  readonly entry: Node | undefined;
  readonly patient: PatientId;
  /** HSA-id of the record system asked. */
  readonly source: string;
  /** The compositions of a kind that it is linked with, whichever of the two holds the link. */
  linked(kind: string): readonly Found[];
}

/** A record as a contract's item still to be checked, and what the bridge needs to know beside it. */
export interface Reading {
  readonly item: Readonly<Record<string, unknown>>;
  /** HSA-ids of the information owner; they count also where the item has no place for them. */
  readonly careUnit: string | undefined;
  readonly careProvider: string | undefined;
  readonly careContact: string | undefined;
  /** Whether neither the composition nor its content says when it was written. */
  readonly undated: boolean;
  /** Why it cannot be shown; never values. */
  readonly problems?: readonly string[];
}
