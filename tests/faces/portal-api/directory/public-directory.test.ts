import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PortalClient, portalClient, signedIn } from '../../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../../support/running-bridge.ts';

let running: RunningBridge;
let stranger: PortalClient;
let colleague: PortalClient;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      config.careDirectory.public = true;
    },
  });
  stranger = portalClient(running);
  colleague = await signedIn(running, 'demo-lakare');
});
afterAll(() => running?.close());

const clinic = 'SE2321000230-DEMOMED';
const team = 'SE2321000230-DEMOMEDTEAM';

describe('a public care directory', () => {
  it('answers anyone at addresses of its own, and colleagues with more at theirs', async () => {
    const asked = { text: '', kind: 'unit' };
    const open = await stranger.post('/directory/public/search', asked);
    const known = await colleague.post('/directory/search', asked);
    expect([open.status, known.status]).toEqual([200, 200]);
    expect(known.body.total).toBeGreaterThan(open.body.total);
    expect((await stranger.get(`/directory/public/units/${clinic}`)).body).toMatchObject({ internalPhones: [] });
    expect((await colleague.get(`/directory/units/${clinic}`)).body.manager.name).toEqual(expect.any(String));
    // A cookie changes nothing there.
    expect((await colleague.get(`/directory/public/units/${team}`)).status).toBe(404);
    expect((await colleague.get(`/directory/units/${team}`)).status).toBe(200);
    for (const path of ['/directory/search', '/directory/points'])
      expect((await stranger.post(path, asked)).body.code).toBe('NOT_SIGNED_IN');
    expect((await stranger.get('/directory/people/SE2321000230-DEMOLAKARE')).status).toBe(401);
    expect((await stranger.get('/directory/public/people/SE2321000230-DEMOLAKARE')).status).toBe(404);
  });

  it('gives its tree, level by level', async () => {
    const { body } = await stranger.get('/directory/public/tree');
    expect(body.units).toContainEqual(
      expect.objectContaining({ name: 'Region Norrbotten', hasUnits: true, isCareUnit: false }),
    );
    expect(body.more).toBe(false);
    const below = await stranger.get('/directory/public/tree/se2321000230-demomedavd');
    expect(below.body.units).toEqual([]);
    const inside = await colleague.get('/directory/tree/SE2321000230-DEMOMEDAVD');
    expect(inside.body.units).toMatchObject([{ hsaId: team, hasUnits: false }]);
  });

  it('is open data, kept for a while and asked for again only when it has changed', async () => {
    const { status, headers, body } = await stranger.get('/directory/units.json');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': expect.stringMatching(/^application\/json/),
      'cache-control': 'public, max-age=600',
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
    });
    const ids = body.units.map(({ hsaId }: { hsaId: string }) => hsaId);
    expect(body).toMatchObject({ complete: true, stale: false, count: ids.length });
    expect(ids).toContain(clinic);
    expect(ids).not.toContain(team);
    expect(JSON.stringify(body)).not.toMatch(/internal|manager|Demoström|DEMOARKIV|\+468465004(?!25|24|22)/i);
    const one = body.units.find(({ hsaId }: { hsaId: string }) => hsaId === clinic);
    expect(one).toMatchObject({ parent: 'SE2321000230-DEMOSJH', careProvider: 'SE2321000230-DEMOVG' });
    const headersOf = (etag: string) => ({ headers: { 'if-none-match': etag } });
    const again = await stranger.get('/directory/units.json', headersOf(`"other", W/${headers.etag}`));
    expect([again.status, again.body]).toEqual([304, '']);
    expect((await stranger.get('/directory/units.json', headersOf('"other"'))).status).toBe(200);
    expect((await stranger.get(`/directory/units/${clinic.toLowerCase()}.json`)).body).toEqual(one);
  });

  it('lets nobody keep a refusal', async () => {
    const { status, headers } = await stranger.get(`/directory/units/${team}.json`);
    expect([status, headers['cache-control']]).toEqual([404, 'no-store']);
  });

  it.each([
    {},
    { text: 5 },
    { text: 'x'.repeat(201) },
    { text: 'x', page: 0 },
    { text: 'x', county: '01' },
    { text: '', who: 1 },
  ])('refuses %j', async (asked) => {
    expect((await stranger.post('/directory/public/search', asked)).body.code).toBe('MESSAGE_INVALID');
  });

  it('has enough of one address that asks without end', { timeout: 60_000 }, async () => {
    const statuses: number[] = [];
    const askOn = async (): Promise<void> => {
      while (statuses.length < 610 && !statuses.includes(429))
        statuses.push((await stranger.get('/directory/public/tree/SE2321000230-DEMONOBODY')).status);
    };
    await Promise.all(Array.from({ length: 10 }, askOn));
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    // Who has signed in is counted by the session.
    expect((await colleague.get('/directory/tree')).status).toBe(200);
  });
});
