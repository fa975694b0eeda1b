import { once } from 'node:events';
import { expect, it } from 'vitest';
import type { AccessLog, AuditEntry } from '../../../src/audit/index.ts';
import { tellingOfEmergencies } from '../../../src/audit/index.ts';
import { BridgeError } from '../../../src/errors.ts';
import { createEvents } from '../../../src/events.ts';
import { createDirectory, type Directory } from '../../../src/hsa/index.ts';
import { sampleEntry } from '../sample-entry.ts';

const demo = await createDirectory(
  { url: 'file:config/hsa/demo.ldif', baseDn: 'c=SE', timeoutMs: 1_000 },
  createEvents(),
);
const opening = () =>
  sampleEntry({
    kind: 'act',
    activity: 'Nödöppning',
    action: 'emergency:open',
    emergency: true,
    details: { id: 'the-emergency' },
    reader: { careProvider: 'SE2321000230-DEMOVG', careUnit: undefined },
  });

function telling(append: AccessLog['append'], directory: Directory = demo) {
  const events = createEvents();
  const told: unknown[] = [];
  events.on('emergency:access:opened', (event) => told.push(event));
  const log = tellingOfEmergencies({ append } as AccessLog, directory, events, 'norrbryggan');
  return { events, told, log };
}

it('tells of an emergency when it is on the log, with those who are to judge it, and of no patient', async () => {
  const appended: AuditEntry[] = [];
  const { events, told, log } = telling(async (entries) => void appended.push(...[entries].flat()));
  const heard = once(events, 'emergency:access:opened');
  await log.append([sampleEntry(), opening()]);
  expect(appended).toHaveLength(2);
  await heard;
  expect(told).toEqual([
    {
      emergency: 'the-emergency',
      careProvider: 'SE2321000230-DEMOVG',
      careUnit: undefined,
      reviewers: ['SE2321000230-DEMOSAKERHET'],
    },
  ]);
});

it('tells also when the directory does not answer, and then of nobody', async () => {
  const silent = {
    ...demo,
    peopleWithRole: async () => {
      throw new BridgeError('DIRECTORY_UNAVAILABLE');
    },
  };
  const { events, told, log } = telling(async () => undefined, silent);
  const heard = once(events, 'emergency:access:opened');
  await log.append(opening());
  await heard;
  expect(told).toMatchObject([{ emergency: 'the-emergency', reviewers: [] }]);
});

it('tells of nothing that is not on the log, or did not open', async () => {
  const failing = telling(async () => {
    throw new BridgeError('AUDIT_UNAVAILABLE');
  });
  await expect(failing.log.append(opening())).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  const working = telling(async () => undefined);
  const heard = once(working.events, 'emergency:access:opened');
  await working.log.append([
    { ...opening(), outcome: 'failed' },
    { ...opening(), action: 'emergency:close' },
  ]);
  // One that is told of, after which those before it would have been.
  await working.log.append(opening());
  await heard;
  expect(working.told).toHaveLength(1);
  expect(failing.told).toEqual([]);
});
