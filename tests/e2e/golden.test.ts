import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaFaults } from '../simulators/xmllint.ts';
import { demoConfig } from '../support/config.ts';
import { expectValidResource } from '../support/fhir-validity.ts';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { askFhir, askNpo, askRivta, bodyOf, type OneRecord, type Subject } from './golden/ask.ts';
import { type Conversation, conversationsIn } from './golden/conversations.ts';
import { normalJson, normalXml } from './golden/normal-form.ts';

const folder = 'tests/golden';
const update = process.env.UPDATE_GOLDEN === '1';
const conversations = conversationsIn(demoConfig());

/** Time that is over on the day of the world below, so that nothing in the answers depends on when the test runs. */
const overAndDone: Subject = { patient: '191212121212', period: { start: '20240101', end: '20251231' } };
const longer: Subject = { ...overAndDone, period: { start: '20180101', end: '20261119' } };
const long: Subject = { ...overAndDone, period: { start: '20100101', end: '20261119' } };
const elsewhere: Readonly<Record<string, Subject>> = {
  'GetAlertInformation:2': longer,
  'GetFunctionalStatus:2': longer,
  'GetActivities:1': longer,
  'GetMaternityMedicalHistory:2': { ...longer, patient: '200001252386' },
  'GetCarePlans:2': long,
  // Its answers to referrals were all signed earlier.
  'GetReferralOutcome:3 SE2321000206-DEMOFHIR': long,
  'GetRequestActivities:1': long,
};

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge({ councils: { today: '2026-11-20' } });
});
afterAll(() => running?.close());

const asked = new Map<string, Promise<OneRecord>>();

/** What the source gives in the contract's own form; the other faces are asked for the same record. */
function recordOf({ contract, source }: Conversation): Promise<OneRecord> {
  const key = `${contract.id} ${source}`;
  const record = asked.get(key) ?? askRivta(running, contract, source, subjectOf(contract.id, source));
  asked.set(key, record);
  return record;
}

function subjectOf(contract: string, source: string): Subject {
  return elsewhere[`${contract} ${source}`] ?? elsewhere[contract] ?? overAndDone;
}

/** The answer in its normal form, once it has proved valid. */
async function tell(conversation: Conversation): Promise<string> {
  const { contract, source, face } = conversation;
  const record = await recordOf(conversation);
  if (face === 'rivta') {
    expect(schemaFaults(contract.schema.file, record.body)).toBe('');
    return normalXml(record.envelope);
  }
  const question = [running, contract, source, subjectOf(contract.id, source), record.documentId] as const;
  if (face === 'fhir') {
    const bundle = await askFhir(...question);
    expectValidResource(bundle);
    return normalJson(bundle, running.url);
  }
  const envelope = await askNpo(...question);
  expect(schemaFaults('RIV13606_1.1.xsd', bodyOf(envelope))).toBe('');
  return normalXml(envelope);
}

describe('one record from each source through each face is what the golden file says', () => {
  it.each(conversations.map((conversation) => [conversation.file, conversation] as const))(
    '%s',
    async (name, conversation) => {
      const told = await tell(conversation);
      const file = join(folder, name);
      if (update) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, told);
      }
      expect(existsSync(file), `${file} is missing: read what UPDATE_GOLDEN=1 writes, and commit it`).toBe(true);
      expect(told).toBe(readFileSync(file, 'utf8'));
    },
  );

  it('no golden file is left of a conversation that nobody has', () => {
    const kept = globSync('*/*', { cwd: folder });
    expect(kept.filter((file) => !conversations.some((conversation) => conversation.file === file))).toEqual([]);
  });
});
