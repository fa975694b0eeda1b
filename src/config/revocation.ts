import Type, { type Static } from 'typebox';
import { Milliseconds, strict } from './common.ts';

const Address = Type.String({ pattern: '^https?://' });

/** What is known from lists, and what follows when too little is. */
const common = {
  /**
   * Where its lists are fetched, full ones and deltas, beside those of `trust.revocationLists`. Nothing is ever fetched
   * from where a certificate says.
   */
  lists: Type.Array(Address, { default: [] }),
  /**
   * When nothing that holds says whether a certificate is revoked: `hard` refuses it; `soft` accepts it as long as what
   * said last that it is not is younger than `maxAgeMs`, and says so wherever it is logged.
   */
  fail: Type.Enum(['hard', 'soft'], { default: 'hard' }),
  /**
   * What was issued longer ago says nothing any more, whatever it says itself. It is alarmed at half of it. Left out,
   * what issues it says how long it holds; `soft` demands it.
   */
  maxAgeMs: Type.Optional(Type.Integer({ minimum: 60_000 })),
};

/** How it is learnt whether issuing CAs are revoked, by their root. */
export const RootRevocation = Type.Object(common, strict);

/** How it is learnt whether certificates of a CA are revoked. */
export const Revocation = Type.Object(
  {
    ...common,
    /** Its responder (OCSP), asked when a certificate is met. */
    ocsp: Type.Optional(
      Type.Object(
        {
          url: Address,
          /**
           * `required`: an answer must repeat the number that was sent along, and cannot be an old one; `accepted`: it need
           * not, as responders that prepare their answers cannot; `off`: none is sent.
           */
          nonce: Type.Enum(['required', 'accepted', 'off'], { default: 'accepted' }),
          /** How long a caller waits for it. */
          timeoutMs: Milliseconds(2_000),
        },
        strict,
      ),
    ),
  },
  strict,
);

type Policy = Static<typeof Revocation> | Static<typeof RootRevocation>;

/** Policies that contradict themselves. */
export function revocationFaults(trust: {
  readonly issuers: readonly { readonly file: string; readonly revocation?: Policy }[];
  readonly rootRevocation?: Policy;
}): string[] {
  const all: readonly (readonly [string, Policy | undefined])[] = [
    ['trust.rootRevocation', trust.rootRevocation],
    ...trust.issuers.map(({ file, revocation }) => [`trust.issuers (${file})`, revocation] as const),
  ];
  return all
    .filter(([, policy]) => policy?.fail === 'soft' && policy.maxAgeMs === undefined)
    .map(([key]) => `key ${key}: fail is soft, which needs maxAgeMs`);
}
