import { describe, expect, it } from 'vitest';
import { refusalsIn } from '../../../src/audit/refused/refusals.ts';
import { sampleEntry } from '../sample-entry.ts';
import { stored, storedRefusal } from '../stored-entries.ts';

describe('refused certificates', () => {
  it('are told by certificate and reason, with when, how often and where they wanted to', async () => {
    const [early, late] = ['2026-05-01T10:00:00+02:00', '2026-05-02T10:00:00+02:00'];
    const found = await refusalsIn([
      storedRefusal({ at: late, logicalAddress: 'SE-DEMOA' }),
      storedRefusal({ at: early, logicalAddress: 'SE-DEMOB', details: { attempts: 7, address: '192.0.2.1' } }),
      storedRefusal({ at: early, code: 'CERT_EXPIRED' }),
    ]);
    expect(found).toMatchObject([
      { code: 'CERT_REVOKED', first: early, last: late, count: 8, addresses: ['SE-DEMOA', 'SE-DEMOB', '192.0.2.1'] },
      { code: 'CERT_EXPIRED', first: early, last: early, count: 1 },
    ]);
  });

  it('are not those that were refused for something else, nor calls without one', async () => {
    const known = stored({ kind: 'refusal', outcome: 'refused', code: 'ROLE_REQUIRED' });
    const without = storedRefusal({ certificate: undefined, code: 'CERT_MISSING' });
    expect(await refusalsIn([known, without, stored(sampleEntry())])).toEqual([]);
  });
});
