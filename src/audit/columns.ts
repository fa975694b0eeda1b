import type { AuditEntry } from './entry.ts';
import type { AuditEntryTable } from './tables.ts';

/** What of an entry is searched. Follows from the entry alone, so that verification can tell whether it was changed. */
export type SearchColumns = Omit<AuditEntryTable, 'sequence' | 'id' | 'at' | 'leaf_hash' | 'entry'> & { at: string };

/** Longest value of a searched column: an index takes no more than about 2,700 bytes. */
const MAX_COLUMN = 200;

export function columnsOf(entry: AuditEntry): SearchColumns {
  const { caller, actor, reader, patient, linked = [], certificate, units } = entry;
  return {
    at: new Date(entry.at).toISOString(),
    kind: entry.kind,
    action: column(entry.action),
    outcome: entry.outcome,
    correlation_id: column(entry.correlationId),
    contract: optional(entry.contract),
    purpose: optional(entry.purpose),
    emergency: entry.emergency ?? false,
    caller_hsa_id: optional(caller?.hsaId.toUpperCase()),
    actor_hsa_id: optional(actor?.hsaId.toUpperCase()),
    certificate_fingerprint: optional(certificate?.fingerprint),
    certificate_serial: optional(certificate?.serial),
    patient_ids: distinct([patient?.id, ...linked.map(({ id }) => id)]),
    units: distinct([reader?.careUnit, ...units.map(({ careUnit }) => careUnit)].map(upper)),
    controllers: distinct([reader?.careProvider, ...units.map(({ careProvider }) => careProvider)].map(upper)),
  };
}

/** A value as the column holds it. */
export function column(text: string): string {
  return text.slice(0, MAX_COLUMN).toWellFormed();
}

function optional(text: string | undefined): string | null {
  return text === undefined ? null : column(text);
}

function upper(text: string | undefined): string | undefined {
  return text?.toUpperCase();
}

function distinct(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text !== undefined).map(column))].sort();
}
