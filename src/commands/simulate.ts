import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import {
  archive,
  councilsOptions,
  norrbotten,
  startCouncils,
  vasterbotten,
  vasternorrland,
} from '../simulators/index.ts';
import { runUntilStopped } from './serve.ts';

const help = `simulate [options]

The simulated record systems of the three councils alone, until Ctrl-C. The demo starts its own.

  --host ADDRESS                 where they listen (default 127.0.0.1)
  --port-norrbotten PORT         fixed ports instead of any free ones
  --port-vasterbotten PORT
  --port-vasternorrland PORT
  --port-arkiv PORT              Västernorrland's closed system
  --port-remiss-norrbotten PORT  the systems that take e-referrals
  --port-remiss-vasterbotten PORT
  --port-remiss-vasternorrland PORT
  --pki FOLDER                   certificates (default: where outgoing.ca of the configuration is)
  --directory FILE               LDIF with their units and people (default: that of the configuration)
  --seed TEXT                    other patients
  --fault-header                 let a request ask for its own failure: x-demo-fault: hang
  --help
`;

/** The councils as a process of their own. Throws `COMMAND_INVALID` on arguments it does not understand. */
export async function simulate(args: string[], config: Config, out: NodeJS.WritableStream): Promise<number> {
  const flags = readFlags(args);
  if (flags.help) {
    out.write(help);
    return 0;
  }
  const fromConfig = councilsOptions(config);
  const councils = await startCouncils({
    pki: flags.pki ?? fromConfig.pki,
    directory: flags.directory ?? fromConfig.directory,
    host: flags.host,
    faultHeader: flags['fault-header'],
    ports: {
      [norrbotten]: readPort(flags, 'port-norrbotten'),
      [vasterbotten]: readPort(flags, 'port-vasterbotten'),
      [vasternorrland]: readPort(flags, 'port-vasternorrland'),
      [archive]: readPort(flags, 'port-arkiv'),
      'SE2321000230-DEMOREM': readPort(flags, 'port-remiss-norrbotten'),
      'SE2321000222-DEMOREM': readPort(flags, 'port-remiss-vasterbotten'),
      'SE2321000206-DEMOREM': readPort(flags, 'port-remiss-vasternorrland'),
    },
    ...(flags.seed !== undefined && { seed: flags.seed }),
  });
  for (const [source, url] of Object.entries(councils.urls)) out.write(`council ${source} ${url}\n`);
  return runUntilStopped(councils);
}

type Flags = ReturnType<typeof readFlags>;

function readFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        'port-norrbotten': { type: 'string', default: '0' },
        'port-vasterbotten': { type: 'string', default: '0' },
        'port-vasternorrland': { type: 'string', default: '0' },
        'port-arkiv': { type: 'string', default: '0' },
        'port-remiss-norrbotten': { type: 'string', default: '0' },
        'port-remiss-vasterbotten': { type: 'string', default: '0' },
        'port-remiss-vasternorrland': { type: 'string', default: '0' },
        pki: { type: 'string' },
        directory: { type: 'string' },
        seed: { type: 'string' },
        'fault-header': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', (cause as Error).message, { cause });
  }
}

function readPort(flags: Flags, name: Extract<keyof Flags, `port-${string}`>): number {
  const port = Number(flags[name]);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new BridgeError('COMMAND_INVALID', `--${name} must be a port number.`);
  return port;
}
