import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { createEvents } from '../../../../src/events.ts';
import { openUnitOf, openUnits } from '../../../../src/faces/portal-api/directory/open-data.ts';
import { createDirectory, type Directory } from '../../../../src/hsa/index.ts';

const config = { url: 'file:config/hsa/demo.ldif', baseDn: 'c=SE', timeoutMs: 1_000 };
const clinic = 'SE2321000230-DEMOMED';
const other = 'SE2321000230-DEMOHC1';

it('of a directory with more units than are read says so, and denies none that may be among them', async () => {
  const directory = await createDirectory(config, createEvents());
  const { value, ...age } = await directory.units();
  const items = value.items.filter(({ hsaId }) => hsaId !== other);
  const cut: Directory = { ...directory, units: async () => ({ ...age, value: { items, more: true } }) };
  expect(JSON.parse(await text(await openUnits(directory)))).toMatchObject({ complete: true });
  expect(JSON.parse(await text(await openUnits(cut)))).toMatchObject({ complete: false });
  expect(await openUnitOf(cut, clinic)).toMatchObject({ hsaId: clinic });
  await expect(openUnitOf(cut, other)).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  expect(await openUnitOf(directory, 'SE2321000230-DEMONOBODY')).toBeUndefined();
});
