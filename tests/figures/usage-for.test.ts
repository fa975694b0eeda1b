import { describe, expect, it } from 'vitest';
import { usageFor } from '../../src/figures/management/usage-for.ts';
import type { UsageFigure } from '../../src/figures/usage.ts';

const now = Date.parse('2026-07-15T12:00:00Z');
const [own, other] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG'];
const [medicine, surgery] = ['SE2321000230-DEMOMED', 'SE2321000230-DEMOKIR'];

function figure(measure: UsageFigure['measure'], n: number, bent: Partial<UsageFigure> = {}): UsageFigure {
  const where = { period: '2026-06', careProvider: own, careUnit: medicine };
  return { ...where, contract: 'GetDiagnosis:2', purpose: 'Vård och behandling', measure, n, ...bent };
}

/** As `use unit month count`, of a manager of `own`. */
function seen(figures: readonly UsageFigure[]): readonly string[] {
  return usageFor(figures, { careProviders: [own], now }).map(
    ({ use, careProvider, unit, month, count }) => `${use} ${unit ?? careProvider} ${month} ${count}`,
  );
}

describe('use of the bridge, for a manager', () => {
  it('is of her own units and of other care providers as wholes, overviews by contract and as they are', () => {
    const figures = [
      figure('overview', 2),
      figure('overview', 1, { careUnit: surgery }),
      figure('overview', 5, { careProvider: other, careUnit: 'SE2321000222-DEMOMED' }),
      figure('overview', 7, { contract: 'GetAlertInformation:2' }),
    ];
    expect(usageFor(figures, { careProviders: [own], now })).toContainEqual({
      ...{ use: 'overview', careProvider: own, unit: undefined, contract: 'GetAlertInformation:2' },
      ...{ month: '2026-06', count: 7 },
    });
    const overviews = seen(figures.slice(0, 3)).filter((line) => line.startsWith('overview'));
    expect(overviews.toSorted()).toEqual(
      [
        `overview ${other} 2026-06 5`,
        `overview ${surgery} 2026-06 1`,
        `overview ${medicine} 2026-06 2`,
        `overview ${own} 2026-06 3`,
      ].toSorted(),
    );
  });

  it('hides what tells of few, none included, and what would give it away', () => {
    const figures = [
      ...['2026-05', '2026-06'].flatMap((period) => [
        figure('emergency:opened', 30, { period }),
        figure('emergency:opened', 40, { period, careUnit: surgery }),
      ]),
      figure('emergency:opened', 2, { period: '2026-06', careUnit: 'SE2321000230-DEMOHC1' }),
    ];
    const emergencies = seen(figures).filter((line) => line.startsWith('emergency'));
    expect(emergencies.filter((line) => line.endsWith('hidden'))).toHaveLength(4);
    expect(emergencies).toContain(`emergency ${own} 2026-05 70`);
    expect(emergencies).toContain(`emergency ${own} 2026-06 72`);
    expect(emergencies).toContain('emergency SE2321000230-DEMOHC1 2026-05 hidden');
  });

  it('hides the same of a month in whatever months it is seen among, and whichever units those bring', () => {
    const june = [
      figure('emergency:opened', 50),
      figure('emergency:opened', 40, { careUnit: surgery }),
      figure('emergency:opened', 60, { careUnit: 'SE2321000230-DEMOHC2' }),
    ];
    const may = [
      figure('emergency:opened', 25, { period: '2026-05', careUnit: 'SE2321000230-DEMOZZZ' }),
      figure('emergency:opened', 25, { period: '2026-05', careUnit: 'SE2321000230-DEMOAAA' }),
      ...june.toReversed().map((each) => ({ ...each, period: '2026-05' })),
    ];
    const shown = (figures: readonly UsageFigure[]) =>
      seen(figures).filter((line) => / 2026-06 \d/.test(line) && line.startsWith('emergency'));
    expect(shown(june)).toHaveLength(3);
    expect(shown([...may, ...june])).toEqual(shown(june));
    expect(shown([...june.toReversed(), ...may]).toSorted()).toEqual(shown(june).toSorted());
  });

  it('leaves the month under way out where it is about people: it could be watched growing', () => {
    const figures = [
      figure('refused:BLOCKED', 50, { period: '2026-07' }),
      figure('overview', 1, { period: '2026-07' }),
    ];
    expect(seen(figures)).toEqual([`overview ${own} 2026-07 1`, `overview ${medicine} 2026-07 1`]);
  });

  it('adds up refusals of every kind, and knows no care provider of a stranger', () => {
    const figures = [
      figure('refused:BLOCKED', 20),
      figure('refused:NO_RELATION', 30),
      figure('refused:NO_RELATION', 70, { careUnit: surgery }),
      figure('refused:', 9, { careProvider: '' }),
    ];
    // One unit is always hidden, in case there is another that has none.
    expect(seen(figures).filter((line) => line.startsWith('refused'))).toEqual([
      `refused ${own} 2026-06 120`,
      `refused ${surgery} 2026-06 hidden`,
      `refused ${medicine} 2026-06 50`,
    ]);
  });
});
