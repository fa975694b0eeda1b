import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  hsaIdOf,
  htmlReport,
  type Language,
  type Report,
  reportOf,
  runTrial,
  type System,
  textReport,
} from '../conformance/index.ts';
import { type Contract, type ContractId, contractById, contracts, type PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { identityOfNumber, isTestIdentity } from '../identities/index.ts';

const help = `npm run conform -- --url https://… --cert FILE --key FILE --ca FILE [options]

Tries a record system that answers in RIV-TA (Basic Profile 2.1) as a region would call it: contract by contract, and
what is alike in all. Tells of each check whether it passed, failed or could not be tried, why it matters and how to
mend it. It reads only. Exit code 0 = nothing failed, 1 = something did, or it could not be begun.

  --url URL            what stands before /vp/…
  --cert, --key FILE   the certificate to call with, and its key (PEM)
  --ca FILE            who issued the system's own certificate (PEM)
  --address HSA-ID     the logical address it answers at; without, the HSA-id in its certificate
  --contract NAME:N    a contract that it must answer; again for more. Without, all that it does answer
  --patient NUMBER     a test patient with records; again for more (191212121212). Others' numbers are refused
  --json FILE          the report for programs
  --html FILE          the report for people
  --language sv|en     the language of the report (sv)
`;

const options = {
  url: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  ca: { type: 'string' },
  address: { type: 'string' },
  contract: { type: 'string', multiple: true },
  patient: { type: 'string', multiple: true },
  json: { type: 'string' },
  html: { type: 'string' },
  language: { type: 'string', default: 'sv' },
  help: { type: 'boolean', default: false },
} as const;

/** Seconds after which national platforms have given up on a producer. */
const patienceMs = 27_000;

/** `npm run conform`. Gives the exit code. Throws COMMAND_INVALID. */
export async function conform(args: string[], out: NodeJS.WritableStream): Promise<number> {
  const values = parse(args);
  if (values.help) {
    out.write(help);
    return 0;
  }
  const report = await trial(values);
  out.write(textReport(report));
  if (values.json) await writeFile(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (values.html) await writeFile(values.html, htmlReport(report));
  return report.sums.failed > 0 ? 1 : 0;
}

type Values = ReturnType<typeof parse>;

async function trial(values: Values): Promise<Report> {
  const language = languageFrom(values.language);
  const named = (values.contract ?? []).map(contractFrom);
  const patients = patientsFrom(values.patient ?? ['191212121212']);
  const system = await systemFrom(values);
  const address = values.address ?? (await hsaIdOf(system));
  if (address === undefined)
    throw new BridgeError(
      'COMMAND_INVALID',
      'The system’s certificate has no HSA-id, or it cannot be reached: --address.',
    );
  const areNamed = named.length > 0;
  const results = await runTrial({ system, address, contracts: areNamed ? named : contracts, areNamed, patients });
  return reportOf(results, { url: system.url.href, address }, { language, now: new Date() });
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', (cause as Error).message, { cause });
  }
}

async function systemFrom({ url, cert, key, ca }: Values): Promise<System> {
  if (!url || !cert || !key || !ca)
    throw new BridgeError('COMMAND_INVALID', 'All of --url, --cert, --key and --ca are needed.');
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw new BridgeError('COMMAND_INVALID', '--url is an address that begins with https://.');
  const [certificate, privateKey, issuer] = await Promise.all([cert, key, ca].map(fileOf));
  return {
    url: new URL(url),
    shown: { cert: certificate ?? '', key: privateKey ?? '' },
    ca: issuer ?? '',
    patienceMs,
  };
}

function fileOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BridgeError('COMMAND_INVALID', `${file} cannot be read.`, { cause });
  });
}

function contractFrom(id: string): Contract {
  const contract = contractById(id as ContractId);
  if (contract) return contract;
  const known = contracts.map((one) => one.id).join(', ');
  throw new BridgeError('COMMAND_INVALID', `--contract ${id} is not known; it is one of ${known}.`);
}

/** Test identities alone: this is no way to look at people's records. */
function patientsFrom(numbers: readonly string[]): readonly [PatientId, ...PatientId[]] {
  const [first, ...others] = numbers.map((number) => {
    const identity = identityOfNumber(number);
    if (!identity || !isTestIdentity(identity))
      throw new BridgeError('COMMAND_INVALID', 'A --patient is not a published test identity.');
    return identity;
  });
  if (!first) throw new BridgeError('COMMAND_INVALID', 'A --patient is needed.');
  return [first, ...others];
}

function languageFrom(text: string): Language {
  if (text === 'sv' || text === 'en') return text;
  throw new BridgeError('COMMAND_INVALID', '--language is sv or en.');
}
