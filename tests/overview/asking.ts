import type { Gatekeeper } from '../../src/access/index.ts';
import type { Config } from '../../src/config.ts';
import type { BridgeRecord } from '../../src/contracts/index.ts';
import { createEvents, type Events } from '../../src/events.ts';
import { createOverview, type OverviewRequest } from '../../src/overview/index.ts';
import type { AccessReport, OverviewParts, SourceAsker } from '../../src/overview/overview.ts';
import { createPermissions, createRouting } from '../../src/routing/index.ts';
import type { AnswerBatch } from '../../src/sources/answer-part.ts';
import type { SourceQuery } from '../../src/sources/index.ts';
import { demoConfig, withoutArchive } from '../support/config.ts';
import { scriptedGatekeeper } from './gatekeepers.ts';

export const [vas, ncs, fhir] = ['SE2321000230-DEMOVAS', 'SE2321000222-DEMONCS', 'SE2321000206-DEMOFHIR'] as const;
export const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };

export const record = (source: string, id: string, change: Partial<BridgeRecord['header']> = {}): BridgeRecord => ({
  contract: 'GetDiagnosis:2',
  header: {
    documentId: id,
    sourceSystem: source,
    patient,
    time: '20240101000000',
    careUnit: 'U',
    careProvider: 'P',
    approvedForPatient: true,
    nullified: false,
    ...change,
  },
  data: { id },
});

/** A bus whose sources answer as the test says; the seam is the room's own interface. */
export function asker(
  answers: Record<string, () => AsyncIterable<AnswerBatch>>,
): SourceAsker & { asked: SourceQuery[]; priorities: string[] } {
  const asked: SourceQuery[] = [];
  const priorities: string[] = [];
  return {
    asked,
    priorities,
    ask: (query, { priority }) => {
      priorities.push(priority);
      asked.push(query as SourceQuery);
      return answers[query.source]?.() ?? gives();
    },
  };
}

/** Knows no unit. */
export const noDirectory: OverviewParts['directory'] = {
  careProviderOf: async () => ({ value: { kind: 'none' }, asOf: '', stale: false }),
};

export async function* gives(...records: BridgeRecord[]): AsyncIterable<AnswerBatch> {
  for (const record of records) yield [{ kind: 'record', record }];
}

export async function* failsAfter(failure: Error, ...records: BridgeRecord[]): AsyncIterable<AnswerBatch> {
  yield* gives(...records);
  throw failure;
}

export function overviewOver(
  sources: SourceAsker,
  change: (config: ReturnType<typeof demoConfig>) => void = () => undefined,
  reports: AccessReport[] = [],
  failed: (event: unknown) => void = () => undefined,
  persons: OverviewParts['persons'] = { person: async () => ({ status: 'unknown' }) },
  listen: (events: Events) => void = () => undefined,
  gatekeeperOf: (config: Config) => Gatekeeper = scriptedGatekeeper,
  engagements: OverviewParts['engagements'] = { known: async () => undefined },
) {
  const config = demoConfig((file) => {
    withoutArchive(file);
    change(file);
  }) as Config;
  const events = createEvents();
  listen(events);
  events.on('source:query:failed', failed);
  return createOverview({
    config,
    sources,
    persons,
    directory: noDirectory,
    routing: createRouting(config),
    permissions: createPermissions(config.callers),
    events,
    engagements,
    gatekeeper: gatekeeperOf(config),
    log: async (report) => {
      reports.push(report);
      const continued = async (more: AccessReport) => `e-${reports.push(more)}`;
      return { entry: 'e-1', continued, delivered: async () => undefined };
    },
  });
}

export const request = (change: Partial<OverviewRequest> = {}): OverviewRequest => ({
  correlationId: 'c-1',
  contract: 'GetDiagnosis:2',
  filter: { patient, period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] },
  logicalAddress: 'SE2321000230-DEMOBRIDGE',
  caller: {
    hsaId: 'SE2321000230-DEMOEHR',
    kind: 'function',
    name: 'EHR',
    organisation: 'Demo',
    loa: undefined,
    certificate: { subject: '', issuer: '', serial: '01', fingerprint: 'f', validFrom: '', validTo: '' },
  },
  originalConsumer: 'SE2321000230-DEMOEHR',
  face: 'soap',
  ...change,
});
