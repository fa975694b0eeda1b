import { BridgeError } from '../errors.ts';
import type { AdminClient } from '../store/index.ts';
import type { AccessLogReader } from './access-log.ts';
import { readHead } from './heads/index.ts';
import type { AuditFilter, AuditPage } from './rows.ts';

/** What the process that has the log answers over the admin socket. */
export function auditHandlers(log: AccessLogReader) {
  return {
    'audit:list': ({ filter, page }: { filter: AuditFilter; page: AuditPage }) => log.list(filter, page),
    'audit:find': async (key: string) => (await log.find(key)) ?? null,
    'audit:head': async () => (await log.head()).note,
    'audit:inclusion': async ({ index, size }: { index: number; size: number }) =>
      asText(await log.inclusion(index, size)),
    'audit:consistency': async ({ first, second }: { first: number; second: number }) =>
      asText(await log.consistency(first, second)),
    'audit:subtree': async ({ level, index }: { level: number; index: number }) =>
      asText([await log.subtree(level, index)]),
    'audit:leaves': ({ from, limit, filter }: { from: number; limit: number; filter: AuditFilter }) =>
      log.leaves(from, limit, filter),
    'audit:heads': (after: number) => log.keptHeads(after),
    'audit:keys': () => log.storedKeys(),
  };
}

export type AuditHandlers = ReturnType<typeof auditHandlers>;

/** The log of another process, read over its admin socket. */
export function remoteAccessLog(client: AdminClient<AuditHandlers>): AccessLogReader {
  return {
    list: (filter, page) => client.ask('audit:list', { filter, page }),
    find: async (key) => (await client.ask('audit:find', key)) ?? undefined,
    async head() {
      const head = readHead(await client.ask('audit:head', undefined));
      if (!head) throw new BridgeError('AUDIT_UNAVAILABLE');
      return head;
    },
    inclusion: async (index, size) => asHashes(await client.ask('audit:inclusion', { index, size })),
    consistency: async (first, second) => asHashes(await client.ask('audit:consistency', { first, second })),
    async subtree(level, index) {
      const [hash] = asHashes(await client.ask('audit:subtree', { level, index }));
      if (!hash) throw new BridgeError('AUDIT_UNAVAILABLE');
      return hash;
    },
    leaves: (from, limit, filter = {}) => client.ask('audit:leaves', { from, limit, filter }),
    keptHeads: (after) => client.ask('audit:heads', after),
    storedKeys: () => client.ask('audit:keys', undefined),
  };
}

function asText(hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString('base64'));
}

function asHashes(texts: readonly string[]): Buffer[] {
  return texts.map((text) => Buffer.from(text, 'base64'));
}
