import { createRegistrations } from '../../src/access/create-registrations.ts';
import { createRegistry } from '../../src/access/registry/store.ts';
import type { AuditEntry } from '../../src/audit/index.ts';
import { type ReferralContract, referralContractByNamespace } from '../../src/contracts/referrals/registry.ts';
import type { NewDelivery, Outbox } from '../../src/deliveries/delivery.ts';
import { createEvents } from '../../src/events.ts';
import { noSuccessions } from '../../src/hsa/succession/successions.ts';
import { createAccept, type ReferralCall } from '../../src/referrals/accept.ts';
import { createKeeping } from '../../src/referrals/keeping.ts';
import { createReferralReader, type ReadReferral } from '../../src/referrals/read-message.ts';
import { createReceivers, type ReferralSystem } from '../../src/referrals/receivers.ts';
import { ReferralRefused } from '../../src/referrals/refused.ts';
import { createReferralStore } from '../../src/referrals/store.ts';
import { tableFromConfig } from '../../src/routing/table.ts';
import { indexTable } from '../../src/routing/table-index.ts';
import type { Store } from '../../src/store/index.ts';
import { createSoapReader } from '../../src/xml/index.ts';

const system = (hsaId: string, more: Partial<ReferralSystem> = {}): ReferralSystem => ({
  hsaId,
  name: hsaId,
  url: 'https://remiss.example',
  contracts: ['*'],
  attachments: true,
  forwarded: true,
  maxMessageBytes: 10_485_760,
  timeoutMs: 1_000,
  concurrency: 1,
  ...more,
});

/** One system in each of two regions; a third takes neither attachments nor forwarded requests. */
export const systems = [
  system('SE2321000230-DEMOREM'),
  system('SE2321000206-DEMOREM'),
  system('SE2321000222-DEMOREM', { attachments: false, forwarded: false, maxMessageBytes: 2_000 }),
];
const routes = systems.map(({ hsaId }) => ({
  address: hsaId.replace('DEMOREM', 'DEMOVG'),
  contract: '*',
  source: hsaId,
}));

interface Put extends NewDelivery {
  readonly text: string;
}

/** Acceptance over a real store, with what it puts in the outbox and on the log to look at. */
export function referralDesk(store: Store, successions = noSuccessions) {
  const log: AuditEntry[] = [];
  const puts: Put[] = [];
  const events = createEvents();
  const keeping = createKeeping(Buffer.alloc(32, 7));
  const outbox: Outbox = {
    commit: async (work) => {
      const put: NewDelivery[] = [];
      const done = await store.db
        .transaction()
        .execute((transaction) => work(transaction, async (more) => void put.push(...more)));
      puts.push(...put.map((one) => ({ ...one, text: Buffer.from(one.content).toString() })));
      return done;
    },
  };
  const accessLog = {
    append: async (entries: AuditEntry | readonly AuditEntry[]) => void log.push(...[entries].flat()),
  };
  // Every unit stands right under its region.
  const above = async (unit: string) => ({ parents: [`${unit.split('-')[0]}-DEMOVG`], state: 'known' as const });
  const receivers = createReceivers({ systems, table: () => indexTable(tableFromConfig({ routes })), tree: { above } });
  const registry = createRegistry(store);
  const registrations = createRegistrations({
    registry,
    log: accessLog,
    masterOf: () => undefined,
    installation: { name: 'Test', kind: 'test' },
    emergencyHours: 8,
    now: () => new Date(),
  });
  const directory = {
    careProviderOf: async (unit: string) =>
      ({ value: { kind: 'found', value: { hsaId: `${unit.split('-')[0]}-DEMOVG` } }, stale: false }) as never,
  };
  const kept = createReferralStore(store, keeping);
  const installation = { name: 'Test', kind: 'test' } as const;
  const relation = { registrations, directory, keeping, events, consultationDays: 30 };
  const accept = createAccept({ ...relation, installation, receivers, store: kept, outbox, accessLog, successions });

  return {
    log,
    puts,
    events,
    kept,
    keeping,
    registrations,
    /** Accepts a message as the face does; gives its log id, or why it was refused. */
    async accept(xml: string, region = 'SE2321000230') {
      const { contract, read, address, body } = readWhole(xml);
      if (read instanceof ReferralRefused) throw read;
      const call: ReferralCall = {
        correlationId: 'c1',
        caller: { hsaId: `${region}-DEMOEHR`, name: 'EHR', kind: 'function', organisation: 'Region' },
        certificate: undefined,
        originalConsumer: undefined,
        actor: undefined,
        contract,
        logicalAddress: address,
        careProvider: `${region}-DEMOVG`,
      };
      return accept(call, read, { bytes: Buffer.from(xml), charset: 'UTF-8', body });
    },
  };
}

function readWhole(xml: string) {
  let contract: ReferralContract | undefined;
  let read: ReadReferral | undefined;
  const reader = createSoapReader(
    {
      body: (root) => {
        contract = referralContractByNamespace(root.namespace);
        return contract && createReferralReader(contract, (message) => (read = message));
      },
    },
    { depth: 64, elements: 20_000, textLength: 1_000_000 },
  );
  reader.write(xml);
  reader.end();
  if (!contract || !read) throw new Error('No referral message.');
  const address = /LogicalAddress[^>]*>([^<]*)</.exec(xml)?.[1] ?? '';
  return { contract, read, address, body: xml.slice(xml.indexOf('<e:Body>')) };
}
