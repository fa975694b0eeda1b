import { audit } from './commands/audit.ts';
import { bus } from './commands/bus.ts';
import { certs } from './commands/certs.ts';
import { checkConfig } from './commands/config.ts';
import { demo } from './commands/demo.ts';
import { hsa } from './commands/hsa.ts';
import { serve } from './commands/serve.ts';
import { simulate } from './commands/simulate.ts';
import { witness } from './commands/witness.ts';
import { loadConfig } from './config.ts';
import { BridgeError, errorCatalogue } from './errors.ts';

/** The command line: reads arguments, hands over, and turns a typed error into a sentence and an exit code. */
const usage = `Norrbryggan, the e-health bridge of the three northern regions.

  demo       everything on this machine: bridge, simulated record systems of three councils, invented patients
  serve      answer callers (and work on the queues, when the bus is embedded)
  work       work on the record systems' queues only; needs BUS_URL
  simulate   the simulated record systems alone
  certs      make the development certificates; revoke one; what would stop with one
  config     check and explain the configuration
  audit      the access log
  witness    watch the access logs of bridges; a program of its own
  hsa        the care directory
  bus        the queues

Each explains itself with --help. The configuration file is CONFIG (default config/demo.yaml).
`;

const commands: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  demo: (args) => demo(args, process.env, process.stdout),
  serve: (args) =>
    serve(args, loadConfig(process.env), { serve: true, work: process.env.BUS_URL === undefined }, process.stdout),
  work: (args) => serve(args, loadConfig(process.env), { serve: false, work: true }, process.stdout),
  simulate: (args) => simulate(args, loadConfig(process.env), process.stdout),
  certs: (args) => certs(args, process.stdout, () => loadConfig(process.env)),
  config: (args) => checkConfig(args, process.env, process.stdout),
  audit: (args) => audit(args, loadConfig(process.env), process.stdout),
  witness: (args) => witness(args, process.stdout),
  hsa: (args) => hsa(args, loadConfig(process.env), process.stdout),
  bus: (args) => bus(args, loadConfig(process.env), process.stdout),
};

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (!command) {
    process.stdout.write(usage);
    return name === '' || name === '--help' ? 0 : 2;
  }
  try {
    return await command(args);
  } catch (thrown) {
    if (!(thrown instanceof BridgeError)) throw thrown;
    process.stderr.write(`${thrown.message}\n${errorCatalogue[thrown.code].remedy} (${thrown.code})\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
