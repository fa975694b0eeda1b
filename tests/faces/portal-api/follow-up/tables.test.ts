import { expect, it } from 'vitest';
import { ownCsv } from '../../../../src/faces/portal-api/follow-up/tables.ts';
import type { UseFigure } from '../../../../src/faces/portal-api/shapes/follow-up.ts';

const [region, source] = ['SE2321000230-DEMOVG', 'SE2321000230-DEMOKALLA'];

it('says of each figure what it is measured in, and never more available than it was', () => {
  const use: UseFigure = {
    ...{ use: 'emergency', careProvider: region, unit: '-', contract: undefined, month: '2026-06', count: 'hidden' },
  };
  const month = { source, month: '2026-06', asked: 20_000, availability: 0.99996, p50: 250, p95: 'beyond' } as const;
  const text = ownCsv(
    { months: ['2026-06'], use: [use], sources: [month], names: { [region]: 'Region Norrbotten' }, mergers: [] },
    'sv',
  );
  const rows = text.split('\r\n').map((line) => line.split(';').map((cell) => cell.replaceAll(/^\uFEFF?"|"$/g, '')));
  const column = (name: string) => rows[0]?.indexOf(name) ?? -1;
  const told = ['Enhet', 'Mäts i', 'Värde', 'Frågor', 'Dolt'].map(column);
  expect(rows.slice(1, 5).map((row) => told.map((at) => row[at]))).toEqual([
    ['Utan enhet', 'antal', '', '', 'ja'],
    ['', 'procent', '99,9', '20000', ''],
    ['', 'millisekunder', '250', '20000', ''],
    ['', 'millisekunder', '> 60000', '20000', ''],
  ]);
});
