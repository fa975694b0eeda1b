import type { ServerResponse } from 'node:http';
import { asBridgeError } from '../../errors.ts';
import type { SignedIn, SignIn } from '../../sign-in/index.ts';
import { type Trust, whenChanged } from '../../siths/index.ts';

/** Whose requests are being answered, for when cards are no longer trusted. */
export interface SessionsUnderWay {
  /** How often trust has changed; asked for before a session is judged. */
  changes(): number;
  /** `judgedAt`: what `changes` said before the session was judged. */
  add(session: SignedIn, response: ServerResponse, judgedAt: number): void;
  close(): void;
}

/**
 * When trust changes, every session with an answer under way is looked at again, streams of events among them. Where the
 * card is refused the answer is broken off, so that its holder receives no more about patients.
 */
export function createSessionsUnderWay(trust: Trust, signIn: Pick<SignIn, 'again'>): SessionsUnderWay {
  const underWay = new Map<ServerResponse, SignedIn>();
  let changes = 0;
  const close = whenChanged(trust, () => {
    changes++;
    const sessions = new Map([...underWay.values()].map((session) => [session.key, session]));
    for (const session of sessions.values()) judgeAgain(session);
  });

  function judgeAgain(session: SignedIn): void {
    signIn.again(session).catch((thrown) => breakOff(session, thrown));
  }

  function breakOff({ key }: SignedIn, thrown: unknown): void {
    const { kind, code } = asBridgeError(thrown);
    // That it cannot be told now says nothing against anybody: the next request is judged by itself.
    if (kind !== 'unauthenticated' || code === 'CERT_REVOCATION_UNKNOWN') return;
    for (const [response, session] of underWay) if (session.key === key) response.destroy();
  }

  return {
    changes: () => changes,
    add(session, response, judgedAt) {
      underWay.set(response, session);
      response.once('close', () => underWay.delete(response));
      // Whoever was judged before and is added after a change was not among those who were looked at.
      if (judgedAt !== changes) judgeAgain(session);
    },
    close,
  };
}
