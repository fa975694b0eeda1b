import { describe, expect, it } from 'vitest';
import { createPartsOf } from '../../../src/portal/overview/items-by-type.ts';
import { readingState } from '../../../src/portal/overview/reading-state.ts';
import { contractOf } from '../../../src/portal/overview/what-is-asked.ts';
import { informationTypes, typeOf } from '../../../src/portal/records/information-type.ts';
import { itemsOf } from '../../../src/portal/records/items.ts';
import { contracts, done, part, read, started } from './made-up.ts';

describe('the parts of the page', () => {
  it('have their places, in a fixed order, before anything has come', () => {
    const partsOf = createPartsOf((record) => itemsOf(record));
    const types = (choice: Parameters<typeof readingState>[1] & { kind: 'chosen' }) =>
      partsOf(readingState(read([]), choice)).map(({ type }) => type);
    const acute = { kind: 'chosen', reading: 2, request: { choice: { kind: 'acute' } } } as const;
    expect(types(acute)).toEqual(informationTypes);
    const fresh = partsOf(readingState(read([done()]), acute)).map(({ type }) => type);
    expect(fresh).toEqual(['alert', 'medication', 'diagnosis', 'contact']);
  });

  it('keep their items until their own records change, newest first', () => {
    const partsOf = createPartsOf((record) => itemsOf(record));
    const both = started([], {
      asked: [contracts.alert, contracts.diagnosis].map((contract) => ({ contract, source: 'A', name: 'A' })),
    });
    const first = read([both, part('A', ['1'])]);
    const event = part('A', ['2'], { contract: contracts.alert });
    const second = readingState(first, { kind: 'came', reading: 1, event });
    const itemsIn = (state: typeof first, type: string) => partsOf(state).find((one) => one.type === type)?.items;
    const diagnoses = itemsIn(first, 'diagnosis');
    expect(itemsIn(second, 'diagnosis')).toBe(diagnoses);
    expect(itemsIn(first, 'alert')).toEqual([]);
    expect(itemsIn(second, 'alert')).toHaveLength(1);
  });

  it('can each be asked for', () => {
    for (const type of informationTypes) expect(typeOf(contractOf[type])).toBe(type);
  });
});
