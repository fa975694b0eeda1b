import { expect, it } from 'vitest';
import { BridgeError } from '../../../src/errors.ts';
import { createNaming } from '../../../src/faces/portal-api/naming.ts';

const unreachable = async () => {
  throw new BridgeError('DIRECTORY_UNAVAILABLE');
};

it('calls units by their ids alone while the directory is out of reach', async () => {
  expect(await createNaming({ nameOf: unreachable })('SE1-A')).toEqual({ hsaId: 'SE1-A', name: undefined });
});

it('looks each up once, however it is written, and tells of any other fault', async () => {
  const asked: string[] = [];
  const named = createNaming({
    async nameOf(hsaId) {
      asked.push(hsaId);
      if (hsaId === 'SE1-BAD') throw new BridgeError('STORE_UNAVAILABLE');
      return { value: 'Region', asOf: '', stale: false };
    },
  });
  expect(await Promise.all([named('SE1-A'), named('se1-a')])).toMatchObject([{ name: 'Region' }, { name: 'Region' }]);
  expect(asked).toEqual(['SE1-A']);
  await expect(named('SE1-BAD')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});
