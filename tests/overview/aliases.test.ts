import { describe, expect, it } from 'vitest';
import { completeConfig } from '../../src/config.ts';
import { createAliases } from '../../src/overview/aliases.ts';
import { mergeRecords } from '../../src/overview/merge.ts';
import { demoConfig } from '../support/config.ts';
import { asker, fhir, gives, ncs, overviewOver, record, request, vas } from './asking.ts';

const named = (sourceSystem: string, documentId: string) => ({ sourceSystem, documentId });

describe('aliases', () => {
  const aliases = createAliases([
    {
      same: [
        { source: 'SE1-OLD', documentId: '1' },
        { source: 'SE1-NEW', documentId: 'A' },
      ],
    },
    {
      same: [
        { source: 'SE1-NEW', documentId: 'A' },
        { source: 'SE1-THIRD', documentId: 'x' },
      ],
    },
    { rule: { from: 'SE1-OLD', to: 'SE1-NEW', id: '^ARK-(\\d+)$', becomes: 'NY-$1' } },
    {
      same: [
        { source: 'SE1-OLD', documentId: 'ARK-7' },
        { source: 'SE1-FOURTH', documentId: 'seven' },
      ],
    },
  ]);
  const same = (a: [string, string], b: [string, string]) => aliases.keyOf(named(...a)) === aliases.keyOf(named(...b));

  it.each<[string, [string, string], [string, string], boolean]>([
    ['a pair', ['SE1-OLD', '1'], ['SE1-NEW', 'A'], true],
    ['whatever the case of the system', ['se1-old', '1'], ['SE1-NEW', 'A'], true],
    ['sets that share an id', ['SE1-OLD', '1'], ['SE1-THIRD', 'x'], true],
    ['a rule', ['SE1-OLD', 'ARK-12'], ['SE1-NEW', 'NY-12'], true],
    ['a rule and a set', ['SE1-NEW', 'NY-7'], ['SE1-FOURTH', 'seven'], true],
    ['not another id', ['SE1-OLD', '2'], ['SE1-NEW', 'A'], false],
    ['not what the rule does not fit', ['SE1-OLD', 'ARK-x'], ['SE1-NEW', 'NY-x'], false],
    ['not the rule from another system', ['SE1-THIRD', 'ARK-12'], ['SE1-NEW', 'NY-12'], false],
    ['not one id of two systems', ['SE1-OLD', '3'], ['SE1-NEW', '3'], false],
  ])('make one of %s', (_what, a, b, expected) => {
    expect(same(a, b)).toBe(expected);
  });

  it.each([
    ['a set of one', { same: [{ source: vas, documentId: '1' }] }],
    ['a rule that is no expression', { rule: { from: vas, to: ncs, id: '(', becomes: '' } }],
  ])('refuse %s', (_what, alias) => {
    const parsed = demoConfig((config) => {
      for (const key of ['databaseUrl', 'busUrl', 'dataDir', 'busKeyFile', 'logKeyFile', 'logLevel'])
        delete config[key];
      config.aliases = [alias];
    });
    expect(() => completeConfig(parsed, {})).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  it('merging keeps the record of the system that lives on, and counts the other', () => {
    const rules = { aliases, rankOf: (source: string) => (source === 'SE1-NEW' ? 0 : 1) };
    const merged = mergeRecords([record('SE1-OLD', '1'), record('SE1-NEW', 'A'), record('SE1-OLD', '2')], rules);
    expect(merged.records.map(({ header }) => [header.sourceSystem, header.documentId])).toEqual([
      ['SE1-NEW', 'A'],
      ['SE1-OLD', '2'],
    ]);
    expect([...merged.aliased]).toEqual([['SE1-OLD', 1]]);
  });
});

describe('a region in mid-migration', () => {
  const overview = overviewOver(
    asker({
      [vas]: () => gives(record(vas, 'NY-1')),
      [ncs]: () => gives(record(ncs, '9', { time: '20200101000000' })),
      [fhir]: () => gives(record(fhir, 'ARK-1'), record(fhir, 'ARK-2', { time: '20200101000030' })),
    }),
    (config) => {
      config.aliases = [{ rule: { from: fhir, to: vas, id: '^ARK', becomes: 'NY' } }];
      config.sources[2] = { ...config.sources[2], lifecycle: 'archive', lifecycleText: 'Ersatt 2021' };
    },
  );

  it('says so, merges by alias, and marks nothing that only shares a time', async () => {
    const { records, coverage } = await overview.ask(request());
    expect(records.map(({ header }) => header.documentId).sort()).toEqual(['9', 'ARK-2', 'NY-1']);
    expect(records.some(({ likenessOf }) => likenessOf)).toBe(false);
    expect(coverage.find(({ source }) => source === fhir)).toMatchObject({
      notes: expect.arrayContaining(['source-archive', 'aliased']),
      lifecycleText: 'Ersatt 2021',
      aliased: 1,
    });
    expect(coverage.find(({ source }) => source === vas)?.notes).toEqual([]);
  });
});
