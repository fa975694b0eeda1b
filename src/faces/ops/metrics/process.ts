import { collectDefaultMetrics } from 'prom-client';
import type { ProcessLine } from '../../../processes/index.ts';
import { productVersion } from '../../../version.ts';
import type { Readiness } from '../admin.ts';
import type { Meter } from './meter.ts';

/** The process itself: memory, event loop, file descriptors, and which program it is. */
export function measureProcess(meter: Meter, role: string): void {
  collectDefaultMetrics({ register: meter.registry, prefix: 'norrbryggan_' });
  const build = meter.gauge(
    'norrbryggan_build_info',
    'Always 1; version, Node and role of the process.',
    'version',
    'node',
    'role',
  );
  build.set({ version: productVersion, node: process.version, role }, 1);
}

/** Every process of the installation, as they tell of themselves. */
export function measureProcesses(meter: Meter, processes: () => Promise<readonly ProcessLine[]>): void {
  meter.readings(
    async () =>
      [...Map.groupBy(await processes(), ({ role, silent }) => `${role} ${silent}`).values()].map((group) => ({
        role: group[0]?.role ?? '',
        state: group[0]?.silent ? 'silent' : 'running',
        count: group.length,
      })),
    {
      name: 'norrbryggan_processes',
      help: 'Processes with a store, by role; silent: not heard of for 20 seconds, and not stopped in order.',
      labels: ['role', 'state'],
      value: ({ count }) => count,
    },
  );
}

/** What /health/ready says. */
export function measureReadiness(meter: Meter, read: () => Promise<readonly Readiness[]>): void {
  meter.readings(async () => (await read()).filter(({ optional }) => !optional), {
    name: 'norrbryggan_ready',
    help: 'Whether each part of the process is ready; one that is not makes the process unready.',
    labels: ['part'],
    value: ({ ok }) => (ok ? 1 : 0),
  });
}
