import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewsDraft } from '../../../src/faces/portal-api/shapes/news.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const news: NewsDraft = {
  kind: 'news',
  sv: { title: 'Ny guide', text: 'Läs [guiden](https://exempel.se/).' },
  regions: ['norrbotten'],
  audience: 'clinicians',
  affectsCare: false,
  from: inMinutes(-1),
  to: inMinutes(60),
};
const work: NewsDraft = {
  ...news,
  kind: 'maintenance',
  sv: { title: 'Underhåll', text: 'Servern byts.', effect: 'Provsvar dröjer.' },
  regions: ['norrbotten', 'vasterbotten', 'vasternorrland'],
  audience: 'everyone',
  affectsCare: true,
  sources: ['SE2321000222-DEMONCS'],
  begins: inMinutes(0),
};

let running: RunningBridge;
let [clinician, neighbour, editor, engineer]: PortalClient[] = [];
beforeAll(async () => {
  running = await startRunningBridge();
  clinician = await signedIn(running, 'demo-lakare', assignments.care);
  neighbour = await signedIn(running, 'demo-overlakare', assignments.neighbour);
  editor = await signedIn(running, 'demo-chef', assignments.management);
  engineer = await signedIn(running, 'demo-integration', assignments.operations);
});
afterAll(() => running?.close());

const titles = async (client: PortalClient | undefined) =>
  (await client?.get('/news'))?.body.items.map((item: { sv: { title: string } }) => item.sv.title);

describe('news', () => {
  it('are told to those they are for, and the log says who wrote', async () => {
    const written = await editor?.post('/news', { draft: news });
    expect(written).toMatchObject({ status: 200, body: { version: 1, author: { name: 'Elsa Demohed' } } });
    expect(await titles(clinician)).toEqual(['Ny guide']);
    expect([await titles(neighbour), await titles(editor), await titles(engineer)]).toEqual([[], [], []]);
    const [entry] = await running.log({ action: 'news:write' });
    expect(entry).toMatchObject({
      kind: 'act',
      activity: 'Skriva',
      actor: { hsaId: 'SE2321000230-DEMOCHEF' },
      details: { id: written?.body.id, version: 1, kind: 'news' },
    });
    expect(entry?.patient).toBeUndefined();
  });

  it('are an editor’s, and how it runs an engineer’s', async () => {
    expect(await engineer?.post('/news', { draft: news })).toMatchObject({ body: { code: 'ROLE_REQUIRED' } });
    expect(await editor?.post('/news', { draft: work })).toMatchObject({ body: { code: 'ROLE_REQUIRED' } });
    const { begins: _, ...without } = work;
    expect(await engineer?.post('/news', { draft: without })).toMatchObject({ body: { code: 'MESSAGE_INVALID' } });
  });

  it('are shown before they are told, with what keeps them from being', async () => {
    const draft = { ...news, sv: { ...news.sv, text: 'Gäller 191212121212.' }, regions: [] };
    const preview = await editor?.post('/news/preview', { draft });
    expect(preview?.body).toMatchObject({
      faults: ['personal-number', 'region-missing'],
      item: { sv: { paragraphs: [['Gäller 191212121212.']] } },
    });
    const refused = await editor?.post('/news', { draft });
    expect(refused).toMatchObject({ status: 400, body: { code: 'MESSAGE_INVALID' } });
    expect(JSON.stringify(refused?.body)).not.toContain('1912');
  });
});

describe('planned maintenance', () => {
  it('is told, put away by one, told again when it is changed, and withdrawn', async () => {
    const { id } = (await engineer?.post('/news', { draft: work }))?.body ?? {};
    const own = async (client = clinician) =>
      (await client?.get('/news'))?.body.items.find((item: { id: string }) => item.id === id);
    expect(await own()).toMatchObject({ putAway: false, sources: [{ name: 'Region Västerbotten, NCS Cross (demo)' }] });
    expect(await clinician?.post(`/news/${id}/put-away`, { version: 1 })).toMatchObject({ status: 204 });
    expect([(await own()).putAway, (await own(neighbour)).putAway]).toEqual([true, false]);

    const changed = { version: 1, draft: { ...work, to: inMinutes(90) } };
    expect(await editor?.post(`/news/${id}/change`, changed)).toMatchObject({ status: 404 });
    expect(await engineer?.post(`/news/${id}/change`, changed)).toMatchObject({ body: { version: 2 } });
    expect(await engineer?.post(`/news/${id}/change`, changed)).toMatchObject({
      status: 409,
      body: { code: 'NEWS_CHANGED' },
    });
    expect(await own()).toMatchObject({ version: 2, putAway: false });

    await engineer?.post(`/news/${id}/withdraw`, { version: 2, reason: 'Klart tidigare.' });
    expect(await own()).toBeUndefined();
    const { items } = (await engineer?.get(`/news/written/${id}`))?.body ?? {};
    expect(items.map((item: { version: number; withdrawn?: unknown }) => [item.version, !!item.withdrawn])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
  });
});
