import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockState } from '../../../../src/access/index.ts';
import { validate } from '../../../../src/contracts/index.ts';
import { checkBlocks4 } from '../../../../src/contracts/security/blocking-4.ts';
import { createBlockCheck } from '../../../../src/faces/soap/security/block-check.ts';
import { accessingActor, call, known, number, own, patientId, standIns, unknown } from './stand-ins.ts';

const time = fc.constantFrom('2026-01-01T00:00:00', '2026-06-01T12:00:00+02:00', '2026-02-30T00:00:00');
const row = fc.record({
  informationStartDate: time,
  informationEndDate: time,
  informationCareUnitId: fc.constantFrom('SE1-DEMOUNIT', 'SE1-DEMOOTHER', ' '),
  informationCareProviderId: fc.constantFrom(own, 'SE2-DEMOELSEWHERE'),
  informationType: fc.constantFrom('dia', 'lak', 'zzz'),
  rowNumber: fc.integer({ min: -1_000, max: 1_000 }),
});
const rows = fc.array(row, { minLength: 1, maxLength: 20 });
const states: readonly BlockState[] = ['none', 'inner', 'outer', 'blocked', 'inner-lifted', 'outer-lifted'];
const open: readonly BlockState[] = ['none', 'inner-lifted', 'outer-lifted'];

type Row = typeof row extends fc.Arbitrary<infer R> ? R : never;
const request = (informationEntities: readonly Row[]) => ({ accessingActor, patientId, informationEntities });
const isJudged = (each: Row) =>
  each.informationCareUnitId.trim() !== '' &&
  each.informationCareProviderId === own &&
  !`${each.informationStartDate}${each.informationEndDate}`.includes('02-30') &&
  each.informationStartDate <= each.informationEndDate;

describe('CheckBlocks', () => {
  it('answers every row in order, asks once for those it can judge, and shows none as open that was not said to be', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(fc.constantFrom(...states), { minLength: 20, maxLength: 20 }),
        async (given, told) => {
          let next = 0;
          const { parts, asked, entries } = standIns({ stateOf: () => known(told[next++] as BlockState) });
          const response = await createBlockCheck(parts).current(call, request(given));
          expect(validate(checkBlocks4.response, response, 'response')).toEqual([]);
          const { result, checkResults = [] } = response.checkBlocksResult;
          expect(checkResults.map(({ rowNumber }) => rowNumber)).toEqual(given.map(({ rowNumber }) => rowNumber));
          let judged = 0;
          const expected = given.map((each) => {
            if (!isJudged(each)) return 'VALIDATIONERROR';
            return open.includes(told[judged++] as BlockState) ? 'OK' : 'BLOCKED';
          });
          expect(checkResults.map(({ status }) => status)).toEqual(expected);
          expect(asked.length).toBe(judged > 0 ? 1 : 0);
          expect(asked.flat()).toHaveLength(judged);
          expect(result.resultCode).toBe(expected.includes('VALIDATIONERROR') ? 'INFO' : 'OK');
          expect(entries).toMatchObject([{ kind: 'act', action: 'block:check', patient: { id: number } }]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says the same in both versions', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const stateOf = ({ type }: { type: string | undefined }) =>
          known<BlockState>(type === 'lak' ? 'none' : 'outer');
        const check = createBlockCheck(standIns({ stateOf }).parts);
        const { checkBlocksResult } = await check.current(call, request(given));
        const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
        const older = (each: object) =>
          Object.fromEntries(Object.entries(each).map(([name, value]) => [capital(name), value]));
        const { CheckBlocksResultType } = await check.older(call, {
          AccessingActor: older(accessingActor),
          PatientId: number,
          InformationEntities: given.map(older),
        } as never);
        expect(CheckBlocksResultType.CheckResults).toEqual(checkBlocksResult.checkResults?.map(older));
        expect(CheckBlocksResultType.Result.ResultCode).toBe(checkBlocksResult.result.resultCode);
      }),
      { numRuns: 30 },
    );
  });

  const good: Row = {
    informationStartDate: '2026-01-01T00:00:00',
    informationEndDate: '2026-01-01T00:00:00',
    informationCareUnitId: 'SE1-DEMOUNIT',
    informationCareProviderId: own,
    informationType: 'dia',
    rowNumber: 1,
  };

  it('fails as a whole when the blocks cannot be had', async () => {
    const { parts, entries } = standIns({ stateOf: () => unknown });
    const { checkBlocksResult } = await createBlockCheck(parts).current(call, request([good]));
    expect(checkBlocksResult).toMatchObject({ result: { resultCode: 'ERROR' }, checkResults: [] });
    expect(entries).toEqual([]);
  });

  it('says that other identities may be missing', async () => {
    const { parts } = standIns({ complete: false });
    const { checkBlocksResult } = await createBlockCheck(parts).current(call, request([good]));
    expect(checkBlocksResult).toMatchObject({ result: { resultCode: 'INFO' }, checkResults: [{ status: 'OK' }] });
    expect(checkBlocksResult.result.resultText).toContain('other identities');
  });

  it('answers nothing that the log does not have', async () => {
    const { parts } = standIns({
      append: async () => {
        throw new Error('no log');
      },
    });
    await expect(createBlockCheck(parts).current(call, request([good]))).rejects.toThrow('no log');
  });

  it.each([
    ['5,001 rows', request(Array.from({ length: 5_001 }, () => good))],
    ['an actor without unit', { ...request([good]), accessingActor: { ...accessingActor, careUnitId: ' ' } }],
    ['a patient of an unknown kind', { ...request([good]), patientId: { root: '1.2.3', extension: number } }],
    ['a patient without number', { ...request([good]), patientId: { root: patientId.root } }],
  ])('refuses %s as a whole', async (_what, asks) => {
    const { parts, asked } = standIns();
    const { checkBlocksResult } = await createBlockCheck(parts).current(call, asks);
    expect(checkBlocksResult).toMatchObject({ result: { resultCode: 'VALIDATIONERROR' }, checkResults: [] });
    expect(asked).toEqual([]);
  });
});
