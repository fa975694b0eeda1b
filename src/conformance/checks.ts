import type { Check, ContractCheck, SystemCheck } from './check.ts';
import { answers } from './checks/answers.ts';
import { noCertificate, oldTls, strangeCertificate } from './checks/certificates.ts';
import { charset, latin1, soapAction, utf8, utf16 } from './checks/encodings.ts';
import { careContact, careUnit, period, sourceSystem } from './checks/filters.ts';
import { hasMore } from './checks/has-more.ts';
import { mapped } from './checks/mapped.ts';
import { empty, unknownPatient } from './checks/nothing.ts';
import { owners, patient } from './checks/owners.ts';
import { links, parts, references } from './checks/parts.ts';
import { reached } from './checks/reached.ts';
import { discreetFault, doctype, incomplete, malformed, unknownType, wrongAddress } from './checks/refusals.ts';
import { ids, rules } from './checks/rules.ts';
import { order, schema } from './checks/schema.ts';
import { inTime } from './checks/time.ts';
import type { Protocol } from './dialect.ts';

const rivta = ['rivta21'] as const;
const soap = [...rivta, 'riv13606'] as const;
const fhir = ['fhir-r4'] as const;
/** Those whose answers become records of RIV-TA contracts. */
const mappedTo = ['riv13606', ...fhir] as const;
const all = [...rivta, ...mappedTo] as const;

type Row<Kind> = readonly [check: Kind, protocols: readonly Protocol[]];

/** What is tried once, and for which protocols. */
const once: readonly Row<SystemCheck>[] = [
  [reached, all],
  [oldTls, all],
  [noCertificate, all],
  [strangeCertificate, all],
  [utf8, soap],
  [utf16, soap],
  [latin1, rivta],
  [soapAction, soap],
  [malformed, all],
  [incomplete, all],
  [doctype, soap],
  [wrongAddress, soap],
  [unknownType, fhir],
  [discreetFault, all],
  [links, fhir],
];

/** What is tried in each contract, in this order, and for which protocols. */
const each: readonly Row<ContractCheck>[] = [
  [answers, all],
  [inTime, all],
  [charset, all],
  [schema, all],
  [order, soap],
  [rules, rivta],
  [mapped, mappedTo],
  [ids, all],
  [parts, mappedTo],
  [hasMore, rivta],
  [references, fhir],
  [patient, all],
  [owners, all],
  [unknownPatient, all],
  [empty, soap],
  [period, soap],
  [careUnit, rivta],
  [careContact, rivta],
  [sourceSystem, rivta],
];

/** Of all that is tried in a protocol. */
export const checkIds = (protocol: Protocol): readonly string[] =>
  [...systemChecks(protocol), ...contractChecks(protocol)].map(({ id }) => id);

export const systemChecks = (protocol: Protocol): readonly SystemCheck[] => checksFor(once, protocol);
export const contractChecks = (protocol: Protocol): readonly ContractCheck[] => checksFor(each, protocol);

function checksFor<Kind extends Check<never>>(rows: readonly Row<Kind>[], protocol: Protocol): readonly Kind[] {
  return rows.filter(([, protocols]) => protocols.includes(protocol)).map(([check]) => check);
}
