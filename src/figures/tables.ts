/** What of the store belongs here; made by the migrations in src/store/. */
export interface FigureTables {
  'bridge.source_figure': SourceFigureTable;
  'bridge.usage_figure': UsageFigureTable;
  'bridge.usage_counted': { next: number };
  'bridge.certificate_figure': CertificateFigureTable;
}

/** What happened at record systems, by hour. */
interface SourceFigureTable {
  source: string;
  hour: Date;
  contract: string;
  measure: string;
  n: number;
}

/** How the bridge is used, by day. */
interface UsageFigureTable {
  day: string;
  care_provider: string;
  care_unit: string;
  contract: string;
  purpose: string;
  measure: string;
  n: number;
}

/** Calls by certificate, by day. */
interface CertificateFigureTable {
  day: string;
  fingerprint: string;
  issuer: string;
  caller: string;
  contract: string;
  care_unit: string;
  n: number;
}
