import type { BridgeRecord } from '../contracts/record.ts';
import type { XmlText } from '../xml/index.ts';

/**
 * What a record system's answer is made of, in order, as it travels over the bus. Where the query asks for the source's
 * own words (`SourceQuery.ownWords`), the texts of records and of what stands between them make up the whole message,
 * letter for letter: `opening`, then `text` and `record` parts, then `whole`. A failure after `whole` says that the
 * source's own message is a refusal; without `whole` nothing of the message may be passed on.
 */
export type AnswerPart =
  /**
   * One record. `text` is its own element as the source wrote it; then `record.data` is left out. `original`: what it was
   * read from, where the query asks for that of this record.
   */
  | { readonly kind: 'record'; readonly record: BridgeRecord; readonly text?: XmlText; readonly original?: string }
  /** Elements of the response beside the records (`Contract.besideRecords`), as the contract's reader gives them. */
  | { readonly kind: 'beside'; readonly elements: Readonly<Record<string, readonly unknown[]>> }
  /** What the source says of its own answer. */
  | { readonly kind: 'note'; readonly note: SourceNote }
  /** The HTTP status of the source's own message: 200 or 500. */
  | { readonly kind: 'opening'; readonly status: number }
  | { readonly kind: 'text'; readonly text: XmlText }
  | { readonly kind: 'whole' }
  /** From an aggregating platform: what it says of each of its sources. */
  | { readonly kind: 'statuses'; readonly statuses: readonly SourceStatus[] };

/** Parts that came together, in one piece of the source's answer. */
export type AnswerBatch = readonly AnswerPart[];

/** What an aggregating platform says of one of its sources (ProcessingStatus). */
export interface SourceStatus {
  /** Logical address, as a rule the HSA-id of the record system. */
  readonly source: string;
  readonly code: 'DataFromSource' | 'DataFromCache' | 'DataFromCacheSynchFailed' | 'NoDataSynchFailed';
  /** `YYYYMMDDhhmmss`, as given. */
  readonly lastSuccess: string | undefined;
  /** As given; the text may name the patient. */
  readonly error: { readonly agent: string; readonly code: string; readonly text: string } | undefined;
}

/** `source-warned`: it gave its records with a warning. Its words may name the patient, so they are not passed on. */
export type SourceNote = 'source-warned';
