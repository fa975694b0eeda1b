import { type Config, loadConfig } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { RoutingHandlers, TableState } from '../routing/index.ts';
import { connectAdmin } from '../store/index.ts';

const help = `npm run config -- check
npm run config -- reload

check checks the configuration file (CONFIG, default config/demo.yaml) and tells in plain words what it means: which
installation, which record systems, who may call what where.

reload has the running bridge ask its address catalogue again (as SIGHUP does), without a restart.
`;

export async function checkConfig(
  args: string[],
  environment: NodeJS.ProcessEnv,
  out: NodeJS.WritableStream,
): Promise<number> {
  if (args.includes('--help')) {
    out.write(help);
    return 0;
  }
  if (args[0] === 'reload' && args.length === 1) {
    out.write(explainState(await reload(loadConfig(environment))));
    return 0;
  }
  if (args[0] !== 'check' || args.length > 1)
    throw new BridgeError('COMMAND_INVALID', 'Use: npm run config -- check, or reload');
  out.write(explainConfig(loadConfig(environment)));
  return 0;
}

async function reload({ dataDir }: Config): Promise<TableState> {
  const client = await connectAdmin<RoutingHandlers>(dataDir);
  if (!client) throw new BridgeError('BRIDGE_NOT_RUNNING', `${dataDir}.`);
  try {
    return await client.ask('routing:reload', null);
  } finally {
    client.close();
  }
}

function explainState({ from, asOf, routes, permissions, leftOut }: TableState): string {
  if (from === 'config') return 'There is no address catalogue in the configuration; nothing to reload.\n';
  const { routesElsewhere = 0, callersElsewhere = 0, contractsUnreadable = 0 } = leftOut ?? {};
  return [
    `In force from ${from} as of ${asOf}: ${routes} routes, ${permissions} permissions.`,
    `Left out: ${routesElsewhere} routes to systems that are not among sources, ${callersElsewhere} permissions of callers that are not among callers, ${contractsUnreadable} entries of contracts that cannot be read.`,
    '',
  ].join('\n');
}

function explainConfig(config: Config): string {
  const { bridge, sources, routes, callers } = config;
  const lines = [
    `${bridge.name} (${bridge.kind}), HSA-id ${bridge.hsaId}`,
    `Store: ${config.databaseUrl ? 'PostgreSQL (DATABASE_URL)' : `embedded in ${config.dataDir}`}. Bus: ${config.busUrl ? 'Redis (BUS_URL)' : 'embedded'}. Directory: ${config.directory.url}. Person register: ${config.persons?.url ?? 'none'}.`,
    '',
    'Record systems',
    ...sources.map(
      (source) =>
        `  ${source.hsaId}  ${source.name}: ${source.protocol} at ${source.url}, ${source.contracts.join(', ')}`,
    ),
    '',
    'Routes',
    `  ${bridge.hsaId}  every record system above that delivers the contract`,
    ...routes.map((route) => `  ${route.address}  ${route.contract} → ${route.source}`),
    '',
    'Callers',
    ...callers.flatMap((caller) => [
      `  ${caller.hsaId}  ${caller.name}: gate ${caller.gate}, on behalf of ${caller.careProvider}`,
      ...caller.permissions.map((permission) => `    may call ${permission.contract} at ${permission.address}`),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
