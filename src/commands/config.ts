import { type Config, loadConfig } from '../config.ts';
import { BridgeError } from '../errors.ts';

const help = `npm run config -- check

Checks the configuration file (CONFIG, default config/demo.yaml) and tells in plain words what it means: which
installation, which record systems, who may call what where.
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
  if (args[0] !== 'check' || args.length > 1) throw new BridgeError('COMMAND_INVALID', 'Use: npm run config -- check');
  out.write(explainConfig(loadConfig(environment)));
  return 0;
}

function explainConfig(config: Config): string {
  const { bridge, sources, routes, callers } = config;
  const lines = [
    `${bridge.name} (${bridge.kind}), HSA-id ${bridge.hsaId}`,
    `Store: ${config.databaseUrl ? 'PostgreSQL (DATABASE_URL)' : `embedded in ${config.dataDir}`}. Bus: ${config.busUrl ? 'Redis (BUS_URL)' : 'embedded'}. Directory: ${config.directory.url}.`,
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
