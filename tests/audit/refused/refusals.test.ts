import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessLog, createAccessLog } from '../../../src/audit/index.ts';
import { refusalsIn } from '../../../src/audit/refused/refusals.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import { temporaryDataDir } from '../../support/data-dir.ts';
import { logConfig } from '../../support/log-config.ts';
import { sampleEntry, sampleRefusal } from '../sample-entry.ts';

const releases: (() => Promise<unknown>)[] = [];
let store: Store;
let log: AccessLog;
beforeAll(async () => {
  const dataDir = await temporaryDataDir();
  releases.push(dataDir.remove);
  store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
  releases.push(store.close);
  log = await createAccessLog({ store, config: logConfig(dataDir.path) });
  releases.push(() => log.close());
}, 60_000);
afterAll(async () => {
  for (const release of releases.reverse()) await release();
});

describe('refused certificates', () => {
  it('are not those that were refused for something else, nor calls without one', async () => {
    const known = sampleEntry({ kind: 'refusal', outcome: 'refused', code: 'ROLE_REQUIRED' });
    await log.append([known, sampleRefusal({ certificate: undefined, code: 'CERT_MISSING' as never }), sampleEntry()]);
    expect(await refusalsIn(store.db, {})).toEqual([]);
  });

  it('are told by certificate and reason, with when, how often and where they wanted to', async () => {
    const [early, late] = ['2026-05-01T08:00:00.000Z', '2026-05-02T08:00:00.000Z'];
    await log.append([
      sampleRefusal({ at: late, logicalAddress: 'SE-DEMOA' }),
      sampleRefusal({ at: early, logicalAddress: 'SE-DEMOB', details: { attempts: 7, address: '192.0.2.1' } }),
      sampleRefusal({ at: early, code: 'CERT_EXPIRED' }),
    ]);
    const { certificate } = sampleRefusal();
    expect(await refusalsIn(store.db, {})).toMatchObject([
      {
        certificate: { fingerprint: certificate?.fingerprint, subject: certificate?.subject },
        code: 'CERT_REVOKED',
        first: early,
        last: late,
        count: 8,
        addresses: ['SE-DEMOA', 'SE-DEMOB', '192.0.2.1'],
      },
      { code: 'CERT_EXPIRED', first: early, last: early, count: 1 },
    ]);
    const remark = { kind: 'act', action: 'certificate:remark', outcome: 'released' } as const;
    await log.append([
      sampleRefusal({ ...remark, at: early, code: 'CERT_OTHER_ORGANISATION' }),
      sampleRefusal({ ...remark, action: 'sign-in', at: early, code: 'CERT_OTHER_ORGANISATION' }),
    ]);
    const told = (await refusalsIn(store.db, {})).map(({ code, isAccepted, count }) => [code, isAccepted, count]);
    expect(told.toSorted()).toEqual([
      ['CERT_EXPIRED', false, 1],
      ['CERT_OTHER_ORGANISATION', true, 1],
      ['CERT_REVOKED', false, 8],
    ]);
    expect(await refusalsIn(store.db, { from: late })).toMatchObject([{ code: 'CERT_REVOKED', count: 1 }]);
    expect(await refusalsIn(store.db, { certificate: 'ee'.repeat(32) })).toEqual([]);
  });
});
