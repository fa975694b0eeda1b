/**
 * What a reading in the portal is asked with and answered by: `POST /api/readings` answers server-sent events, one
 * {@link ReadingEvent} each, its `kind` as the event's name. Shared with the pages; types alone.
 */
import type { Lacking } from '../../../access/index.ts';
import type { ContractId } from '../../../contracts/record.ts';
import type { SourceCoverage } from '../../../overview/coverage.ts';
import type { AnswerNote } from '../../../overview/patient.ts';

/** An active choice: what the reader has chosen to open, and nothing more than that is asked for. */
export type Choice =
  /** Warnings, medicines, diagnoses, the latest contacts. */
  | { readonly kind: 'acute' }
  /** Everything from the last twelve months. */
  | { readonly kind: 'last-year' }
  | { readonly kind: 'contracts'; readonly contracts: readonly ContractId[] }
  /** Everything that one record system holds. */
  | { readonly kind: 'source'; readonly source: string }
  | { readonly kind: 'everything' };

export interface ReadingRequest {
  readonly choice: Choice;
  /** Asks one record system once more, for what of the choice failed or came too late. One press, one entry. */
  readonly again?: { readonly source: string; readonly contracts: readonly ContractId[] };
}

export type ReadingEvent =
  | Started
  | Part
  /** Said once, when everyone has answered or the time is out. */
  | Done
  /** In the place of `done`: the reading broke off. A problem as RFC 9457 has it. */
  | { readonly kind: 'failed'; readonly code: string; readonly title: string; readonly correlationId: string };

export interface Started {
  readonly kind: 'started';
  readonly correlationId: string;
  /** ISO 8601. */
  readonly at: string;
  readonly asked: readonly AskedSource[];
  /** Those that are not asked, and why. */
  readonly notAsked: readonly SourceCoverage[];
  /** Epoch milliseconds after which nothing more comes. */
  readonly deadline: number;
}

export interface AskedSource {
  readonly contract: ContractId;
  /** HSA-id. */
  readonly source: string;
  readonly name: string;
  /** `YYYYMMDD`: nothing older is asked for. Left out = everything; without it no page could say what an empty part covers. */
  readonly from?: string;
}

/** Of one source and contract; several when there are many records. The last one tells the coverage. */
export interface Part {
  readonly kind: 'part';
  readonly contract: ContractId;
  readonly source: string;
  /** Newest first. */
  readonly records: readonly ShownRecord[];
  /** Of the source by itself; `done` tells what others' records made of it. */
  readonly coverage: SourceCoverage | undefined;
  /** Where there was more than is shown. */
  readonly cut?: { readonly shown: number; readonly of: number };
}

export interface ShownRecord {
  readonly contract: ContractId;
  /** HSA-id of the record system. */
  readonly source: string;
  readonly documentId: string;
  readonly careProvider: Named | undefined;
  readonly careUnit: Named | undefined;
  /** `YYYYMMDDhhmmss`, Swedish local time. */
  readonly time: string;
  /** Whether the patient may see it; undefined where the source's dialect cannot tell. */
  readonly approvedForPatient: boolean | undefined;
  /** Withdrawn by its source. */
  readonly nullified: boolean;
  /** Whether a record of another source may be the same one. */
  readonly possibleDuplicate: boolean;
  /** The contract's own record, such as a diagnosis of GetDiagnosis 2. */
  readonly data: unknown;
}

export type RecordName = Pick<ShownRecord, 'contract' | 'source' | 'documentId'>;

/** `POST /api/readings/original`: what a record was read from, asked for again. `source` is the record's. */
export type OriginalRequest = RecordName;

export interface Original {
  readonly mediaType: 'application/xml' | 'application/json';
  readonly text: string;
  /** Whether it was longer than is shown. */
  readonly cut: boolean;
}

export interface Named {
  readonly hsaId: string;
  readonly name: string | undefined;
  /** What it has gone up in, or is called now; left out where it is what it was. */
  readonly now?: string;
}

export interface Done {
  readonly kind: 'done';
  /** That there is more than is shown: told of everything together, never of a source. */
  readonly notes: readonly AnswerNote[];
  readonly holders: readonly Named[];
  readonly blockers: readonly Named[];
  readonly lacking: readonly Lacking[];
  readonly refused: readonly { readonly contract: ContractId; readonly code: string; readonly decision: string }[];
  /** Records that turned out to be likely the same as another source's, or another system's under an alias. */
  readonly possibleDuplicates: readonly RecordName[];
  readonly aliased: readonly RecordName[];
  /** Of everybody asked, as it is in the end; of an aggregating platform also of each system behind it (`through`). */
  readonly coverage: readonly SourceCoverage[];
  readonly emergency: boolean;
  /** Under which the decision is explained. */
  readonly decisions: readonly { readonly contract: ContractId; readonly decision: string }[];
}
