import { parseArgs } from 'node:util';
import {
  checkIds,
  type DefaultOwner,
  type Dialect,
  dialects,
  type Language,
  type Protocol,
  type System,
} from '../conformance/index.ts';
import type { Contract, PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { identityOfNumber, isTestIdentity } from '../identities/index.ts';
import { readKeyPair } from '../keys/index.ts';

const options = {
  url: { type: 'string' },
  protocol: { type: 'string', default: 'rivta21' },
  profile: { type: 'string', default: 'rivtabp21' },
  cert: { type: 'string' },
  key: { type: 'string' },
  ca: { type: 'string' },
  address: { type: 'string' },
  defaultCareUnit: { type: 'string' },
  careProvider: { type: 'string' },
  contract: { type: 'string', multiple: true },
  check: { type: 'string', multiple: true },
  patient: { type: 'string', multiple: true },
  json: { type: 'string' },
  html: { type: 'string' },
  language: { type: 'string', default: 'sv' },
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseConform>;

/** Throws COMMAND_INVALID, as all that is here does. */
export function parseConform(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch (cause) {
    throw invalid((cause as Error).message, cause);
  }
}

export function languageFrom({ language }: Values): Language {
  if (language === 'sv' || language === 'en') return language;
  throw invalid('--language is sv or en.');
}

/** Seconds after which national platforms have given up on a producer. */
const patienceMs = 27_000;

/** The system, and what to call it with: files that are there, hold what they should and belong together. */
export function systemFrom(values: Values): System {
  const { url, cert, key, ca } = values;
  if (!url || !cert || !key || !ca) throw invalid('All of --url, --cert, --key and --ca are needed.');
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw invalid('--url is an address that begins with https://.');
  try {
    const { shown, ca: issuers = '', isExposed } = readKeyPair({ certificate: cert, key, ca });
    if (isExposed) throw invalid(`The private key ${key} may be read by anyone; chmod 600 it.`);
    return { url: new URL(url), shown, ca: issuers, patienceMs, defaultOwner: defaultOwnerFrom(values) };
  } catch (cause) {
    throw cause instanceof BridgeError ? invalid(cause.detail ?? '', cause) : cause;
  }
}

function defaultOwnerFrom({ protocol, defaultCareUnit, careProvider }: Values): DefaultOwner | undefined {
  if (defaultCareUnit === undefined && careProvider === undefined) return undefined;
  if (protocol !== 'fhir-r4') throw invalid('--defaultCareUnit and --careProvider are for --protocol fhir-r4 alone.');
  if (!defaultCareUnit || !careProvider) throw invalid('--defaultCareUnit and --careProvider go together.');
  return { defaultCareUnit, careProvider };
}

export function dialectFrom({ protocol, profile }: Values): Dialect {
  if (!isProtocol(protocol)) throw invalid(`--protocol is one of ${Object.keys(dialects).join(', ')}.`);
  if (profile !== 'rivtabp21' && profile !== 'rivtabp20') throw invalid('--profile is rivtabp21 or rivtabp20.');
  if (protocol !== 'rivta21' && profile !== 'rivtabp21') throw invalid('--profile is for --protocol rivta21 alone.');
  return dialects[protocol](profile);
}

const isProtocol = (text: string): text is Protocol => Object.hasOwn(dialects, text);

export function contractsFrom({ contract = [], protocol }: Values, dialect: Dialect): readonly Contract[] {
  return contract.map((id) => {
    const found = dialect.contracts.find((one) => one.id === id);
    if (found) return found;
    const known = dialect.contracts.map((one) => one.id).join(', ');
    throw invalid(`--contract ${id} is not known in ${protocol}; it is one of ${known}.`);
  });
}

export function checksFrom({ check = [] }: Values, { protocol }: Dialect): readonly string[] {
  const known = checkIds(protocol);
  const unknown = check.find((id) => !known.includes(id));
  if (unknown === undefined) return check;
  throw invalid(`--check ${unknown} is not known in ${protocol}; it is one of ${known.join(', ')}.`);
}

/** Test identities alone: this is no way to look at people's records. */
export function patientsFrom({ patient = ['191212121212'] }: Values): readonly [PatientId, ...PatientId[]] {
  const [first, ...others] = patient.map((number) => {
    const identity = identityOfNumber(number);
    if (!identity || !isTestIdentity(identity)) throw invalid('A --patient is not a published test identity.');
    return identity;
  });
  if (!first) throw invalid('A --patient is needed.');
  return [first, ...others];
}

export function invalid(text: string, cause?: unknown): BridgeError {
  return new BridgeError('COMMAND_INVALID', text, { cause });
}
