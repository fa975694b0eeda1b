import type { AccessLog } from '../audit/access-log.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { Config } from '../config.ts';
import { storeLog1 } from '../contracts/security/log-1.ts';
import { storeLog2 } from '../contracts/security/log-2.ts';
import type { Events } from '../events.ts';
import { sameHsaId } from '../identities/same-hsa-id.ts';
import type { Outgoing } from '../sources/http.ts';
import { SourceFailure } from '../sources/query.ts';
import { type LogRecord, logRecordOf, olderLogRecord } from './log-record.ts';
import { demandDone } from './result.ts';
import { createSecurityService, type SecurityService } from './service.ts';

/** By rule of the contract. */
const largestCall = 500;
/** Records of one service that wait in memory; more than that are not copied, and it is told. */
const mostWaiting = 5_000;

export interface LogCopies {
  /** Copies entries that are durable here. Never throws: the access log itself has them. */
  copy(entries: readonly AuditEntry[]): void;
  /** Sends what waits first. */
  close(): Promise<void>;
}

/**
 * Sends copies of the access log to the log services of the care providers that read and of those whose information was
 * shown, where the configuration names any. What a service does not take is told as an event and not sent again.
 */
export function createLogCopies(
  config: Pick<Config, 'access' | 'bridge'> & { readonly outgoing: Outgoing },
  events: Events,
): LogCopies {
  const { access, bridge, outgoing } = config;
  const wanted = access.services.filter(({ name }) => access.providers.some(({ log }) => log === name));
  const copiers = new Map(
    wanted.map((service) => [
      service.name,
      createCopier(createSecurityService(service, { outgoing, bridgeHsaId: bridge.hsaId, events }), events),
    ]),
  );

  function copy(entry: AuditEntry): void {
    // What other systems have stored here is theirs to send elsewhere.
    if (entry.contract?.startsWith('StoreLog:')) return;
    const record = logRecordOf(entry, bridge.hsaId);
    if (!record) return;
    const providers = [entry.reader?.careProvider, ...entry.units.map(({ careProvider }) => careProvider)];
    const concerned = access.providers.filter(({ careProvider }) =>
      providers.some((provider) => provider !== undefined && sameHsaId(provider, careProvider)),
    );
    for (const name of new Set(concerned.map(({ log }) => log))) if (name !== undefined) copiers.get(name)?.add(record);
  }

  return {
    copy: (entries) => {
      if (copiers.size > 0) entries.forEach(copy);
    },
    close: async () => {
      await Promise.all([...copiers.values()].map((copier) => copier.close()));
    },
  };
}

/** One call at a time; what comes meanwhile goes with the next. */
function createCopier(service: SecurityService, events: Events) {
  const { name, log } = service.config;
  const waiting: LogRecord[] = [];
  let sending: Promise<void> | undefined;

  async function send(records: readonly LogRecord[]): Promise<void> {
    const careProvider = records[0]?.user.careProvider.careProviderId ?? '';
    try {
      if (log === 2) {
        demandDone((await service.call(storeLog2, careProvider, { log: records })).result.resultCode);
      } else {
        const { ResultType } = await service.call(storeLog1, careProvider, { Log: records.map(olderLogRecord) });
        demandDone(ResultType.ResultCode);
      }
      events.emit('log:copy:sent', { service: name, count: records.length });
    } catch (thrown) {
      if (!(thrown instanceof SourceFailure)) throw thrown;
      events.emit('log:copy:failed', { service: name, count: records.length, reason: thrown.reason });
    }
  }

  async function drain(): Promise<void> {
    for (let batch = waiting.splice(0, largestCall); batch.length > 0; batch = waiting.splice(0, largestCall))
      await send(batch);
  }

  return {
    add(record: LogRecord): void {
      if (waiting.length >= mostWaiting) {
        events.emit('log:copy:failed', { service: name, count: 1, reason: 'queue-full' });
        return;
      }
      waiting.push(record);
      sending ??= drain().finally(() => {
        sending = undefined;
      });
    },
    async close(): Promise<void> {
      while (sending) await sending;
      await service.close();
    },
  };
}

/** The same log; what becomes durable in it is copied. */
export function withCopies(log: AccessLog, copies: LogCopies): AccessLog {
  return {
    ...log,
    async append(entries) {
      await log.append(entries);
      copies.copy([entries].flat());
    },
  };
}
