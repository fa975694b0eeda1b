import type { ServerResponse } from 'node:http';
import { asBridgeError } from '../../errors.ts';
import type { SignedIn, SignIn } from '../../sign-in/index.ts';
import { type Trust, whenChanged } from '../../siths/index.ts';

/** Whose requests are being answered, for when cards are no longer trusted. */
export interface SessionsUnderWay {
  add(session: SignedIn, response: ServerResponse): void;
  close(): void;
}

/**
 * When trust changes, every session with an answer under way is looked at again, streams of events among them. Where the
 * card is refused the answer is broken off, so that its holder receives no more about patients.
 */
export function createSessionsUnderWay(trust: Trust, signIn: Pick<SignIn, 'again'>): SessionsUnderWay {
  const underWay = new Map<ServerResponse, SignedIn>();
  const close = whenChanged(trust, () => {
    const sessions = new Map([...underWay.values()].map((session) => [session.key, session]));
    for (const session of sessions.values()) signIn.again(session).catch((thrown) => breakOff(session, thrown));
  });

  function breakOff({ key }: SignedIn, thrown: unknown): void {
    const { kind, code } = asBridgeError(thrown);
    // That it cannot be told now says nothing against anybody: the next request is judged by itself.
    if (kind !== 'unauthenticated' || code === 'CERT_REVOCATION_UNKNOWN') return;
    for (const [response, session] of underWay) if (session.key === key) response.destroy();
  }

  return {
    add(session, response) {
      underWay.set(response, session);
      response.once('close', () => underWay.delete(response));
    },
    close,
  };
}
