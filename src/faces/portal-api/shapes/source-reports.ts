/** Monthly reports on record systems. Shared with the pages; types alone. */
export type { MonthLine, SourceReport } from '../../../figures/report/source-report.ts';

import type { SourceReports } from '../../../figures/report/reports.ts';

export type ReportList = Awaited<ReturnType<SourceReports['list']>>;
