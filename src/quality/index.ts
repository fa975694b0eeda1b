/**
 * Quality of what sources give: a durable count of the records that were withheld, by source, contract, reason, rule and
 * day, for those who can mend the source.
 */
export { type QualityHandlers, qualityHandlers } from './remote.ts';
export { createQualityReport, type QualityReport, type WithheldLine } from './tally.ts';
export type { WithheldCount } from './withheld-count.ts';
