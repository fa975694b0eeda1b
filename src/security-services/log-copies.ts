import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AuditEntry } from '../audit/entry.ts';
import type { Config } from '../config.ts';
import type { Destination, NewDelivery, Outbox } from '../deliveries/delivery.ts';
import { every } from '../deliveries/every.ts';
import { placeOf } from '../errors.ts';
import type { Events } from '../events.ts';
import { successionsOf } from '../hsa/succession/successions.ts';
import { sameHsaId } from '../identities/same-hsa-id.ts';
import type { Store } from '../store/index.ts';
import { type LogRecord, logRecordOf } from './log-record.ts';

type CopyConfig = Pick<Config, 'access' | 'bridge' | 'successions'>;

/** By rule of the contract, in one call. */
const largestCall = 500;
const ROUND_MS = 1_000;

/** Services that some care provider has named for copies of the log. */
export function copiedTo({ services, providers }: Config['access']) {
  return services.filter(({ name }) => providers.some(({ log }) => log === name));
}

export function copyDestination(service: string): Destination['name'] {
  return `log-copies-${service}`;
}

/**
 * Follows the access log and puts what concerns the care providers' log services in the outbox, in the transaction that
 * also writes down how far it has come: no entry is left out and none is put twice, whatever stops in between. The copies
 * begin with what is written after they were first configured. One process at a time does it; the others look on.
 */
export async function followLog(
  config: CopyConfig,
  { store, outbox, events }: { readonly store: Store; readonly outbox: Outbox; readonly events: Events },
): Promise<{ stop(): Promise<void> } | undefined> {
  if (copiedTo(config.access).length === 0) return undefined;
  await sql`INSERT INTO bridge.log_copy (next) SELECT coalesce(max(sequence) + 1, 0) FROM bridge.audit_entry
    ON CONFLICT DO NOTHING`.execute(store.db);
  return every(ROUND_MS, async () => {
    try {
      while ((await copySome(config, outbox)) === largestCall);
    } catch (thrown) {
      events.emit('log:copy:delayed', { place: placeOf(thrown) });
    }
  });
}

/** Gives how many entries it has gone through. */
function copySome(config: CopyConfig, outbox: Outbox): Promise<number> {
  return outbox.commit(async (transaction, put) => {
    const place = await transaction
      .selectFrom('bridge.log_copy')
      .select('next')
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!place) return 0;
    const rows = await transaction
      .selectFrom('bridge.audit_entry')
      .select(['sequence', 'entry'])
      .where('sequence', '>=', place.next)
      .orderBy('sequence')
      .limit(largestCall)
      .execute();
    const last = rows.at(-1)?.sequence;
    if (last === undefined) return 0;
    // What was disposed of has no content any more.
    const entries = rows.flatMap(({ entry }) => (entry === null ? [] : [JSON.parse(entry) as AuditEntry]));
    await put(copiesOf(entries, config));
    await transaction
      .updateTable('bridge.log_copy')
      .set({ next: last + 1 })
      .execute();
    return rows.length;
  });
}

/** One message to each service and reader's care provider, which is where the call goes. */
function copiesOf(entries: readonly AuditEntry[], config: CopyConfig): NewDelivery[] {
  const copies = entries.flatMap((entry) => {
    const record = recordOf(entry, config);
    return record ? servicesFor(entry, config).map((service) => ({ service, record })) : [];
  });
  const calls = Map.groupBy(copies, ({ service, record }) => `${service} ${record.user.careProvider.careProviderId}`);
  return [...calls.values()].flatMap((call) => {
    const [first] = call;
    return first
      ? [
          copyOf(
            first.service,
            call.map(({ record }) => record),
          ),
        ]
      : [];
  });
}

function copyOf(service: string, records: readonly LogRecord[]): NewDelivery {
  return {
    destination: copyDestination(service),
    kind: 'log-copy',
    // One that the service refuses holds up nobody else's.
    key: records[0]?.user.careProvider.careProviderId ?? '',
    correlationId: randomUUID(),
    facts: { contract: 'StoreLog', records: records.length },
    content: Buffer.from(JSON.stringify(records)),
  };
}

function recordOf(entry: AuditEntry, { bridge }: CopyConfig): LogRecord | undefined {
  // What other systems have stored here is theirs to send elsewhere.
  return entry.contract?.startsWith('StoreLog:') ? undefined : logRecordOf(entry, bridge.hsaId);
}

/**
 * Of the care provider that read, and of those whose information was shown. After a merger the log services of all that
 * have become one have the copies, as long as the configuration names them.
 */
function servicesFor(entry: AuditEntry, config: CopyConfig): string[] {
  const { access } = config;
  const { providerAt } = successionsOf(config);
  const at = new Date(entry.at);
  const providers = [entry.reader?.careProvider, ...entry.units.map(({ careProvider }) => careProvider)];
  const concerned = access.providers.filter(({ careProvider }) =>
    providers.some((one) => one !== undefined && sameHsaId(providerAt(one, at), providerAt(careProvider, at))),
  );
  const wanted = new Set(copiedTo(access).map(({ name }) => name));
  return [...new Set(concerned.map(({ log }) => log))].filter(
    (log) => log !== undefined && wanted.has(log),
  ) as string[];
}
