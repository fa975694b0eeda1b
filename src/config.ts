import { readFileSync } from 'node:fs';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import Value from 'typebox/value';
import { parse as parseYaml } from 'yaml';
import { contractById, contractIdOf } from './contracts/index.ts';
import { BridgeError } from './errors.ts';
import { productionFaults } from './production.ts';
import { intervalOf } from './routing/validity.ts';

/**
 * The configuration: one YAML file plus a few environment variables, checked against one schema, frozen, and handed
 * to `bridge.ts`. Nothing else reads the environment. Unknown keys are refused; errors name the key.
 */

const HsaId = Type.String({ pattern: '^[A-Za-z0-9_]+(-[A-Za-z0-9]+)+$', maxLength: 32 });
const Milliseconds = (fallback: number) => Type.Integer({ minimum: 1, default: fallback });
const Port = (fallback: number) => Type.Integer({ minimum: 0, maximum: 65535, default: fallback });
const strict = { additionalProperties: false } as const;
/** `GetDiagnosis:2`, or `*` for every contract. */
const ContractRef = Type.String({ pattern: '^(\\*|[A-Za-z0-9]+:[0-9]+)$' });

const Issuer = Type.Object(
  {
    /** PEM file of the issuing CA. */
    file: Type.String(),
    /** What certificates of this CA may be used for. Functions meet the system port, persons sign in. */
    issues: Type.Enum(['function', 'person']),
    /** Level of assurance of the persons it issues to (SITHS: HSA-id 3 → 3, HSA-id 2 → 2). */
    loa: Type.Optional(Type.Enum([2, 3])),
    /** Test CAs are refused when bridge.kind is production. */
    test: Type.Boolean({ default: false }),
  },
  strict,
);

const Source = Type.Object(
  {
    /** HSA-id of the record system. */
    hsaId: HsaId,
    name: Type.String(),
    /** HSA-id of the care provider that answers for the system. */
    careProvider: HsaId,
    protocol: Type.Enum(['rivta21', 'riv13606', 'fhir-r4']),
    /**
     * rivta21: what stands before `/vp/…`; riv13606: the service itself; fhir-r4: the FHIR base. `simulator:` is filled
     * in by the demo command with the simulated council's own address; `catalogue:` (rivta21 only) is where the address
     * catalogue says, contract by contract.
     */
    url: Type.String(),
    /** rivta21: the profile its address is registered in; the bridge rewrites the address header for it. */
    profile: Type.Enum(['rivtabp21', 'rivtabp20'], { default: 'rivtabp21' }),
    /** Whether a source called over https is told the correlation id of the call; one over http always is. */
    correlationId: Type.Boolean({ default: false }),
    /** It is itself an aggregating platform (rivta21): asked once, it answers for many systems. */
    aggregates: Type.Boolean({ default: false }),
    /** A platform's other names: as whom it calls, and what it writes in x-rivta-routing-history. */
    knownAs: Type.Array(Type.String({ minLength: 1 }), { default: [] }),
    /** What it delivers. */
    contracts: Type.Array(ContractRef, { minItems: 1 }),
    /**
     * rivta21: namespaces (`urn:riv:<domain>:<Name>Responder:<major>`) of contracts the bridge has no definition of, whose
     * messages it passes on unread. They must be among `contracts` too.
     */
    passthrough: Type.Array(Type.String({ pattern: '^urn:riv:.{1,200}:[A-Za-z0-9]{1,80}Responder:[0-9]{1,3}$' }), {
      default: [],
    }),
    timeoutMs: Milliseconds(9_000),
    /** Answers larger than this many bytes are refused as bad data. */
    maxAnswerBytes: Type.Integer({ minimum: 1024, default: 52_428_800 }),
    /** Queries to this source at the same time, per worker process. */
    concurrency: Type.Integer({ minimum: 1, default: 10 }),
    /** `read-only`: nothing new is written in it; `archive`: replaced, kept to be read. Readers are told. */
    lifecycle: Type.Enum(['active', 'read-only', 'archive'], { default: 'active' }),
    /** What readers are told with it, e.g. what replaced the system and when. */
    lifecycleText: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    /** ISO date: the agreement says it delivers data from then on. */
    deliversFrom: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    /** Whether its updates to the engagement index may lag, so that coverage says so. */
    indexMayLag: Type.Boolean({ default: false }),
    /** Care unit and provider for FHIR records whose Provenance names none. */
    defaultCareUnit: Type.Optional(HsaId),
  },
  strict,
);

/** When an entry of the routing table holds: ISO dates or date-times, both ends included; left out = open. */
const validity = { from: Type.Optional(Type.String()), to: Type.Optional(Type.String()) };

const Permission = Type.Object({ contract: ContractRef, address: Type.String({ minLength: 1 }), ...validity }, strict);

const CallerEntry = Type.Object(
  {
    hsaId: HsaId,
    name: Type.String(),
    /**
     * Who answers for relation and consent. `consumer`: the agreement makes the calling system responsible;
     * `bridge`: this bridge decides and the actor must come with the call; `patient`: citizen services.
     */
    gate: Type.Enum(['consumer', 'bridge', 'patient']),
    /** The care provider on whose behalf the system asks. */
    careProvider: HsaId,
    careUnit: Type.Optional(HsaId),
    permissions: Type.Array(Permission),
  },
  strict,
);

const Route = Type.Object(
  { address: Type.String({ minLength: 1 }), contract: ContractRef, source: HsaId, ...validity },
  strict,
);

/** An address catalogue (TAK) that routes and permissions are imported from, beside those of this file. */
const Catalogue = Type.Object(
  {
    /** Its service SokVagvalsInfo 2; called with the bridge's outgoing certificate. */
    url: Type.String({ pattern: '^https?://' }),
    reloadMs: Milliseconds(3_600_000),
    timeoutMs: Milliseconds(30_000),
    maxAnswerBytes: Type.Integer({ minimum: 1024, default: 268_435_456 }),
    /** Which imported routes lead to which source, beside its own HSA-id and its own URL. */
    sources: Type.Array(
      Type.Object(
        {
          source: HsaId,
          /** Logical addresses of the catalogue. */
          receivers: Type.Array(Type.String({ minLength: 1 }), { default: [] }),
          /** What the URLs in the catalogue begin with. */
          urls: Type.Array(Type.String({ pattern: '^https?://' }), { default: [] }),
        },
        strict,
      ),
      { default: [] },
    ),
  },
  strict,
);

/** Ids of one record in several systems, or a rule that makes the new system's id of the old one's. */
const Alias = Type.Union([
  Type.Object(
    {
      same: Type.Array(Type.Object({ source: HsaId, documentId: Type.String({ minLength: 1 }) }, strict), {
        minItems: 2,
      }),
    },
    strict,
  ),
  Type.Object(
    {
      /** Regular expression for the old id, and what it becomes with `$1`…: `{ id: '^A(\\d+)$', becomes: 'B$1' }`. */
      rule: Type.Object({ from: HsaId, to: HsaId, id: Type.String({ minLength: 1 }), becomes: Type.String() }, strict),
    },
    strict,
  ),
]);

const ConfigFile = Type.Object(
  {
    bridge: Type.Object(
      {
        hsaId: HsaId,
        /** The installation's name, shown in every fault, log line and page. */
        name: Type.String({ minLength: 1 }),
        kind: Type.Enum(['demo', 'test', 'production']),
      },
      strict,
    ),
    listen: Type.Object(
      {
        host: Type.String({ default: '0.0.0.0' }),
        port: Port(8443),
        portalPort: Port(8444),
        adminPort: Port(9464),
        adminHost: Type.String({ default: '127.0.0.1' }),
      },
      { ...strict, default: {} },
    ),
    tls: Type.Object({ certificate: Type.String(), key: Type.String() }, strict),
    /** What the bridge presents to record systems, and whom it trusts there. */
    outgoing: Type.Object({ certificate: Type.String(), key: Type.String(), ca: Type.String() }, strict),
    trust: Type.Object(
      {
        /** PEM file with the self-signed roots; everything else is refused. */
        roots: Type.String(),
        issuers: Type.Array(Issuer, { minItems: 1 }),
        /** PEM or DER certificate revocation lists. */
        revocationLists: Type.Array(Type.String(), { default: [] }),
        /** `strict` is SE + organisation number + suffix; `tolerant` also accepts the forms of test platforms. */
        hsaIdForm: Type.Enum(['strict', 'tolerant'], { default: 'strict' }),
      },
      strict,
    ),
    directory: Type.Object(
      {
        /** `file:…ldif` or `ldap(s)://…`; HSA_URL overrides. */
        url: Type.String(),
        bindDn: Type.Optional(Type.String()),
        bindPasswordFile: Type.Optional(Type.String()),
        baseDn: Type.String({ default: 'c=SE' }),
        timeoutMs: Milliseconds(3_000),
      },
      strict,
    ),
    /** The person register; without it every answer says that only the given identity was asked for. */
    persons: Type.Optional(
      Type.Object(
        {
          /** `file:…` (YAML or JSON), or `https://…`: what stands before `/vp/…`. */
          url: Type.String({ pattern: '^(file:|https://|simulator:)' }),
          /** HSA-id of the register; default is the national one. */
          logicalAddress: Type.String({ minLength: 1, default: 'SE165565594230-1000' }),
          timeoutMs: Milliseconds(2_000),
          cache: Type.Object(
            {
              /** A mark of secrecy must be seen within a quarter of an hour. */
              maxAgeMs: Type.Integer({ minimum: 0, maximum: 900_000, default: 900_000 }),
              entries: Type.Integer({ minimum: 1, default: 10_000 }),
            },
            { ...strict, default: {} },
          ),
        },
        strict,
      ),
    ),
    overview: Type.Object(
      {
        /** The aggregate answers within this time with what it has. */
        deadlineMs: Milliseconds(27_000),
        /** A source slower than this is noted in Coverage though it answered. */
        slowMs: Milliseconds(5_000),
      },
      { ...strict, default: {} },
    ),
    limits: Type.Object(
      {
        requestBytes: Type.Integer({ minimum: 1024, default: 15_728_640 }),
        xmlDepth: Type.Integer({ minimum: 8, default: 64 }),
        xmlElements: Type.Integer({ minimum: 100, default: 20_000 }),
        /** Requests per caller and minute; Retry-After tells when to come back. */
        requestsPerMinute: Type.Integer({ minimum: 1, default: 60_000 }),
        /** Requests under way in one process; beyond that callers hear that it lacks resources. */
        requestsAtOnce: Type.Integer({ minimum: 1, default: 2_000 }),
      },
      { ...strict, default: {} },
    ),
    routing: Type.Object(
      {
        /** Whether routes and permissions of units above an address in the care directory's tree count for it. */
        hsaTree: Type.Boolean({ default: false }),
        catalogue: Type.Optional(Catalogue),
      },
      { ...strict, default: {} },
    ),
    fhir: Type.Object(
      {
        /** The generation of the national mapping guide (EHDS-TK) whose profiles and identifiers are written. */
        generation: Type.Enum(['october-2026', 'june-2026'], { default: 'october-2026' }),
      },
      { ...strict, default: {} },
    ),
    soap: Type.Object(
      {
        /** Callers (HSA-ids) that may name another as the original service consumer; empty = all may. */
        originalConsumerFrom: Type.Array(HsaId, { default: [] }),
      },
      { ...strict, default: {} },
    ),
    /** Whose SAML assertions about the person who reads are believed; left out: none is read. */
    saml: Type.Optional(
      Type.Object(
        {
          /** What issuers call this installation; an assertion must be for one of these. */
          audiences: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
          issuers: Type.Array(
            Type.Object(
              {
                /** As the assertion's Issuer has it. */
                entityId: Type.String({ minLength: 1 }),
                /** PEM files of its signing certificates (RSA); several while it changes them. */
                certificates: Type.Array(Type.String(), { minItems: 1 }),
              },
              strict,
            ),
            { minItems: 1 },
          ),
          /** How far the issuers' clocks may be from ours. */
          clockSkewMs: Type.Integer({ minimum: 0, maximum: 300_000, default: 30_000 }),
        },
        strict,
      ),
    ),
    sources: Type.Array(Source),
    routes: Type.Array(Route),
    callers: Type.Array(CallerEntry),
    /** Records that are the same under several ids: one of them is shown. */
    aliases: Type.Array(Alias, { default: [] }),
    /** Care providers of the region that are not connected: said in Coverage, never asked. */
    notConnected: Type.Array(Type.Object({ hsaId: HsaId, name: Type.String() }, strict), { default: [] }),
  },
  strict,
);

type FileConfig = Static<typeof ConfigFile>;
export type TrustConfig = FileConfig['trust'];
export type DirectoryConfig = FileConfig['directory'];
export type InstallationConfig = FileConfig['bridge'];

/** The URL of a source that is called where the address catalogue says. */
export const catalogueUrl = 'catalogue:';

/** What comes from the environment; see docs/operations.md for the variables. */
interface Surroundings {
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

export type Config = DeepReadonly<FileConfig & Surroundings>;

type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

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
  const directoryUrl = environment.HSA_URL || valid.directory.url;
  const faults = [
    ...crossReferenceFaults(valid),
    ...(valid.bridge.kind === 'production' ? productionFaults(valid, directoryUrl) : []),
  ];
  if (faults[0]) throw new BridgeError('CONFIG_INVALID', `${file}: ${faults.join('; ')}`);
  const listen = {
    ...valid.listen,
    port: portFrom(environment, 'PORT', valid.listen.port),
    portalPort: portFrom(environment, 'PORTAL_PORT', valid.listen.portalPort),
    adminPort: portFrom(environment, 'ADMIN_PORT', valid.listen.adminPort),
  };
  return deepFreeze({
    ...valid,
    listen,
    directory: { ...valid.directory, url: directoryUrl },
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
  const { persons } = config;
  const registerUrl = persons?.url.startsWith('simulator:') ? urls[persons.logicalAddress] : undefined;
  return deepFreeze({
    ...config,
    sources,
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

function crossReferenceFaults(config: FileConfig): string[] {
  const sources = new Set(config.sources.map((source) => source.hsaId));
  const faults = config.routes
    .filter((route) => !sources.has(route.source))
    .map((route) => `key routes: ${route.address} leads to ${route.source}, which is not among sources`);
  faults.push(
    ...config.sources
      .filter(({ aggregates, protocol }) => aggregates && protocol !== 'rivta21')
      .map(({ hsaId }) => `key sources: ${hsaId} aggregates, which needs rivta21`),
  );
  faults.push(...config.aliases.flatMap(aliasFaults));
  const assigned = (config.routing.catalogue?.sources ?? []).map(({ source }) => source);
  faults.push(
    ...assigned
      .filter((source) => !sources.has(source))
      .map((source) => `key routing.catalogue.sources: ${source} is not among sources`),
    ...config.sources
      .filter(({ url, protocol }) => url === catalogueUrl && (protocol !== 'rivta21' || !config.routing.catalogue))
      .map(({ hsaId }) => `key sources: ${hsaId} has url catalogue:, which needs routing.catalogue and rivta21`),
  );
  faults.push(
    ...[...config.routes, ...config.callers.flatMap((caller) => caller.permissions)]
      .filter((entry) => !intervalOf(entry))
      .map(
        ({ address, from, to }) =>
          `key routes or permissions: ${address} holds from ${from} to ${to}, which is no time`,
      ),
  );
  faults.push(...namesakes(config));
  faults.push(
    ...config.sources.flatMap(({ hsaId, protocol, contracts, passthrough }) =>
      passthrough
        .filter(
          (namespace) => protocol !== 'rivta21' || !contracts.some((c) => c === '*' || c === contractIdOf(namespace)),
        )
        .map(
          (namespace) =>
            `key sources: ${hsaId} passes on ${namespace}, which needs rivta21 and a place among contracts`,
        ),
    ),
  );
  for (const [key, ids] of [
    ['sources', config.sources.map((source) => source.hsaId)],
    ['callers', config.callers.map((caller) => caller.hsaId.toUpperCase())],
  ] as const) {
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    faults.push(...twice.map((id) => `key ${key}: ${id} stands twice`));
  }
  return faults;
}

/** Permissions go by a contract's name and major version: two domains' contracts of one name must not share them. */
function namesakes({ sources }: FileConfig): string[] {
  const passedOn = [...new Set(sources.flatMap(({ passthrough }) => passthrough))];
  return passedOn.flatMap((namespace) => {
    const id = contractIdOf(namespace);
    const known = contractById(id)?.namespace;
    const other = known ?? passedOn.find((one) => one !== namespace && contractIdOf(one) === id);
    return other === undefined || other === namespace
      ? []
      : [`key sources: ${namespace} is passed on, but ${id} is the name of ${other} too`];
  });
}

function aliasFaults(alias: FileConfig['aliases'][number]): string[] {
  if (!('rule' in alias)) return [];
  try {
    new RegExp(alias.rule.id);
    return [];
  } catch (thrown) {
    return [`key aliases: ${alias.rule.id} is no regular expression (${(thrown as Error).message})`];
  }
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
