/** What changes on the day when care providers or units merge: told beforehand, from directory, store and configuration. */
export { decidedBy, type MergerHandlers, mergerHandlers } from './decided.ts';
export { dryRun, mergerDay } from './dry-run.ts';
export type { MergerReport, Part } from './report.ts';
