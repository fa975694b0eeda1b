/** What integration engineers see is of no patient: messages with their values masked, counts, events. */
export const harmlessOps: Readonly<Record<string, string>> = {
  'GET /api/ops/sources': 'counts',
  'POST /api/ops/sources/:id/test': 'counts; of a test patient alone',
  'GET /api/ops/trace/:id': 'steps and entries without their patients',
  'GET /api/ops/processes': 'operations',
  'GET /api/ops/events': 'events, which have no patients',
};
