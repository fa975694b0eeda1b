import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ForgettingHandlers } from '../../../src/hsa/ask-ahead.ts';
import { connectAdmin } from '../../../src/store/index.ts';
import { demoFile } from '../../hsa/source-conformance.ts';
import { hasSlapd, type Slapd, startSlapd } from '../../support/slapd.ts';
import { type Gates, startGates } from './reading.ts';

const care = 'Vård och behandling';
const [known, colleague] = ['SE2321000230-DEMOLAKARE', 'SE2321000230-DEMOTOLV'];
const unavailable = {
  status: 503,
  shown: [],
  said: expect.stringContaining('DIRECTORY_UNAVAILABLE'),
};

describe.skipIf(!hasSlapd())('a bridge whose LDAP server is killed', () => {
  let server: Slapd;
  let gates: Gates;
  beforeAll(async () => {
    // Before the bridge takes hold of it: what is known grows old at once.
    vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true });
    server = await startSlapd(demoFile);
    gates = await startGates((config) => {
      config.directory = { ...config.directory, url: server.url, timeoutMs: 5_000 };
    });
    await gates.relate();
  }, 120_000);
  afterAll(async () => {
    await gates?.running.close();
    await server?.remove();
    vi.useRealTimers();
  });

  const readBy = (employee: string) => gates.fhirAs(care, employee);
  const wordOnLog = async (decision: string | undefined) => {
    const entry = (await gates.running.log()).find(({ id }) => id === decision);
    return entry?.decision?.inputs.assignment as { readonly asOf: string } | undefined;
  };
  async function forget(hsaId: string) {
    const client = await connectAdmin<ForgettingHandlers>(gates.running.config.dataDir);
    if (!client) throw new Error('The bridge does not answer on its admin socket.');
    return client.ask('directory:forget', { hsaId }).finally(() => client.close());
  }

  it('lets whom it knows read on and says on the log how old that is, refuses others for now, and recovers', async () => {
    const before = await readBy(known);
    expect(before.shown.length).toBeGreaterThan(10);
    const fresh = { known: true, value: true, from: 'HSA', asOf: expect.any(String) };
    const word = await wordOnLog(before.decision);
    expect(word).toEqual(fresh);

    await server.kill();
    vi.setSystemTime(Date.now() + 11 * 60_000);
    const during = await readBy(known);
    expect(during).toMatchObject({ status: 200, shown: before.shown });
    expect(await wordOnLog(during.decision)).toEqual({ ...fresh, asOf: word?.asOf, stale: true });
    expect(await readBy(colleague)).toMatchObject(unavailable);
    // Nor whom it has been told to forget.
    expect((await forget(known)).forgotten).toBeGreaterThan(0);
    expect(await readBy(known)).toMatchObject(unavailable);

    await server.start();
    await expect.poll(async () => (await readBy(known)).shown, { timeout: 15_000 }).toEqual(before.shown);
    // Known now, and judged: the patient is none of hers.
    expect(await readBy(colleague)).toMatchObject({ status: 403, said: expect.stringContaining('NO_RELATION') });
  }, 60_000);
});
