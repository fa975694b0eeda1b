import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/index.ts';
import type { Config } from '../../src/config.ts';
import { createAccessLogging } from '../../src/overview/log-access.ts';
import { createPermissions } from '../../src/routing/permissions.ts';
import { demoConfig } from '../support/config.ts';
import { record, request } from './asking.ts';

const [north, west, gone] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG', 'SE2321000999-DEMOVG'];
const config = demoConfig((file) => {
  file.successions = [{ kind: 'care-provider', from: gone, into: north, at: '2020-01-01' }];
}) as Config;

async function unitsOnTheLog(records: ReturnType<typeof record>[]) {
  const entries: AuditEntry[] = [];
  const append = async (given: AuditEntry | readonly AuditEntry[]) => void entries.push(...[given].flat());
  const log = createAccessLogging(config, createPermissions(config.callers), { append });
  await log({
    request: request(),
    records,
    coverage: [],
    sourcesAsked: [],
    withheld: new Map(),
    failures: [],
    milliseconds: 1,
  });
  return entries[0]?.units ?? [];
}

describe('what an entry says was released', () => {
  it('is how many records of each unit, care provider and source, under who answers for them now', async () => {
    const any = fc.record({
      careProvider: fc.constantFrom(north, west, gone),
      careUnit: fc.constantFrom('SE1-U1', 'SE1-U2'),
      source: fc.constantFrom('SE1-A', 'SE1-B'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(any, { maxLength: 20 }), async (all) => {
        const units = await unitsOnTheLog(
          all.map(({ source, ...owner }, index) => record(source, String(index), owner)),
        );
        const named = all.map((one) => ({
          ...one,
          careProvider: one.careProvider === gone ? north : one.careProvider,
        }));
        const same = (one: (typeof named)[number], other: (typeof units)[number]) =>
          one.careProvider === other.careProvider && one.careUnit === other.careUnit && one.source === other.source;
        for (const unit of units) expect(unit.records).toBe(named.filter((one) => same(one, unit)).length);
        for (const one of named) expect(units.filter((unit) => same(one, unit))).toHaveLength(1);
      }),
    );
  });
});
