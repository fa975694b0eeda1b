import { expect, it } from 'vitest';
import { actEntry } from '../../src/audit/act-entry.ts';
import { type AuditEntry, loggedFirst } from '../../src/audit/index.ts';
import { BridgeError } from '../../src/errors.ts';

it('says on the log of an act that failed that it did', async () => {
  const log: AuditEntry[] = [];
  const append = async (entry: AuditEntry) => log.push(entry);
  const act = { action: 'news:change', activity: 'Skriva', face: 'portal', correlationId: 'c-1' } as const;
  const entry = actEntry({ name: 'Norrbryggan', kind: 'demo' }, act);
  expect(await loggedFirst(append, entry, async () => log.length)).toBe(1);
  const changed = new BridgeError('NEWS_CHANGED');
  await expect(loggedFirst(append, entry, () => Promise.reject(changed))).rejects.toBe(changed);
  expect(log.map(({ outcome, code }) => [outcome, code])).toEqual([
    ['released', undefined],
    ['released', undefined],
    ['failed', 'NEWS_CHANGED'],
  ]);
  expect(log[2]?.id).not.toBe(log[1]?.id);
});
