import Type from 'typebox';
import { strict } from './common.ts';

/**
 * A certificate of the bridge's own: PEM files, the certificate's with the chain, leaf first. Both are watched and taken into
 * use while the bridge runs.
 */
const ownPair = {
  certificate: Type.String(),
  /** Left out where the environment has the key itself (TLS_KEY, OUTGOING_KEY). */
  key: Type.Optional(Type.String()),
};

/** What the bridge shows to whoever calls it. */
export const TlsSection = Type.Object(ownPair, strict);

/** What the bridge presents to record systems, and whom it trusts there. */
export const OutgoingSection = Type.Object({ ...ownPair, ca: Type.String() }, strict);

/** What it presents to one record system in the place of `outgoing`'s; whom it trusts there is the same. */
export const SourceKeys = Type.Object({ certificate: Type.String(), key: Type.String() }, strict);
