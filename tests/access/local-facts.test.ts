import { describe, expect, it } from 'vitest';
import { createLocalFacts } from '../../src/access/local-facts.ts';
import type { Registry } from '../../src/access/registry/store.ts';

const reader = { employee: 'SE2321000230-DEMOLAKARE', careProvider: 'SE2321000230-DEMOVG', careUnit: undefined };
const patients = [{ id: '191212121212', type: '1.2.752.129.2.1.3.1' }];
const entity = { careUnit: 'SE2321000230-DEMOMED', start: undefined, end: undefined, type: 'dia' };
const at = new Date();

/** A registry without blocks, which counts who asks. */
function counting() {
  const asked: unknown[] = [];
  const ofPatient: Registry['ofPatient'] = async (_kinds, question) => {
    asked.push(question);
    return [];
  };
  const facts = createLocalFacts({ ofPatient } as Registry);
  const ask = (careProvider: string, reading?: object) =>
    facts.blocks(reader, patients, [{ ...entity, careProvider }], at, reading);
  return { asked, ask };
}

describe('blocks that are registered here', () => {
  it('are looked up once for one reading, of all care providers', async () => {
    const { asked, ask } = counting();
    const reading = {};
    const [one, other] = await Promise.all([ask('SE-A', reading), ask('SE-B', reading)]);
    expect([one, other]).toMatchObject([[{ value: 'none' }], [{ value: 'none' }]]);
    expect(asked).toEqual([{ patients }]);
    await ask('SE-A', {});
    expect(asked).toHaveLength(2);
  });

  it('are looked up for the care providers at hand where the question is of no reading', async () => {
    const { asked, ask } = counting();
    await ask('SE-A');
    await ask('SE-A');
    expect(asked).toEqual([
      { patients, careProviders: ['SE-A'] },
      { patients, careProviders: ['SE-A'] },
    ]);
  });
});
