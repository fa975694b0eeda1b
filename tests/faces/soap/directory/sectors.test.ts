import { beforeAll, describe, expect, it } from 'vitest';
import { createEvents } from '../../../../src/events.ts';
import { createSectorAnswers } from '../../../../src/faces/soap/directory/sectors.ts';
import { createDirectory, type Directory, type Unit } from '../../../../src/hsa/index.ts';
import { demoFile } from '../../../hsa/source-conformance.ts';

const vasterbotten = 'SE2321000222-DEMOVG';
let directory: Directory;

beforeAll(async () => {
  const config = { url: `file:${demoFile}`, baseDn: 'c=SE', timeoutMs: 1_000 };
  directory = await createDirectory(config, createEvents());
  return () => directory.close();
});

const idsIn = (found: Awaited<ReturnType<ReturnType<typeof createSectorAnswers>['units']>>) =>
  (found.unitWithinSector ?? []).map((unit) => unit?.unitHsaId).sort();

/** A sector of 1 + 10 + 300 units; `isCut`: the directory has more units than it lists. */
async function large(isCut: boolean) {
  const { value } = await directory.unit(vasterbotten);
  const top = value?.object as Unit;
  const make = (above: Unit, name: string): Unit => ({
    ...top,
    hsaId: `${above.hsaId}${name}`,
    dn: `OU=${name},${above.dn}`,
    name,
  });
  const letters = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => String.fromCodePoint(from + at));
  const middle = letters(65, 10).map((name) => make(top, name));
  const branches = new Map([
    [top.hsaId, middle],
    ...middle.map((unit) => [unit.hsaId, letters(0x410, 30).map((name) => make(unit, name))] as const),
  ]);
  const all = [top, ...[...branches.values()].flat()];
  const questions: string[] = [];
  const answer = <T>(value: T) => ({ value, asOf: '', stale: false });
  const asked = {
    ...directory,
    unit: directory.unit,
    async units() {
      questions.push('units');
      return answer({ items: all, more: isCut });
    },
    async below(hsaId: string) {
      questions.push('below');
      return answer(branches.get(hsaId) ?? []);
    },
  };
  const found = idsIn(await createSectorAnswers(asked).units({ sectorHsaId: [vasterbotten] }));
  return { found, expected: all.map(({ hsaId }) => hsaId).sort(), questions };
}

describe('the units of a sector', () => {
  it('are asked for branch by branch while they are few, and then found in one list', async () => {
    const { found, expected, questions } = await large(false);
    expect(found).toEqual(expected);
    expect(questions).toEqual([...Array(11).fill('below'), 'units']);
  });

  it('are the same where the directory has more than it lists', async () => {
    const { found, expected, questions } = await large(true);
    expect(found).toEqual(expected);
    expect(questions.filter((each) => each === 'units')).toHaveLength(1);
  });

  it('are those that IsUnitWithinSector says are there', async () => {
    const answers = createSectorAnswers(directory);
    const listed = idsIn(await answers.units({ sectorHsaId: [vasterbotten] }));
    const { value: units } = await directory.units();
    for (const { hsaId } of units.items) {
      const { unitIsWithinSector } = await answers.isWithin({ unitHsaId: hsaId, sectorHsaId: [vasterbotten] });
      expect([hsaId, unitIsWithinSector]).toEqual([hsaId, listed.includes(hsaId)]);
    }
  });

  it('are counted once when two of the sectors overlap', async () => {
    const found = idsIn(
      await createSectorAnswers(directory).units({ sectorHsaId: [vasterbotten, 'SE2321000222-DEMOMED'] }),
    );
    expect(new Set(found).size).toBe(found.length);
  });
});
