import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HoldersLine } from '../../../src/faces/portal-api/shapes/holders.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const [per, kin, liv, ylva] = ['199002222397', '195104179816', '193811039803', '198605149809'];
const municipality = { hsaId: 'SE2321000230-DEMOKOM1', name: 'En kommun' };
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();

let running: RunningBridge;
let physician: PortalClient;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.access.providers = [{ careProvider: 'SE2321000222-DEMOVG', onCall: '090-78 00 00' }];
      config.notConnected = [municipality];
    },
  });
  physician = await signedIn(running, 'demo-lakare', assignments.care);
  const neighbour = await signedIn(running, 'demo-overlakare', assignments.neighbour);
  await neighbour.post('/blocks', { patient: per, kind: 'outer' });
  for (const patient of [per, kin, liv, ylva]) await physician.post('/relations', { patient, end: inDays(1) });
});
afterAll(() => running?.close());

async function holders(patient: string | undefined, opening?: string) {
  const named = opening === undefined ? {} : { 'x-norrbryggan-opening': opening };
  const { body, headers } = await physician.post('/holders', { patient }, { headers: named });
  const lines = (body as string)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as HoldersLine);
  const answered = lines.filter((line) => line.kind === 'answered');
  return { lines, answered, correlationId: String(headers['x-skltp-correlation-id']) };
}

describe('who holds information', () => {
  it('is told of no other care provider before anything is declared', async () => {
    const { lines, answered } = await holders(kin);
    const sources = running.config.sources.map(({ hsaId, name }) => ({ hsaId, name }));
    expect(lines[0]).toMatchObject({ kind: 'begun', sources: expect.arrayContaining(sources) });
    expect(lines.at(-1)).toEqual({ kind: 'done' });
    expect(answered).toHaveLength(sources.length);
    const named = answered.flatMap((line) => [...line.holders, ...line.blockers]);
    expect(named.filter(({ hsaId }) => !hsaId.startsWith('SE2321000230-'))).toEqual([]);
  });

  it('is told in a declared emergency, and who has blocked, with numbers to call', async () => {
    await physician.post('/emergencies', { patient: per, reasonCode: 'danger-to-life', text: 'Medvetslös.' });
    const { answered, correlationId } = await holders(per);
    const blockers = answered.flatMap((line) => line.blockers);
    expect(blockers).toContainEqual({
      hsaId: 'SE2321000222-DEMOVG',
      careProvider: 'SE2321000222-DEMOVG',
      name: 'Region Västerbotten',
      switchboard: expect.stringMatching(/^\+46/),
      onCall: '090-78 00 00',
    });
    const entries = await running.log({ correlationId });
    expect(entries).toContainEqual(
      expect.objectContaining({
        action: 'holders:show',
        activity: 'Nödöppning',
        emergency: true,
        details: expect.objectContaining({ blockers: ['SE2321000222-DEMOVG'] }),
      }),
    );
    // No content has been released on the way.
    expect(entries.flatMap(({ units }) => units)).toEqual([]);
  });

  it('is told of a patient who cannot decide, but not who has blocked', async () => {
    await physician.post('/consents', {
      patient: liv,
      kind: 'incapable',
      for: 'unit',
      end: inDays(1),
      reason: 'Anhörig.',
    });
    const { answered } = await holders(liv);
    expect(answered.flatMap((line) => line.holders)).not.toEqual([]);
    expect(answered.flatMap((line) => line.blockers)).toEqual([]);
  });

  it('says whom nobody asks', async () => {
    const { lines } = await holders(kin);
    expect(lines[0]).toMatchObject({ notAsked: [{ ...municipality, reasons: ['provider-not-connected'] }] });
  });

  it('is told no unit of its own provider for a protected person, until places are asked for', async () => {
    const centre = await signedIn(running, 'demo-lakare', 'SE2321000230-DEMOHC1VOB');
    await centre.post('/blocks', { patient: ylva, kind: 'inner' });
    await physician.post('/emergencies', { patient: ylva, reasonCode: 'danger-to-life', text: 'Medvetslös.' });
    const { opening } = (await physician.post('/patient/open', { patient: ylva })).body;
    const units = async () => {
      const { answered } = await holders(ylva, opening);
      return answered.flatMap((line) => [...line.holders, ...line.blockers]).map(({ hsaId }) => hsaId);
    };
    const own = 'SE2321000230-DEMOVG';
    expect((await units()).filter((hsaId) => hsaId.startsWith('SE2321000230-') && hsaId !== own)).toEqual([]);
    expect(await units()).toContain(own);
    await physician.post('/patient/places', { reason: 'Remiss' });
    expect(await units()).toContain('SE2321000230-DEMOHC1');
  });

  it('is told no more when another patient has been opened', async () => {
    await running.councils.setFault(addresses.vasterbotten, { kind: 'hang' });
    const { opening } = (await physician.post('/patient/open', { patient: kin })).body;
    const from = new Date().toISOString();
    const told = holders(kin, opening).catch((broken: Error) => broken.message);
    await expect
      .poll(() => running.log({ action: 'holders:show', from }), { timeout: 10_000 })
      .toContainEqual(expect.objectContaining({ patient: expect.objectContaining({ id: kin }) }));
    await physician.post('/patient/open', { patient: liv });
    expect(await told).toBe('other side closed');
    await running.councils.setFault(addresses.vasterbotten, undefined);
  });
});
