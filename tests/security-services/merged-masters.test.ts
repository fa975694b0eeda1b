import { describe, expect, it } from 'vitest';
import type { BlockState, Fact, ReaderPlace } from '../../src/access/facts.ts';
import type { LocalFacts } from '../../src/access/local-facts.ts';
import type { Config } from '../../src/config.ts';
import { createEvents } from '../../src/events.ts';
import { createMasters } from '../../src/security-services/masters.ts';
import { demoConfig } from '../support/config.ts';

const [north, west, merged] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG', 'SE2321000999-DEMOVG'] as const;
const at = new Date('2027-06-01T00:00:00Z');
const reader: ReaderPlace = {
  employee: 'SE2321000230-DEMOLAKARE',
  careProvider: merged,
  careUnit: 'SE2321000230-DEMOMED',
};
const entity = {
  careProvider: merged,
  careUnit: 'SE2321000222-DEMOMED',
  start: undefined,
  end: undefined,
  type: undefined,
};

/** What this bridge says of blocks; the other master cannot be reached. */
function masters(successions: Config['successions'], regional: string = west) {
  const asked: (readonly string[])[] = [];
  const local = {
    blocks: async (_reader, _patients, entities) => {
      asked.push(entities.map(({ careProvider }) => careProvider));
      return entities.map(
        (): Fact<BlockState> => ({ known: true, value: 'none', asOf: at.toISOString(), from: 'bridge' }),
      );
    },
  } as Partial<LocalFacts> as LocalFacts;
  const config = demoConfig((file) => {
    file.successions = successions;
    file.access.services.push({ name: 'regional', url: 'http://127.0.0.1:9', timeoutMs: 200 });
    file.access.providers.push({ careProvider: regional, blocks: 'regional' });
  }) as Config;
  return { asked, ...createMasters(config, local, createEvents()) };
}

describe('blocks of care providers of which nothing has merged', () => {
  it('are asked for at the master of each', async () => {
    const { facts, asked, close } = masters([]);
    const ofBoth = [north, west].map((careProvider) => ({ ...entity, careProvider }));
    expect(await facts.blocks(reader, [{ id: '191212121212', type: '1.2.752.129.2.1.3.1' }], ofBoth, at)).toMatchObject(
      [
        { known: true, value: 'none' },
        { known: false, from: 'regional' },
      ],
    );
    expect(asked).toEqual([[north]]);
    await close();
  });
});

const merger = [north, west].map((from) => ({ kind: 'care-provider', from, into: merged, at: '2027-01-01' }) as const);

describe('blocks of care providers that have merged', () => {
  it('are asked for at the master of each, this bridge once', async () => {
    const { facts, asked, close } = masters(merger);
    const [answer] = await facts.blocks(reader, [{ id: '191212121212', type: '1.2.752.129.2.1.3.1' }], [entity], at);
    expect(asked).toEqual([[merged]]);
    // Without the word of the old one's master nothing is known.
    expect(answer).toMatchObject({ known: false, from: 'regional' });
    await close();
  });

  it('are asked for at one before', async () => {
    const { facts, close } = masters(merger.map((one) => ({ ...one, at: '2028-01-01' })));
    const [answer] = await facts.blocks(reader, [{ id: '191212121212', type: '1.2.752.129.2.1.3.1' }], [entity], at);
    expect(answer).toMatchObject({ known: true, value: 'none' });
    await close();
  });

  const patients = [{ id: '191212121212', type: '1.2.752.129.2.1.3.1' }];

  it('are asked for at the master of the heir too, where the record has the old name', async () => {
    const { facts, close } = masters(merger, merged);
    const [answer] = await facts.blocks(reader, patients, [{ ...entity, careProvider: west }], at);
    expect(answer).toMatchObject({ known: false, from: 'regional' });
    await close();
  });

  it('are asked for under each old name where a unit in no list had the record before a new one began', async () => {
    const { facts, close } = masters(merger.map((one) => ({ ...one, units: [], intoIsNew: true })));
    const made = (start: string) => ({ ...entity, start, end: start });
    const [before, after] = [made('2026-12-31T22:59:59Z'), made('2026-12-31T23:00:00Z')];
    expect(await facts.blocks(reader, patients, [before, after], at)).toMatchObject([
      { known: false, from: 'regional' },
      { known: true, value: 'none' },
    ]);
    await close();
  });

  it('are not asked for under the name of one that never had the record', async () => {
    const units = [entity.careUnit];
    const { facts, close } = masters([{ kind: 'care-provider', from: west, into: north, at: '2027-01-01', units }]);
    const own = { ...entity, careProvider: north, careUnit: 'SE2321000230-DEMOMED' };
    const theirs = { ...entity, careProvider: north };
    expect(await facts.blocks(reader, patients, [own, theirs], at)).toMatchObject([
      { known: true, value: 'none' },
      { known: false, from: 'regional' },
    ]);
    await close();
  });
});
