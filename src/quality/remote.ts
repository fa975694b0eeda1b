import type { QualityReport } from './tally.ts';

/** What the running process answers over the admin socket. */
export function qualityHandlers(report: QualityReport) {
  return { 'quality:report': (filter: Parameters<QualityReport['lines']>[0]) => report.lines(filter) };
}

export type QualityHandlers = ReturnType<typeof qualityHandlers>;
