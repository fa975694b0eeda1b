import type { ContractCheck, SystemCheck } from './check.ts';
import { answers } from './checks/answers.ts';
import { noCertificate, strangeCertificate } from './checks/certificates.ts';
import { charset, latin1, soapAction, utf8, utf16 } from './checks/encodings.ts';
import { careUnit, period } from './checks/filters.ts';
import { empty, unknownPatient } from './checks/nothing.ts';
import { owners, patient } from './checks/owners.ts';
import { reached } from './checks/reached.ts';
import { discreetFault, doctype, incomplete, malformed, wrongAddress } from './checks/refusals.ts';
import { ids, rules } from './checks/rules.ts';
import { order, schema } from './checks/schema.ts';
import { inTime } from './checks/time.ts';

/** What is tried once. */
export const systemChecks: readonly SystemCheck[] = [
  reached,
  noCertificate,
  strangeCertificate,
  utf8,
  utf16,
  latin1,
  soapAction,
  malformed,
  incomplete,
  doctype,
  wrongAddress,
  discreetFault,
];

/** What is tried in each contract, in this order. */
export const contractChecks: readonly ContractCheck[] = [
  answers,
  inTime,
  charset,
  schema,
  order,
  rules,
  ids,
  patient,
  owners,
  unknownPatient,
  empty,
  period,
  careUnit,
];
