import { Readable } from 'node:stream';
import type { SourceReports } from '../../../../figures/index.ts';
import { type ApiCall, type ApiRoute, noBody, route } from '../../route.ts';
import type { SourceReport } from '../../shapes/source-reports.ts';
import { engineers } from '../ops-call.ts';
import { reportCsv } from './report-csv.ts';
import { reportPdf } from './report-pdf.ts';

/** Monthly reports on record systems. */
export function reportRoutes(reports: SourceReports): readonly ApiRoute[] {
  const asked = ({ params }: Pick<ApiCall<undefined>, 'params'>): Promise<SourceReport> =>
    reports.of(params.source ?? '', params.month ?? '');
  return [
    route({
      method: 'GET',
      path: '/ops/reports',
      access: engineers,
      summary: 'The sources and months of which there are reports',
      body: noBody,
      handle: () => reports.list(),
    }),
    route({
      method: 'GET',
      path: '/ops/reports/:source/:month',
      access: engineers,
      summary: 'How a source did in a month (`YYYY-MM`), beside what the contracts ask for; no patient',
      body: noBody,
      handle: (call) => asked(call),
    }),
    route({
      method: 'GET',
      path: '/ops/reports/:source/:month/pdf',
      access: engineers,
      summary: 'The same as a PDF, for whoever delivers the source',
      body: noBody,
      streams: 'application/pdf',
      handle: async (call) => Readable.from([await reportPdf(await asked(call), call.language)]),
    }),
    route({
      method: 'GET',
      path: '/ops/reports/:source/:month/csv',
      access: engineers,
      summary: 'The same as a table, a row for each figure',
      body: noBody,
      streams: 'text/csv',
      handle: async (call) => Readable.from([Buffer.from(reportCsv(await asked(call), call.language))]),
    }),
  ];
}
