import { expect, it } from 'vitest';
import { contracts } from '../../../src/contracts/registry.ts';
import type { AnyType } from '../../../src/contracts/schema.ts';
import { withoutPlaces } from '../../../src/faces/portal-api/without-places.ts';
import { itemsOf } from '../../../src/portal/records/items.ts';
import { loadCareUnits } from '../../../src/simulators/world/care-units.ts';
import { shown, shownAs } from '../../portal/records/shown-record.ts';
import { storyRecords } from '../../support/world-records.ts';

const units = Object.values(await loadCareUnits('config/hsa/demo.ldif')).flat();
/** What gives a place away wherever it stands, running text apart. */
const places = units.flatMap(({ hsaId, name, provider, telephone, mail, addressLines }) =>
  [hsaId, name, provider, telephone, mail, ...addressLines].filter((each) => each !== undefined),
);

/** Every text that is a place and nothing more, with where it stands. */
function placesIn(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'string') return places.includes(value) ? [`${path}: ${value}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    placesIn(inside, Array.isArray(value) ? path : `${path}/${name}`),
  );
}

/** Contracts whose records are called after units. */
const calledAfterUnits = ['GetReferralOutcome:3', 'GetRequestActivities:1'];

it.each(contracts.map((contract) => [contract.id, contract] as const))('%s names no place', (_id, contract) => {
  const records = storyRecords(contract).map((data) => shownAs(contract, data));
  expect(records.some((record) => placesIn(record).length > 0)).toBe(records.length > 0);
  const hidden = records.map(withoutPlaces);
  expect([...new Set(hidden.flatMap((record) => placesIn(record)))]).toEqual([]);
  for (const [index, record] of hidden.entries()) {
    const [before, after] = [itemsOf(records[index] ?? record), itemsOf(record)];
    // It says the same of the patient, and is as readable.
    const said = (items: typeof before) =>
      items.map(({ title, summary, time, measurement, bodies }) => [
        ...(calledAfterUnits.includes(record.contract) ? [] : [title, summary]),
        time,
        measurement,
        bodies,
      ]);
    expect(said(after)).toEqual(said(before));
    expect(after.flatMap(({ marks }) => marks)).toEqual(before.flatMap(({ marks }) => marks));
    expect(after.flatMap(({ details, origin }) => [...details, ...origin]).filter((line) => line.tellsPlace)).toEqual(
      [],
    );
  }
});

/** A value with all that the type has room for, each text its own path. A type inside itself is left out. */
function filled(type: AnyType, path: string, around: readonly AnyType[] = []): unknown {
  if (type.kind === 'simple') return type.values?.[0] ?? (type.base === 'boolean' ? true : path);
  const elements = Object.entries(type.elements).filter(([, element]) => !around.includes(element.type));
  return Object.fromEntries(
    elements.map(([name, element]) => {
      const value = filled(element.type, `${path}/${name}`, [...around, type]);
      return [name, element.many ? [value] : value];
    }),
  );
}

it.each(contracts.map((contract) => [contract.id, contract] as const))(
  '%s names no place anywhere',
  (_id, contract) => {
    const record = shown(contract.id, filled(contract.item, contract.itemElement));
    const hidden = withoutPlaces(record);
    expect(itemsOf(record).flatMap(({ marks }) => marks)).not.toContain('unreadable');
    const lines = itemsOf(hidden).flatMap(({ details, origin }) => [...details, ...origin]);
    expect(lines.filter((line) => line.tellsPlace)).toEqual([]);
    const texts = JSON.stringify(hidden.data).match(/"[^"]+"/g) ?? [];
    expect(texts.filter((path) => /\/.*(?:mail|address|telecom|postal)/i.test(path))).toEqual([]);
  },
);
