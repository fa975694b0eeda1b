import { expect, it } from 'vitest';
import { namesFrom } from '../../../src/audit/extract/names.ts';
import { createNaming } from '../../../src/faces/portal-api/naming.ts';

const known: Readonly<Record<string, string>> = { OLD: 'Region Norrbotten', NEW: 'Norra regionen' };
const directory = {
  nameOf: async (hsaId: string) => ({ value: known[hsaId], asOf: '', stale: false }),
  person: async () => ({ value: undefined, asOf: '', stale: false }),
};
const heirOf = (hsaId: string) => (hsaId === 'OLD' ? 'NEW' : hsaId === 'GONE' ? 'UNKNOWN' : undefined);

it('in an extract a care provider is named as it was, with what has taken it over', async () => {
  const { place } = namesFrom(directory, heirOf);
  expect(await Promise.all(['OLD', 'NEW', 'GONE', 'STRANGE'].map(place))).toEqual([
    'Region Norrbotten (nu Norra regionen)',
    'Norra regionen',
    'GONE (nu UNKNOWN)',
    undefined,
  ]);
});

it('on a page the name of now stands beside', async () => {
  const named = createNaming(directory, heirOf);
  expect(await named('OLD')).toEqual({ hsaId: 'OLD', name: 'Region Norrbotten', now: 'Norra regionen' });
  expect(await named('NEW')).toEqual({ hsaId: 'NEW', name: 'Norra regionen' });
});
