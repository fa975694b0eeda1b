/** The access log as officers see it. Shared with the pages; types alone. */
import type { StoredEntry } from '../../../audit/entry.ts';
import type { AuditFilter } from '../../../audit/rows.ts';
import type { PatientId } from '../../../contracts/record.ts';

export type { CertificateUse } from '../../../audit/certificates.ts';
export type { StoredEntry } from '../../../audit/entry.ts';
export type { RefusedCertificate } from '../../../audit/refused/refused-certificates.ts';
export type { EmergencyTask } from '../../../audit/review/emergencies.ts';
export type { Verdict, VerdictKind } from '../../../audit/review/verdict.ts';
export type { Why } from '../../../audit/why.ts';

/** What `POST /api/access-log/search` is asked, page by page. */
export interface LogSearch extends Omit<AuditFilter, 'patient' | 'agent' | 'kind' | 'controller' | 'strangers'> {
  readonly patient?: string | PatientId;
}

export interface FoundEntries {
  /** Newest first. */
  readonly entries: readonly StoredEntry[];
  /** What to give as `after`; left out of the last page. */
  readonly next?: string;
}

/** `POST /api/access-log/names`: what the care directory calls each HSA-id; those that it does not know are left out. */
export interface Names {
  readonly names: Readonly<Record<string, string>>;
}

/** `GET /api/access-log/waiting`: how much waits to be judged or signed off. */
export interface Waiting {
  readonly emergencies: number;
  readonly refused: number;
}

/** `POST /api/access-log/extracts`: the patient's extract in both its forms. */
export interface MadeExtract {
  /** Base64. */
  readonly pdf: string;
  readonly csv: string;
}
