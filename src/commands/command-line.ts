import { loadConfig } from '../config.ts';
import { BridgeError, errorCatalogue } from '../errors.ts';

/** The command line: reads arguments, hands over, and turns a typed error into a sentence and an exit code. */
const usage = `Norrbryggan, the e-health bridge of the three northern regions.

  demo       everything on this machine: bridge, simulated record systems of three councils, invented patients
  serve      answer callers (and work on the queues, when the bus is embedded)
  work       work on the record systems' queues only; needs BUS_URL
  migrate    bring the database's tables to this version, as serve and work do when they start
  simulate   the simulated record systems alone
  certs      make the development certificates; revoke one; what would stop with one
  config     check and explain the configuration
  audit      the access log
  witness    watch the access logs of bridges; a program of its own
  hsa        the care directory
  bus        the queues
  conform    try whether a record system answers as it should

Each explains itself with --help. The configuration file is CONFIG (default config/demo.yaml).
`;

/** Each loads what it needs when it is called: a bridge that serves needs neither simulators nor witness. */
const commands: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  demo: async (args) => (await import('./demo.ts')).demo(args, process.env, process.stdout),
  serve: (args) => serve(args, { serve: true, work: process.env.BUS_URL === undefined }),
  work: (args) => serve(args, { serve: false, work: true }),
  migrate: async (args) => (await import('./migrate.ts')).migrate(args, loadConfig(process.env), process.stdout),
  simulate: async (args) => (await import('./simulate.ts')).simulate(args, loadConfig(process.env), process.stdout),
  certs: async (args) => (await import('./certs.ts')).certs(args, process.stdout, () => loadConfig(process.env)),
  config: async (args) => (await import('./config.ts')).checkConfig(args, process.env, process.stdout),
  audit: async (args) => (await import('./audit.ts')).audit(args, loadConfig(process.env), process.stdout),
  witness: async (args) => (await import('./witness.ts')).witness(args, process.stdout),
  hsa: async (args) => (await import('./hsa.ts')).hsa(args, loadConfig(process.env), process.stdout),
  bus: async (args) => (await import('./bus.ts')).bus(args, loadConfig(process.env), process.stdout),
  conform: async (args) => (await import('./conform.ts')).conform(args, process.stdout),
};

async function serve(args: string[], roles: { readonly serve: boolean; readonly work: boolean }): Promise<number> {
  const config = loadConfig(process.env);
  return (await import('./serve.ts')).serve(args, config, roles, process.stdout);
}

/** Carries out one command; gives the exit code. */
export async function runCommand([name = '', ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (!command) {
    const isAsked = name === '' || name === '--help';
    process.stdout.write(isAsked ? usage : `There is no command ${name}.\n\n${usage}`);
    return isAsked ? 0 : 2;
  }
  try {
    return await command(args);
  } catch (thrown) {
    if (!(thrown instanceof BridgeError)) throw thrown;
    process.stderr.write(`${thrown.message}\n${errorCatalogue[thrown.code].remedy} (${thrown.code})\n`);
    return 1;
  }
}
