import { readFileSync } from 'node:fs';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import Value from 'typebox/value';
import { parse as parseYaml } from 'yaml';
import { crossReferenceFaults } from './config/cross-references.ts';
import { completeDirectory, directoryFaults, type ShownToDirectory } from './config/directory.ts';
import { ConfigFile, type FileConfig } from './config/schema.ts';
import { BridgeError } from './errors.ts';
import { productionFaults } from './production.ts';

export { catalogueUrl, type InstallationConfig, type TrustConfig } from './config/schema.ts';

/**
 * The configuration: one YAML file plus a few environment variables, checked against one schema (config/schema.ts),
 * frozen, and handed to `bridge.ts`. Nothing else reads the environment. Unknown keys are refused; errors name the key.
 */

/** What comes from the environment; see docs/operations.md for the variables. */
interface Surroundings {
  readonly tls: FileConfig['tls'] & GivenKey;
  readonly outgoing: FileConfig['outgoing'] & GivenKey;
  readonly directory: FileConfig['directory'] & ShownToDirectory;
  /** `postgres://…`; undefined = embedded (PGlite in dataDir). */
  readonly databaseUrl: string | undefined;
  /** `redis://…`; undefined = embedded. */
  readonly busUrl: string | undefined;
  readonly dataDir: string;
  readonly busKeyFile: string | undefined;
  readonly logKeyFile: string | undefined;
  /** Operational log level (pino). */
  readonly logLevel: string;
}

interface GivenKey {
  /** PEM; TLS_KEY or OUTGOING_KEY. */
  readonly keyPem?: string;
  /** Key files that anybody may read are refused, as in production. */
  readonly guarded?: boolean;
}

export type Config = DeepReadonly<FileConfig & Surroundings>;

type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

export type DirectoryConfig = Config['directory'];
export type DirectoryCopyConfig = NonNullable<DirectoryConfig['copy']>;

const validator = Compile(ConfigFile);

/**
 * Reads `environment.CONFIG` (default `config/demo.yaml`) and the overriding variables. Paths in the file are relative
 * to the working directory, as in every command line.
 * Throws `CONFIG_INVALID` naming the file and the key.
 */
export function loadConfig(environment: NodeJS.ProcessEnv): Config {
  const file = environment.CONFIG || 'config/demo.yaml';
  return completeConfig(readConfigFile(file), environment, file);
}

/** Checks a parsed config file against schema and cross-references, adds the environment, freezes. For tests too. */
export function completeConfig(parsed: unknown, environment: NodeJS.ProcessEnv, file = 'config'): Config {
  const filled = Value.Default(ConfigFile, structuredClone(parsed));
  const [error] = validator.Errors(filled);
  if (error) throw new BridgeError('CONFIG_INVALID', `${file}: ${explain(error)}`);
  const valid = filled as FileConfig;
  const guarded = valid.bridge.kind === 'production' ? { guarded: true } : {};
  const outgoing = { ...valid.outgoing, ...keyFrom(environment, 'OUTGOING_KEY'), ...guarded };
  const directory = completeDirectory(valid.directory, outgoing, environment.HSA_URL);
  const faults = [
    ...crossReferenceFaults({ ...valid, directory }),
    ...directoryFaults(directory),
    ...(valid.bridge.kind === 'production' ? productionFaults(valid, directory) : []),
  ];
  if (faults[0]) throw new BridgeError('CONFIG_INVALID', `${file}: ${faults.join('; ')}`);
  const collector = environment.OTEL_EXPORTER_OTLP_ENDPOINT;
  const listen = {
    ...valid.listen,
    port: portFrom(environment, 'PORT', valid.listen.port),
    portalPort: portFrom(environment, 'PORTAL_PORT', valid.listen.portalPort),
    adminPort: portFrom(environment, 'ADMIN_PORT', valid.listen.adminPort),
    workAdminPort: portFrom(environment, 'ADMIN_PORT', valid.listen.workAdminPort),
  };
  return deepFreeze({
    ...valid,
    listen,
    tls: { ...valid.tls, ...keyFrom(environment, 'TLS_KEY'), ...guarded },
    outgoing,
    directory,
    tracing: { ...valid.tracing, ...(collector && { collector }) },
    databaseUrl: environment.DATABASE_URL || undefined,
    busUrl: environment.BUS_URL || undefined,
    dataDir: environment.DATA_DIR || './data',
    busKeyFile: environment.BUS_KEY_FILE || undefined,
    logKeyFile: environment.LOG_KEY_FILE || undefined,
    logLevel: environment.LOG_LEVEL || 'info',
  });
}

/** The same configuration with the addresses that the demo's simulated councils and person register were given. */
export function withSourceUrls(config: Config, urls: Readonly<Record<string, string>>): Config {
  const sources = config.sources.map((source) =>
    source.url.startsWith('simulator:') ? { ...source, url: urls[source.hsaId] ?? source.url } : source,
  );
  const systems = config.referrals.systems.map((system) =>
    system.url.startsWith('simulator:') ? { ...system, url: urls[system.hsaId] ?? system.url } : system,
  );
  const { persons } = config;
  const registerUrl = persons?.url.startsWith('simulator:') ? urls[persons.logicalAddress] : undefined;
  return deepFreeze({
    ...config,
    sources,
    referrals: { ...config.referrals, systems },
    ...(persons && { persons: { ...persons, url: registerUrl ?? persons.url } }),
  }) as Config;
}

function readConfigFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `${file} cannot be read. Set CONFIG to the file’s path.`, { cause });
  }
  try {
    return parseYaml(text);
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `${file} is not YAML: ${(cause as Error).message}`, { cause });
  }
}

function explain(error: TLocalizedValidationError): string {
  const at = error.instancePath.replaceAll('/', '.').replace(/^\./, '') || '(top level)';
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'boolean') return `key ${at} is not known`;
  if (error.keyword === 'required') return `key ${at}: missing ${String(params.requiredProperties)}`;
  if (error.keyword === 'enum') return `key ${at} must be one of ${String(params.allowedValues)}`;
  return `key ${at} ${error.message}`;
}

/** A private key in PEM; where a line break cannot stand in a variable, `\\n` may. */
function keyFrom(environment: NodeJS.ProcessEnv, name: string): { readonly keyPem?: string } {
  const value = environment[name];
  return value ? { keyPem: value.replaceAll('\\n', '\n') } : {};
}

function portFrom(environment: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const value = environment[name];
  if (!value) return fallback;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new BridgeError('CONFIG_INVALID', `environment variable ${name} must be a port number, not ${value}`);
  }
  return port;
}

function deepFreeze<T>(value: T): DeepReadonly<T> {
  if (value && typeof value === 'object') for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value) as DeepReadonly<T>;
}
