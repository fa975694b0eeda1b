import { finished } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { BridgeRecord } from '../contracts/index.ts';
import type { OverviewAnswer } from '../overview/index.ts';
import { SourceFailure } from '../sources/index.ts';

/** Aborts when the caller hangs up before its answer has left. */
export function hangUpOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished)
      gone.abort(new SourceFailure('abandoned', 499, 'The caller hung up before there was an answer.'));
  });
  return gone.signal;
}

type Closing = Pick<OverviewAnswer, 'delivered'>;

/**
 * Closes the access-log entry when the answer has left, broke off, or was replaced by an error; also when the caller hung
 * up before it began.
 */
export function closeWhenSent(reply: FastifyReply, answer: Closing): void {
  closingAllWhenSent(reply)(answer);
}

/** The same for a reply made of several answers, which are told of as they come; also after the caller hung up. */
export function closingAllWhenSent(reply: FastifyReply): (answer: Closing) => void {
  const waiting: Closing[] = [];
  let outcome: Parameters<Closing['delivered']>[0] | undefined;
  finished(reply.raw, (broken) => {
    outcome = broken ? 'broken-off' : reply.raw.statusCode >= 500 ? 'failed' : 'sent';
    for (const answer of waiting) close(answer, outcome);
  });
  return (answer) => {
    if (outcome) close(answer, outcome);
    else waiting.push(answer);
  };
}

/** Closes an answer of whose records the reply holds those that `isGiven` says. */
export function deliveredPart(
  { records, delivered }: Pick<OverviewAnswer, 'records' | 'delivered'>,
  outcome: Parameters<OverviewAnswer['delivered']>[0],
  isGiven: (record: BridgeRecord) => boolean,
): Promise<void> {
  const part = records.filter(isGiven);
  return delivered(outcome, part.length < records.length ? part : undefined);
}

function close(answer: Closing, outcome: Parameters<Closing['delivered']>[0]): void {
  // The access itself is on the log already; a lost closing entry is told of by the log and loses no evidence.
  answer.delivered(outcome).catch(() => undefined);
}
