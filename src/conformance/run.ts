import type { Contract, PatientId } from '../contracts/index.ts';
import type { Check, ContractCheck, Verdict } from './check.ts';
import { contractChecks, systemChecks } from './checks.ts';
import { type Conversation, openConversation } from './conversation.ts';
import type { Dialect } from './dialect.ts';
import type { System } from './system.ts';

export interface Trial {
  readonly system: System;
  readonly dialect: Dialect;
  /** The logical address that the system answers at; without one in the protocol, its HSA-id. */
  readonly address: string;
  /** Those it must answer; empty = all that it does. */
  readonly named: readonly Contract[];
  /** Test identities, of which at least one should have records. */
  readonly patients: readonly [PatientId, ...PatientId[]];
  /** Ids of the checks that are wanted; empty = all. */
  readonly checks: readonly string[];
}

export interface Result {
  readonly check: Check<never>;
  /** Undefined for what is tried once. */
  readonly contract: Contract['id'] | undefined;
  /** What the protocol has in its place. */
  readonly asked: string | undefined;
  readonly verdict: Verdict;
}

/** Runs all checks, one call at a time: a system is tried here, not its strength. */
export async function runTrial({ patients, named, checks, ...about }: Trial): Promise<readonly Result[]> {
  const { system, dialect } = about;
  const isNamed = named.length > 0;
  const conversations: Conversation[] = [];
  for (const contract of isNamed ? named : dialect.contracts) {
    const conversation = await openConversation({ ...about, contract, isNamed }, patients);
    conversations.push(conversation);
    // Who cannot be reached for one contract cannot be for the next.
    if (conversation.plain.kind === 'silent' && !conversation.plain.isLate) break;
  }
  const wanted = ({ id }: Check<never>) => checks.length === 0 || checks.includes(id);
  const results = await runAll(systemChecks(dialect.protocol).filter(wanted), { system, conversations });
  const each = contractChecks(dialect.protocol);
  for (const conversation of conversations) {
    const isServed = isNamed || conversation.plain.kind === 'answer';
    const tried = (isServed ? each : each.slice(0, 1)).filter(concerning(conversation));
    results.push(...(await runAll(tried.filter(wanted), conversation, subjectOf(conversation))));
  }
  return results;
}

const concerning =
  ({ contract }: Conversation) =>
  ({ concerns }: ContractCheck): boolean =>
    concerns?.(contract) ?? true;

function subjectOf({ contract, plain }: Conversation): Pick<Result, 'contract' | 'asked'> {
  return { contract: contract.id, asked: plain.kind === 'answer' ? plain.asked : undefined };
}

async function runAll<Subject>(
  checks: readonly Check<Subject>[],
  subject: Subject,
  { contract, asked }: Partial<Pick<Result, 'contract' | 'asked'>> = {},
): Promise<Result[]> {
  const results: Result[] = [];
  for (const check of checks) results.push({ check, contract, asked, verdict: await check.attempt(subject) });
  return results;
}
