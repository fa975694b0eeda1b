import type { BridgeRecord, RecordHeader } from '../contracts/record.ts';
import type { AnswerBatch } from '../sources/answer-part.ts';

/**
 * Records that are a header and a text, as columns: those of one answer have most of their headers in common, and what is
 * said once need not be written, sealed and read for each.
 */
export type Columns = ReturnType<typeof toColumns>;

/** One value for all, or one for each. */
interface Column<Value> {
  readonly all?: Value;
  readonly each?: readonly Value[];
}

export interface WrittenRecord extends BridgeRecord {
  readonly written: NonNullable<BridgeRecord['written']>;
}

/** The records of a batch that holds nothing but headers and texts; undefined of any other. */
export function writtenRecords(batch: AnswerBatch): readonly WrittenRecord[] | undefined {
  const records: WrittenRecord[] = [];
  for (const part of batch) {
    if (part.kind !== 'record' || part.text !== undefined || part.original !== undefined) return undefined;
    if (!isHeaderAndText(part.record)) return undefined;
    records.push(part.record);
  }
  return records.length > 0 ? records : undefined;
}

function isHeaderAndText(record: BridgeRecord): record is WrittenRecord {
  const { written, data, problems, likenessOf } = record;
  return written !== undefined && data === undefined && problems === undefined && likenessOf === undefined;
}

/** `lengths`: of their texts, in bytes. */
export function toColumns(records: readonly BridgeRecord[], lengths: readonly number[]) {
  return {
    contract: column(records, ({ contract }) => contract),
    documentId: column(records, ({ header }) => header.documentId),
    sourceSystem: column(records, ({ header }) => header.sourceSystem),
    patientId: column(records, ({ header }) => header.patient.id),
    patientType: column(records, ({ header }) => header.patient.type),
    time: column(records, ({ header }) => header.time),
    careUnit: column(records, ({ header }) => header.careUnit),
    careProvider: column(records, ({ header }) => header.careProvider),
    careProviderNumber: column(records, ({ header }) => header.careProviderNumber),
    approvedForPatient: column(records, ({ header }) => header.approvedForPatient),
    nullified: column(records, ({ header }) => header.nullified),
    comparedBy: column(records, ({ comparedBy }) => comparedBy),
    lengths,
  };
}

function column<Value>(records: readonly BridgeRecord[], from: (record: BridgeRecord) => Value): Column<Value> {
  const each = records.map(from);
  const [all] = each as [Value];
  return each.every((value) => value === all) ? { all } : { each };
}

/** The same records as parts, with the lengths of their texts in the place of them. */
export function fromColumns(columns: Columns) {
  return columns.lengths.map((written, nr) => ({
    kind: 'record',
    record: {
      contract: valueAt(columns.contract, nr),
      header: {
        documentId: valueAt(columns.documentId, nr),
        sourceSystem: valueAt(columns.sourceSystem, nr),
        patient: { id: valueAt(columns.patientId, nr), type: valueAt(columns.patientType, nr) },
        time: valueAt(columns.time, nr),
        careUnit: valueAt(columns.careUnit, nr),
        careProvider: valueAt(columns.careProvider, nr),
        careProviderNumber: valueAt(columns.careProviderNumber, nr),
        approvedForPatient: valueAt(columns.approvedForPatient, nr),
        nullified: valueAt(columns.nullified, nr),
        // None may be forgotten: without its owner a record is withheld.
      } satisfies Required<Record<keyof RecordHeader, unknown>>,
      comparedBy: valueAt(columns.comparedBy, nr),
      written,
    },
  }));
}

/** JSON has null where a list lacks a value. */
function valueAt<Value>({ all, each }: Column<Value>, nr: number): Value {
  return (each ? (each[nr] ?? undefined) : all) as Value;
}
