import { finished } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { OverviewAnswer } from '../overview/index.ts';

/**
 * Closes the access-log entry when the answer has left, broke off, or was replaced by an error; also when the caller hung
 * up before it began.
 */
export function closeWhenSent(reply: FastifyReply, answer: Pick<OverviewAnswer, 'delivered'>): void {
  finished(reply.raw, (broken) => {
    const outcome = broken ? 'broken-off' : reply.raw.statusCode >= 500 ? 'failed' : 'sent';
    // The access itself is on the log already; a lost closing entry is told of by the log and loses no evidence.
    answer.delivered(outcome).catch(() => undefined);
  });
}
