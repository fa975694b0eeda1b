import type { AdminClient } from '../store/index.ts';
import type { AccessLogReader } from './access-log.ts';
import type { AuditFilter, AuditPage } from './rows.ts';

/** What the process that has the log answers over the admin socket. */
export function auditHandlers(log: AccessLogReader) {
  return {
    'audit:list': ({ filter, page }: { filter: AuditFilter; page: AuditPage }) => log.list(filter, page),
    'audit:find': async (key: string) => (await log.find(key)) ?? null,
  };
}

export type AuditHandlers = ReturnType<typeof auditHandlers>;

/** The log of another process, read over its admin socket. */
export function remoteAccessLog(client: AdminClient<AuditHandlers>): AccessLogReader {
  return {
    list: (filter, page) => client.ask('audit:list', { filter, page }),
    find: async (key) => (await client.ask('audit:find', key)) ?? undefined,
  };
}
