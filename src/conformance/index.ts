/**
 * The conformance kit: tries whether a record system does what a region's calls need of it, check by check, and tells
 * what failed, why it matters and how to mend it. The checks stand in checks.ts.
 */

export { checkIds } from './checks.ts';
export type { Dialect, Protocol } from './dialect.ts';
export { dialects } from './dialects.ts';
export { type Language, type Report, reportOf } from './report.ts';
export { htmlReport } from './report-html.ts';
export { textReport } from './report-text.ts';
export { runTrial } from './run.ts';
export { type DefaultOwner, hsaIdOf, type System } from './system.ts';
