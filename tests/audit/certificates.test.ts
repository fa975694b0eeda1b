import { expect, it } from 'vitest';
import { certificatesIn } from '../../src/audit/certificates.ts';
import { stored, storedRefusal } from './stored-entries.ts';

it('tells of each certificate when it was used, how often, why it was refused, and until when it holds', async () => {
  const entries = [
    stored({ at: '2026-05-02T12:00:00Z' }),
    stored({ at: '2026-05-02T12:00:01Z', kind: 'closing' }),
    stored({ at: '2026-05-01T23:00:00+02:00' }),
    storedRefusal({ at: '2026-05-03T12:00:00Z' }),
    storedRefusal({ at: '2026-05-03T12:00:02Z' }),
    storedRefusal({ at: '2026-05-03T12:00:01Z', code: 'CERT_EXPIRED', details: { attempts: 40 } }),
    storedRefusal({ certificate: undefined }),
  ];
  expect(await certificatesIn(entries, new Date('2026-12-31T00:00:00Z'))).toMatchObject([
    {
      fingerprint: 'cd'.repeat(32),
      first: '2026-05-03T12:00:00Z',
      last: '2026-05-03T12:00:02Z',
      count: 42,
      refused: { CERT_REVOKED: 2, CERT_EXPIRED: 40 },
      expires: '2027-01-01T00:00:00Z',
      expired: false,
    },
    { fingerprint: 'ab'.repeat(32), first: '2026-05-01T23:00:00+02:00', last: '2026-05-02T12:00:00Z', count: 2 },
  ]);
  const [later] = await certificatesIn(entries, new Date('2027-01-01T00:00:00Z'));
  expect(later?.expired).toBe(true);
});
