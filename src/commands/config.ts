import { parseArgs } from 'node:util';
import { type Config, loadConfig } from '../config.ts';
import { type ContractId, contractByNamespace } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { createEvents } from '../events.ts';
import { createDirectory } from '../hsa/index.ts';
import { explainCall } from '../overview/index.ts';
import {
  createAddressTree,
  createHeirs,
  instantOf,
  noTree,
  type RoutingHandlers,
  type TableState,
  tableOnDisk,
} from '../routing/index.ts';
import { connectAdmin } from '../store/index.ts';
import { callLines, configLines, stateLines } from './config-text.ts';
import { tellDataProtection } from './data-protection.ts';

const help = `npm run config -- check
npm run config -- check --caller HSA-ID --contract NAME:MAJOR --address ADDRESS [--at TIME]
npm run config -- reload
npm run config -- dataskydd [--check | --write] [FILES]

check checks the configuration file (CONFIG, default config/demo.yaml) and tells in plain words what it means: which
installation, which record systems, who may call what where. Of an address catalogue the local copy is read; nobody is
asked.

With a caller, a contract (GetDiagnosis:2, or its namespace) and a logical address it tells step by step why that call
would be answered or refused, and the least that would turn a no into a yes. TIME is an ISO date or date-time, now by
default. Exit code 0 = it would be answered, 3 = it would be refused, 1 = the configuration or the question is wrong.

reload has the running bridge ask its address catalogue again (as SIGHUP does), without a restart.

dataskydd prints what the data protection documents say that follows from the configuration, in Swedish. --check tells
where a document says otherwise or lacks a part (exit code 3), --write writes the parts into the documents' marked
places and then checks. Without FILES: those of docs/dataskydd.
`;

const options = {
  help: { type: 'boolean' },
  caller: { type: 'string' },
  contract: { type: 'string' },
  address: { type: 'string' },
  at: { type: 'string' },
  check: { type: 'boolean' },
  write: { type: 'boolean' },
} as const;

export async function checkConfig(
  args: string[],
  environment: NodeJS.ProcessEnv,
  out: NodeJS.WritableStream,
): Promise<number> {
  const { values, positionals } = parse(args);
  const isCall = [values.caller, values.contract, values.address, values.at].some((value) => value !== undefined);
  if (values.help) {
    out.write(help);
    return 0;
  }
  const [command, ...rest] = positionals;
  if (command === 'dataskydd' && !isCall)
    return tellDataProtection(loadConfig(environment), { ...values, files: rest }, out);
  const isOther = values.check || values.write;
  if (rest.length > 0 || isOther || (command !== 'check' && command !== 'reload') || (command === 'reload' && isCall))
    throw new BridgeError('COMMAND_INVALID', 'Use: npm run config -- check, reload or dataskydd; --help tells more.');
  const config = loadConfig(environment);
  if (command === 'reload') return write(out, stateLines(await reload(config)), 0);
  if (isCall) return explain(config, values, out);
  const { index, state } = await tableOnDisk(config);
  return write(out, configLines(config, index, state, Date.now()), 0);
}

async function explain(
  config: Config,
  { caller, contract, address, at }: Readonly<Record<string, string | boolean | undefined>>,
  out: NodeJS.WritableStream,
): Promise<number> {
  if (typeof caller !== 'string' || typeof contract !== 'string' || typeof address !== 'string')
    throw new BridgeError('COMMAND_INVALID', 'A call has all of --caller, --contract and --address.');
  const instant = at === undefined ? Date.now() : instantOf(String(at), 'first');
  if (instant === undefined) throw new BridgeError('COMMAND_INVALID', `--at: ${at} is no ISO date or date-time.`);
  const question = { caller, contract: contractFrom(contract), address, at: instant };
  const { index, state } = await tableOnDisk(config);
  if (state.from === 'nowhere')
    out.write('There is no local copy of the address catalogue; what it would say is left out here.\n\n');
  const directory = config.routing.hsaTree ? await createDirectory(config.directory, createEvents()) : undefined;
  try {
    const tree = directory ? createAddressTree(directory, createEvents()) : noTree;
    const explanation = await explainCall(question, {
      config,
      ground: { table: () => index, tree, heirOf: createHeirs(config) },
    });
    return write(out, callLines(question, explanation), explanation.code === undefined ? 0 : 3);
  } finally {
    await directory?.close();
  }
}

function contractFrom(text: string): ContractId {
  const known = contractByNamespace(text);
  if (known) return known.id;
  if (!/^[A-Za-z0-9]+:\d+$/.test(text))
    throw new BridgeError('COMMAND_INVALID', `--contract: ${text} is neither NAME:MAJOR nor a namespace known here.`);
  return text as ContractId;
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

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', (cause as Error).message, { cause });
  }
}

function write(out: NodeJS.WritableStream, lines: readonly string[], code: number): number {
  out.write(`${lines.join('\n')}\n`);
  return code;
}
