import { collectDefaultMetrics } from 'prom-client';
import { productVersion } from '../../../version.ts';
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
