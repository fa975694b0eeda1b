/**
 * Figures: what happened, counted. Of record systems by hour, out of events; of use by day, out of the access log. They
 * last, are added up over all processes, and tell of no patient and no person.
 */
export { type Figures, keepFigures } from './figures.ts';
export { createReports, type SourceReports } from './report/reports.ts';
