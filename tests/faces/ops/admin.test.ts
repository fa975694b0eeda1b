import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { createAdminFace } from '../../../src/faces/ops/admin.ts';
import { demoConfig } from '../../support/config.ts';

const face = (demoFaults: Parameters<typeof createAdminFace>[0]['demoFaults']) =>
  createAdminFace({ config: demoConfig(), metrics: new Registry(), readiness: async () => [], demoFaults });

it('the administration port is on loopback where the configuration says nothing', () => {
  expect(readFileSync('config/demo.yaml', 'utf8')).not.toContain('adminHost');
  expect(demoConfig().listen.adminHost).toBe('127.0.0.1');
});

it('outside the demo it tells, and changes nothing', async () => {
  const switched: string[] = [];
  const faults = { set: async (source: string) => void switched.push(source) };
  for (const [app, ways] of [
    [face(undefined), ['GET']],
    [face(faults), ['GET', 'PUT', 'DELETE']],
  ] as const) {
    const tried = await Promise.all(
      (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map(async (method) => {
        const urls = ['/health/live', '/health/ready', '/metrics', '/demo/faults/SE2321000230-DEMOVAS'];
        const answers = await Promise.all(urls.map((url) => app.inject({ method, url, payload: {} })));
        return answers.some(({ statusCode }) => statusCode < 300) ? method : undefined;
      }),
    );
    expect(tried.filter((method) => method !== undefined)).toEqual(ways);
    await app.close();
  }
  expect(switched).toHaveLength(2);
});
