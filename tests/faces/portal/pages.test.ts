import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

/** What Vite tells of each file it has built: what it imports at once. */
type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>;

const manifest: Manifest = JSON.parse(readFileSync('dist/portal/.vite/manifest.json', 'utf8'));

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

const pages = [
  '/',
  '/patient',
  '/patient/access',
  '/patient/anything/else',
  '/about/accessibility',
  '/directory/units/SE1',
];

describe.each(pages)('the page %s', (path) => {
  it('lets through nothing but files of the bridge itself', async () => {
    const { status, headers } = await running.call(undefined, path, { method: 'GET' });
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(policy.split(';')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      expect.stringMatching(/^style-src 'self' 'sha256-[\w+/]+='$/),
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
  });

  it('is neither framed, guessed at nor told of to other sites', async () => {
    const { headers, body } = await running.call(undefined, path, { method: 'GET' });
    expect(headers).toMatchObject({
      'strict-transport-security': expect.stringMatching(/max-age=\d{8}/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': expect.stringMatching(/DENY|SAMEORIGIN/),
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-cache',
    });
    expect(body).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(body).not.toMatch(/<style|<script(?![^>]* src=)| on\w+=/);
  });
});

describe('the files that pages load', () => {
  const limit = 200_000;

  it.each([
    ['before anybody has signed in', []],
    ['of a signed-in clinician', ['start/start.tsx']],
  ])('are less than 200 kB of JavaScript, compressed, at the first page %s', async (_when, later) => {
    const files = scriptsOf(['index.html', ...later]);
    expect(files.length).toBeGreaterThan(1);
    const sent = await Promise.all(files.map(asSent));
    const total = sent.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(total).toBeGreaterThan(20_000);
    expect(total).toBeLessThan(limit);
  });

  it('are sent compressed to who takes it, and may be kept for long', async () => {
    const [file = ''] = scriptsOf(['index.html']);
    const compressed = await asSent(file);
    expect(compressed.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': expect.stringContaining('javascript'),
      'cache-control': expect.stringContaining('immutable'),
      vary: expect.stringMatching(/accept-encoding/i),
    });
    const plain = await running.call(undefined, `/${file}`, { method: 'GET' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.bytes.length).toBeGreaterThan(compressed.bytes.length);
  });

  it('are those of the build alone', async () => {
    for (const path of ['/assets/../index.html', '/assets/..%2f..%2fpackage.json', '/assets/nothing.js'])
      expect((await running.call(undefined, path, { method: 'GET' })).status).toBeGreaterThanOrEqual(400);
  });
});

const asSent = (file: string) =>
  running.call(undefined, `/${file}`, { method: 'GET', headers: { 'accept-encoding': 'gzip, br' } });

/** Of these entries, with all that they import at once. */
function scriptsOf(entries: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const entry = manifest[name];
    if (!entry) throw new Error(`The build has no ${name}.`);
    if (found.has(entry.file)) return;
    found.add(entry.file);
    entry.imports?.forEach(visit);
  };
  entries.forEach(visit);
  return [...found];
}
