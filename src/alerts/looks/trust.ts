import { expiriesOf, revocationSourcesOf, type Trust, troubleOf } from '../../siths/index.ts';
import type { Condition } from '../alert.ts';
import type { Look } from './look.ts';

/** No answer of a responder is used for longer. */
const longestAnswerMs = 3_600_000;

/** What verdicts rest on: lists and responders that have been silent for half of what may pass, and files not in force. */
export function trustLook(trust: Trust | undefined): Look {
  return {
    kinds: ['RevocationOld', 'TrustFilesRefused'],
    look: () => (trust ? [...oldLists(trust), ...silentResponders(trust), ...refusedFiles(trust)] : []),
  };
}

const isOld = (issuedAt: Date, maxAgeMs: number): boolean => Date.now() - issuedAt.getTime() > maxAgeMs / 2;

/** Of each authority what it said last, full list or delta, wherever it came from. */
function oldLists(trust: Trust): readonly Condition[] {
  return expiriesOf(trust).flatMap(({ name, issuedAt, maxAgeMs }) =>
    issuedAt && maxAgeMs !== undefined && isOld(issuedAt, maxAgeMs)
      ? [{ kind: 'RevocationOld', subject: name, facts: { since: issuedAt.toISOString() } }]
      : [],
  );
}

/** One that nobody has asked has nothing to answer for. */
function silentResponders(trust: Trust): readonly Condition[] {
  return revocationSourcesOf(trust).flatMap(({ kind, where, issuedAt, maxAgeMs = longestAnswerMs, failure }) =>
    kind === 'responder' && failure !== undefined && (!issuedAt || isOld(issuedAt, maxAgeMs))
      ? [
          {
            kind: 'RevocationOld',
            subject: where,
            facts: { detail: failure, ...(issuedAt && { since: issuedAt.toISOString() }) },
          },
        ]
      : [],
  );
}

function refusedFiles(trust: Trust): readonly Condition[] {
  const detail = troubleOf(trust);
  return detail === undefined ? [] : [{ kind: 'TrustFilesRefused', subject: 'trust', facts: { detail } }];
}
