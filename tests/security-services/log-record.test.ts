import { expect, it } from 'vitest';
import { logRecordOf } from '../../src/security-services/log-record.ts';
import { sampleEntry } from '../audit/sample-entry.ts';

it('tells services outside who read by HSA-id alone: she may have protected identity', () => {
  const hsaId = 'SE2321000230-DEMOLAK';
  const actor = { hsaId, name: 'Elsa Skyddad', commission: undefined };
  const reader = { careProvider: 'SE2321000230-DEMOVG', careUnit: 'SE2321000230-DEMOMED' };
  const record = logRecordOf({ ...sampleEntry(), actor, reader, outcome: 'released' } as never, 'SE2321000230-BRIDGE');
  expect(record).toMatchObject({ user: { userId: hsaId } });
  expect(JSON.stringify(record)).not.toContain('Elsa');
});
