import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractPath, servedContracts } from '../../src/contracts/index.ts';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

const get = (path: string) => running.call(undefined, path, { method: 'GET' });

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { parameters?: { name: string }[]; tags: string[] }>>>
  >;
}

async function document(): Promise<Document> {
  return JSON.parse((await get('/docs/json')).body) as Document;
}

describe('/docs', () => {
  it('is a page without certificate, whose every part comes from here', async () => {
    const page = await get('/docs/');
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe/);
    const parts = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part = '']) => part);
    expect(parts.length).toBeGreaterThan(4);
    for (const part of parts) {
      const { status } = await get(new URL(part, 'https://x/docs/').pathname);
      expect({ part, status }).toEqual({ part, status: 200 });
    }
    // No script stands in the page itself: the policy would not run it.
    expect(page.body).not.toMatch(/<script(?![^>]*src=)|\son\w+=/);
  });

  it('describes what the capability statement lists, parameter by parameter', async () => {
    const { paths } = await document();
    const { rest } = JSON.parse((await get('/fhir/metadata')).body);
    for (const { type, searchParam, interaction } of rest[0].resource) {
      if (!interaction) continue;
      const described = paths[`/fhir/${type}`]?.get?.parameters?.map(({ name }) => name);
      const listed = searchParam
        .map(({ name }: { name: string }) => name)
        .filter((name: string) => !name.startsWith('subject'));
      expect({ type, described }).toEqual({ type, described: expect.arrayContaining(listed) });
      expect(paths[`/fhir/${type}/{id}`]?.get).toBeDefined();
    }
    expect(paths['/fhir/Patient/$summary']).toHaveProperty('post');
  });

  it('lists every SOAP service with its WSDL, which is there', async () => {
    const { paths } = await document();
    expect(paths['/npo/riv13606']?.post).toMatchObject({ externalDocs: { url: '/npo/riv13606?wsdl' } });
    expect((await get('/npo/riv13606?wsdl')).body).toContain('RIV13606REQUEST_EHR_EXTRACT_PortType');
    for (const contract of servedContracts) {
      expect(paths[contractPath(contract)]?.post).toMatchObject({
        externalDocs: { url: `${contractPath(contract)}?wsdl` },
      });
    }
    const [first] = servedContracts;
    expect((await get(`${first && contractPath(first)}?wsdl`)).body).toContain('definitions');
  });

  it('tells nothing of callers, record systems or patients', async () => {
    const { body } = await get('/docs/json');
    for (const { hsaId } of [...running.config.callers, ...running.config.sources]) expect(body).not.toContain(hsaId);
  });
});
