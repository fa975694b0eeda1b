import { portalWay } from './portal.ts';
import type { Way, World } from './way.ts';

/** What integration engineers see is of no patient: messages with their values masked, counts, events. */
export const harmlessOps: Readonly<Record<string, string>> = {
  'GET /api/ops/sources': 'counts',
  'POST /api/ops/sources/:id/test': 'counts; of a test patient alone',
  'GET /api/ops/trace/:id': 'steps and entries without their patients',
  'GET /api/ops/alerts': 'what is wrong with which system, and whom to ring',
  'GET /api/ops/certificates': 'certificates, of persons how many',
  'GET /api/ops/certificates/impact/:of': 'counts, of persons how many',
  'GET /api/ops/certificates/rotations': 'certificates of systems',
  'GET /api/ops/map': 'who talks to whom, and counts',
  'POST /api/ops/alerts/:id/acknowledge': 'operations; on the log as an act',
  'GET /api/ops/reports': 'sources and months',
  'GET /api/ops/reports/:source/:month': 'counts',
  'GET /api/ops/reports/:source/:month/pdf': 'counts',
  'GET /api/ops/reports/:source/:month/csv': 'counts',
  'GET /api/ops/directory-copy': 'counts of units and staff',
  'POST /api/ops/directory-copy/:id/approve': 'operations; on the log as an act',
  'POST /api/ops/directory-copy/:id/reject': 'operations; on the log as an act',
  'GET /api/ops/processes': 'operations',
  'GET /api/ops/destinations': 'counts, and our own words',
  'POST /api/ops/destinations/:id/pause': 'operations; on the log as an act',
  'POST /api/ops/destinations/:id/resume': 'operations; on the log as an act',
  'POST /api/ops/messages/search': 'messages without their content',
  'GET /api/ops/messages/:id': 'values masked',
  'POST /api/ops/messages/preview': 'counts',
  'POST /api/ops/messages/replay': 'counts; on the log as an act',
  'POST /api/ops/messages/discard': 'counts; on the log as an act',
  'GET /api/ops/jobs': 'counts',
  'GET /api/ops/jobs/:id': 'counts',
  'GET /api/ops/unmaskings': 'who asked and who answered',
  'POST /api/ops/unmaskings': 'who asked; on the log as an act',
  'POST /api/ops/unmaskings/:id/approve': 'who answered; on the log as an act',
  'POST /api/ops/unmaskings/:id/refuse': 'who answered; on the log as an act',
  'GET /api/ops/events': 'events, which have no patients',
};

const subject = {
  kind: 'capture',
  consumer: 'SE2321000230-DEMOEHR',
  producer: 'SE2321000230-DEMOVAS',
  exchanges: 1,
};

/** What is in messages, which takes two engineers. */
export function opsWays(): readonly Way[] {
  return [portalWay('POST /ops/unmaskings/:id/content', undefined, approved, ({ engineer }) => engineer)];
}

async function approved({ engineer, secondEngineer }: World): Promise<string> {
  const { body } = await engineer.post('/ops/unmaskings', { subject, reason: 'Felsökning' });
  await secondEngineer.post(`/ops/unmaskings/${body.id}/approve`);
  return body.id;
}
