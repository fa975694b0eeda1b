import Type from 'typebox';
import { strict } from './common.ts';

/** What the bridge shows to whoever calls it. PEM files; the certificate's is the chain, leaf first. */
export const TlsSection = Type.Object({ certificate: Type.String(), key: Type.String() }, strict);

/** What the bridge presents to record systems, and whom it trusts there. */
export const OutgoingSection = Type.Object(
  { certificate: Type.String(), key: Type.String(), ca: Type.String() },
  strict,
);
