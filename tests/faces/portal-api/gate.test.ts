import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const unit = 'SE2321000230-DEMOMED';
const [kin, child, eva, per, liv] = ['195104179816', '201701012393', '200001252386', '199002222397', '193811039803'];
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();

let running: RunningBridge;
let physician: PortalClient;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.portal = {
        units: [{ careUnit: 'se2321000230-demohc1', consentLengths: ['today', '7-days'], consentFor: 'unit' }],
      };
    },
  });
  physician = await signedIn(running, 'demo-lakare', assignments.care);
});
afterAll(() => running?.close());

const gate = async (patient: string | undefined, client = physician) => (await client.post('/gate', { patient })).body;
const inCare = (patient: string | undefined) => physician.post('/relations', { patient, end: inDays(1) });

describe('the gate', () => {
  it('says that nothing is registered, and what can be done', async () => {
    expect(await gate(kin)).toMatchObject({
      careUnit: { hsaId: unit, name: expect.stringContaining('Medicinkliniken') },
      relation: { state: 'none' },
      standing: { state: 'none', registered: null },
      isLetIn: false,
      ways: ['emergency'],
      obstacles: ['relation'],
      consent: { length: '7-days', for: 'me' },
      emergencyHours: 8,
    });
    await inCare(kin);
    expect(await gate(kin)).toMatchObject({
      relation: { state: 'current', until: expect.any(String) },
      ways: ['consent', 'incapable', 'emergency', 'refusal'],
      obstacles: [],
    });
  });

  it('lets in by a consent, and tells who put it down and until when', async () => {
    await inCare(eva);
    const { body } = await physician.post('/consents', { patient: eva, kind: 'given', for: 'unit', end: inDays(7) });
    expect(await gate(eva)).toMatchObject({
      isLetIn: true,
      standing: {
        state: 'given',
        until: expect.any(String),
        registered: {
          id: body.id,
          for: 'unit',
          byRepresentative: false,
          by: { hsaId: 'SE2321000230-DEMOLAKARE', name: expect.any(String) },
        },
      },
    });
  });

  it('tells of a representative', async () => {
    const other = '197010632391';
    await inCare(other);
    const consent = { patient: other, kind: 'given', for: 'me', end: inDays(1), representedBy: kin };
    expect((await physician.post('/consents', consent)).status).toBe(200);
    expect((await gate(other)).standing.registered).toMatchObject({ for: 'me', byRepresentative: true });
  });

  it('tells colleagues of a no', async () => {
    await inCare(liv);
    await physician.post('/consents', { patient: liv, kind: 'refused', for: 'unit', reason: 'Vill prata först.' });
    expect(await gate(liv)).toMatchObject({
      isLetIn: false,
      standing: {
        state: 'refused',
        registered: { by: { hsaId: 'SE2321000230-DEMOLAKARE' }, text: 'Vill prata först.' },
      },
      ways: ['consent', 'incapable', 'emergency', 'refusal'],
    });
  });

  it('offers a child’s way for a child', async () => {
    await inCare(child);
    expect((await gate(child)).ways).toContain('child');
    await physician.post('/consents', { patient: child, kind: 'child', for: 'unit', end: inDays(1) });
    expect(await gate(child)).toMatchObject({ isLetIn: true, standing: { state: 'child' } });
  });

  it('has two steps in an emergency', async () => {
    await inCare(per);
    const { body } = await physician.post('/emergencies', {
      patient: per,
      reasonCode: 'danger-to-life',
      text: 'Medvetslös.',
    });
    expect(await gate(per)).toMatchObject({
      isLetIn: false,
      standing: { state: 'emergency', opened: false, registered: { text: 'Medvetslös.', for: 'unit' } },
    });
    await physician.post(`/emergencies/${body.id}/open`, { patient: per });
    expect(await gate(per)).toMatchObject({ isLetIn: true, standing: { state: 'emergency', opened: true } });
  });

  it('keeps to what a unit has decided about consents', async () => {
    const elsewhere = await signedIn(running, 'demo-lakare', 'SE2321000230-DEMOHC1VOB');
    expect((await gate(kin, elsewhere)).consent).toEqual({
      lengths: ['today', '7-days'],
      length: 'today',
      for: 'unit',
    });
    const consent = { patient: kin, kind: 'given', for: 'unit' };
    for (const end of [undefined, inDays(30)])
      expect(await elsewhere.post('/consents', { ...consent, end })).toMatchObject({
        status: 400,
        body: { code: 'MESSAGE_INVALID' },
      });
    expect((await elsewhere.post('/consents', { ...consent, end: inDays(7) })).status).toBe(200);
  });

  it('is on the log', async () => {
    const { headers } = await physician.post('/gate', { patient: kin });
    expect(await running.log({ correlationId: String(headers['x-skltp-correlation-id']) })).toMatchObject([
      { kind: 'act', action: 'gate:look', activity: 'Läsa', patient: { id: kin } },
    ]);
  });
});
