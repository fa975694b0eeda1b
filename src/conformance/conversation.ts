import type { PatientId, RecordFilter } from '../contracts/index.ts';
import type { Asked, Manner } from './dialect.ts';
import type { Reply } from './reply.ts';

/** One contract at one system: a patient to ask about, and what was answered to the plain question. */
export interface Conversation extends Asked {
  readonly plain: Reply;
  /** Whether the contract was asked for by name: then it must be answered. */
  readonly isNamed: boolean;
}

/** Asks about one patient after the other, until one has records. */
export async function openConversation(
  about: Omit<Conversation, 'patient' | 'plain'>,
  [first, ...others]: readonly [PatientId, ...PatientId[]],
): Promise<Conversation> {
  const opened = (patient: PatientId) => ask({ ...about, patient }).then((plain) => ({ ...about, patient, plain }));
  let conversation = await opened(first);
  for (const patient of others) {
    const { plain } = conversation;
    if (plain.kind !== 'answer' || plain.records.length > 0) break;
    conversation = await opened(patient);
  }
  return conversation;
}

export function ask(about: Asked, filter: Partial<RecordFilter> = {}, manner: Manner = {}): Promise<Reply> {
  return about.dialect.ask(about, filter, manner);
}
