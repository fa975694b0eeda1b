import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { completeConfig } from '../../src/config.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests bend the configuration in ways its type forbids, production included.
type Bendable = any;

const demo: unknown = parse(readFileSync('config/demo.yaml', 'utf8'));

/** The demo's configuration with defaults filled in, as a mutable copy changed by the test; not checked again. */
export function demoConfig(
  change: (config: Bendable) => void = () => undefined,
  environment: NodeJS.ProcessEnv = {},
): Bendable {
  const config = structuredClone(completeConfig(demo, environment)) as Bendable;
  change(config);
  return config;
}

/** The three councils' present systems: without the archive that one of them has left behind. */
export function withoutArchive(config: Bendable): void {
  const archive = 'SE2321000206-DEMOARKIV';
  config.sources = config.sources.filter(({ hsaId }: { hsaId: string }) => hsaId !== archive);
  config.routes = config.routes.filter(({ source }: { source: string }) => source !== archive);
}
