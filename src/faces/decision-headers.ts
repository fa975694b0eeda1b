import type { FastifyReply } from 'fastify';
import type { BridgeError } from '../errors.ts';
import { AccessRefused, type AnswerNote, type OverviewAnswer } from '../overview/index.ts';

const why = 'x-norrbryggan-decision';
const more = 'x-norrbryggan-more';

/**
 * Under which ids the decisions behind a reply are explained, and that there is more than it shows (`blocked-exists`,
 * `unblocked-exists`, `checks-unavailable`): as headers, since not every message has a place for them. Told of answer by answer.
 */
export function tellOfDecision(
  reply: FastifyReply,
  { access, notes = [] }: Pick<OverviewAnswer, 'access' | 'notes'>,
): void {
  if (access) add(reply, why, [access.entry]);
  const indicators = notes.filter(isIndicator);
  if (indicators.length > 0) add(reply, more, indicators);
}

/** Says that there is more than is shown; neither whose nor what. */
export function isIndicator(note: AnswerNote): boolean {
  return note === 'blocked-exists' || note === 'unblocked-exists' || note === 'checks-unavailable';
}

export function tellOfRefusal(reply: FastifyReply, error: BridgeError): void {
  if (error instanceof AccessRefused) add(reply, why, [error.entry]);
}

function add(reply: FastifyReply, name: string, values: readonly string[]): void {
  const before = String(reply.getHeader(name) ?? '').split(', ');
  reply.header(name, [...new Set([...before, ...values])].filter(Boolean).join(', '));
}
