import { createHash } from 'node:crypto';
import type { Events } from '../events.ts';
import {
  answerAbout,
  keepAnswer,
  keepStaple,
  noteAttempt,
  type OcspQuestion,
  questionFor,
  type RevocationAnswer,
  type Trust,
  whenChanged,
} from '../siths/index.ts';
import { nothingShared, type SharedAnswers } from './answers.ts';
import { post } from './fetch.ts';
import type { Learn } from './server-trust.ts';

/** Whoever did not answer is not waited for again so soon. */
const pauseMs = 10_000;
const mostRemembered = 10_000;

/**
 * Asks the responders of those CAs that are configured with one. What is answered is kept for as long as it holds, an hour
 * at most; from half of that on it is asked again while nobody waits. Processes that share a store share what they learn.
 */
export function createLearn(
  trust: Trust,
  events: Pick<Events, 'emit'>,
  shared: SharedAnswers = nothingShared,
): { learn: Learn; close(): Promise<void> } {
  const underWay = new Map<string, Promise<void>>();
  const failedAt = new Map<string, number>();
  const learntAt = new Map<string, number>();
  /** About whom there is nothing to ask, as far as trust goes now. */
  const unasked = new Map<string, number>();
  const leave = whenChanged(trust, () => {
    failedAt.clear();
    unasked.clear();
  });
  return {
    learn,
    async close() {
      leave();
      await Promise.all(underWay.values());
    },
  };

  async function learn(certificate: Buffer | undefined, staple?: Buffer): Promise<void> {
    if (!certificate) return;
    // Of each request: nothing is parsed before it is known that something is to be asked.
    const fingerprint = createHash('sha256').update(certificate).digest('hex');
    if (staple) take(certificate, fingerprint, staple);
    if (unasked.has(fingerprint)) return;
    const known = answerAbout(trust, fingerprint);
    const now = Date.now();
    const holds = known !== undefined && now < known.nextUpdate.getTime();
    const since = learntAt.get(fingerprint) ?? 0;
    if (holds && now - since < (known.nextUpdate.getTime() - since) / 2) return;
    if (now - (failedAt.get(fingerprint) ?? Number.NEGATIVE_INFINITY) < pauseMs) return;
    const question = questionFor(trust, certificate);
    if (!question) return remember(unasked, fingerprint);
    const asking = underWay.get(fingerprint) ?? begin(fingerprint, certificate, question);
    if (!holds) await asking;
  }

  function take(certificate: Buffer, fingerprint: string, staple: Buffer): void {
    try {
      keepStaple(trust, certificate, staple, new Date());
      remember(learntAt, fingerprint);
    } catch (thrown) {
      events.emit('revocation:answer:failed', { url: 'staple', fingerprint, text: (thrown as Error).message });
    }
  }

  function begin(fingerprint: string, certificate: Buffer, question: OcspQuestion): Promise<void> {
    const asking = askAnybody(fingerprint, certificate, question).finally(() => underWay.delete(fingerprint));
    underWay.set(fingerprint, asking);
    return asking;
  }

  async function askAnybody(fingerprint: string, certificate: Buffer, question: OcspQuestion): Promise<void> {
    if (!(question.mayBeOld && (await takeShared(fingerprint, certificate)))) await ask(fingerprint, question);
  }

  /** What another process was told later than this one. */
  async function takeShared(fingerprint: string, certificate: Buffer): Promise<boolean> {
    try {
      const found = await shared.of(fingerprint, new Date(learntAt.get(fingerprint) ?? 0), new Date());
      if (!found) return false;
      keepStaple(trust, certificate, found.answer, found.learntAt);
      remember(learntAt, fingerprint, found.learntAt.getTime());
      return true;
    } catch (thrown) {
      events.emit('revocation:answer:failed', { url: 'store', fingerprint, text: (thrown as Error).message });
      return false;
    }
  }

  async function share(fingerprint: string, answer: Buffer, said: RevocationAnswer): Promise<void> {
    try {
      await shared.keep(fingerprint, answer, said, new Date());
    } catch (thrown) {
      events.emit('revocation:answer:failed', { url: 'store', fingerprint, text: (thrown as Error).message });
    }
  }

  async function ask(fingerprint: string, { url, timeoutMs, request, read }: OcspQuestion): Promise<void> {
    try {
      const answer = await post(url, request, 'application/ocsp-request', timeoutMs);
      const said = read(answer, new Date());
      keepAnswer(trust, fingerprint, said);
      noteAttempt(trust, url, { answer: said, failure: undefined });
      remember(learntAt, fingerprint);
      failedAt.delete(fingerprint);
      await share(fingerprint, answer, said);
    } catch (thrown) {
      const text = (thrown as Error).message;
      remember(failedAt, fingerprint);
      noteAttempt(trust, url, { answer: undefined, failure: text });
      events.emit('revocation:answer:failed', { url, fingerprint, text });
    }
  }
}

function remember(times: Map<string, number>, fingerprint: string, at = Date.now()): void {
  times.delete(fingerprint);
  times.set(fingerprint, at);
  const [oldest] = times.keys();
  if (times.size > mostRemembered && oldest !== undefined) times.delete(oldest);
}
