import type { Contract, PatientId } from '../contracts/index.ts';
import type { Check, Verdict } from './check.ts';
import { contractChecks, systemChecks } from './checks.ts';
import { type Conversation, openConversation } from './conversation.ts';
import type { System } from './system.ts';

export interface Trial {
  readonly system: System;
  /** The logical address that the system answers at. */
  readonly address: string;
  readonly contracts: readonly Contract[];
  /** Whether they were named: then each must be answered. */
  readonly areNamed: boolean;
  /** Test identities, of which at least one should have records. */
  readonly patients: readonly [PatientId, ...PatientId[]];
}

export interface Result {
  readonly check: Check<never>;
  /** Undefined for what is tried once. */
  readonly contract: Contract['id'] | undefined;
  readonly verdict: Verdict;
}

/** Runs all checks, one call at a time: a system is tried here, not its strength. */
export async function runTrial({ system, address, contracts, areNamed, patients }: Trial): Promise<readonly Result[]> {
  const conversations: Conversation[] = [];
  for (const contract of contracts) {
    const conversation = await openConversation({ system, contract, address, isNamed: areNamed }, patients);
    conversations.push(conversation);
    // Who cannot be reached for one contract cannot be for the next.
    if (conversation.plain.kind === 'silent' && !conversation.plain.isLate) break;
  }
  const results = await runAll(systemChecks, { system, conversations }, undefined);
  for (const conversation of conversations) {
    const isServed = areNamed || conversation.plain.kind === 'answer';
    const checks = isServed ? contractChecks : contractChecks.slice(0, 1);
    results.push(...(await runAll(checks, conversation, conversation.contract.id)));
  }
  return results;
}

async function runAll<Subject>(
  checks: readonly Check<Subject>[],
  subject: Subject,
  contract: Contract['id'] | undefined,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const check of checks) results.push({ check, contract, verdict: await check.attempt(subject) });
  return results;
}
