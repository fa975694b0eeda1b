import type { ContractCheck, SystemCheck } from './check.ts';
import { answers } from './checks/answers.ts';
import { empty, unknownPatient } from './checks/nothing.ts';
import { owners, patient } from './checks/owners.ts';
import { reached } from './checks/reached.ts';
import { doctype, incomplete, malformed, wrongAddress } from './checks/refusals.ts';
import { ids, rules } from './checks/rules.ts';
import { order, schema } from './checks/schema.ts';

/** What is tried once. */
export const systemChecks: readonly SystemCheck[] = [reached, malformed, incomplete, doctype, wrongAddress];

/** What is tried in each contract, in this order. */
export const contractChecks: readonly ContractCheck[] = [
  answers,
  schema,
  order,
  rules,
  ids,
  patient,
  owners,
  unknownPatient,
  empty,
];
