import type { Keys } from '../../bus/keyring.ts';
import { createSealer } from '../../bus/seal.ts';
import { ContractError } from './contract-error.ts';
import type { ExtractQuestion } from './request.ts';

/** A record's place in an answer, whatever comes or goes around it until the next page is asked for. */
export interface Place {
  readonly type: string;
  readonly time: string;
  readonly source: string;
  readonly id: string;
}

/** What a continuation goes on with. */
export interface Continued {
  readonly question: ExtractQuestion;
  readonly after: Place;
}

export interface Continuations {
  tokenFor(continued: Continued, caller: string): string;
  /** Throws {@link ContractError} on a token that is not ours, another caller's, or too old. */
  read(token: string, caller: string): Continued;
}

export const livesMs = 10 * 60_000;

/**
 * Nothing of an answer is kept between its pages: the token holds the question and how far it was answered, sealed for
 * the caller alone. The sources are asked anew, so what has been blocked since is not given.
 */
export function createContinuations(key: Keys): Continuations {
  const sealer = createSealer(key);
  const context = (caller: string): string => `npo-continuation ${caller.toUpperCase()}`;
  return {
    tokenFor(continued, caller) {
      const content = JSON.stringify({ ...continued, until: Date.now() + livesMs });
      return sealer.seal(Buffer.from(content), context(caller)).toString('base64url');
    },
    read(token, caller) {
      const opened = sealer.open(Buffer.from(token, 'base64url'), context(caller));
      // What opens was sealed here, so it has the form it was given.
      const content = opened && (JSON.parse(opened.toString()) as Continued & { readonly until: number });
      if (!content || content.until < Date.now())
        throw new ContractError(
          'Fortsättningstoken är okänd eller för gammal. (The continuation token is unknown or too old.)',
        );
      return content;
    },
  };
}
