/** Verification of the log, of a running bridge’s or of an exported file, and export with what proves it. */
export { exportLines, leavesOf } from './export.ts';
export { exportCsv } from './export-csv.ts';
export { type Fault, faultText } from './fault.ts';
export { fileSource } from './file-source.ts';
export { logSource } from './log-source.ts';
export type { LogSource } from './source.ts';
export { type Expectations, type Verification, verifyLog } from './verify.ts';
