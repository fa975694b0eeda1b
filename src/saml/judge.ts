import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Actor } from '../access/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { actorFrom } from './actor-from.ts';
import { conditionFault } from './conditions.ts';
import { childrenOf, issuerOf, parseAssertion } from './document.ts';
import { signedContent } from './signature.ts';
import { structureFault } from './structure.ts';

export type AssertionVerdict = { readonly actor: Actor } | { readonly refused: string };

/** `xml` is one Assertion element that declares its own namespaces. The reason of a refusal is fit for the caller. */
export type JudgeAssertion = (xml: string, now: Date) => AssertionVerdict;

type SamlConfig = NonNullable<Config['saml']>;

/** Signing requests are small; nothing honest comes near. */
const longest = 100_000;

/** Reads the issuers' certificates at once; throws CONFIG_INVALID when one cannot be read. */
export function createAssertionJudge({ issuers, audiences, clockSkewMs }: SamlConfig): JudgeAssertion {
  const keysByIssuer = new Map(
    issuers.map(({ entityId, certificates }) => [entityId, certificates.map((file) => keyIn(file, entityId))]),
  );

  return (xml, now) => {
    if (xml.length > longest) return { refused: 'It is too large.' };
    const root = parseAssertion(xml);
    const malformed = structureFault(root);
    if (malformed) return { refused: malformed };
    // So far nothing is believed: who claims to have signed only tells which keys to try.
    const keys = keysByIssuer.get(issuerOf(root) ?? '');
    if (!keys) return { refused: 'Its issuer is not trusted here.' };
    const content = firstSigned(xml, keys);
    if (content === undefined) return { refused: 'Its signature is not one of its issuer’s over the whole of it.' };
    // From here on only what was signed is looked at, in the very bytes that were.
    const signed = parseAssertion(content);
    const id = signed.attributes.get('ID');
    const issuer = issuerOf(signed);
    if (id !== root.attributes.get('ID') || childrenOf(signed, 'Signature').length > 0 || issuer !== issuerOf(root))
      return { refused: 'What is signed is not the assertion itself.' };
    const fault = conditionFault(signed, { audiences, clockSkewMs, now });
    return fault ? { refused: fault } : actorFrom(signed, issuer ?? '');
  };
}

function firstSigned(xml: string, keys: readonly KeyObject[]): string | undefined {
  for (const key of keys) {
    const content = signedContent(xml, key);
    if (content !== undefined) return content;
  }
  return undefined;
}

function keyIn(file: string, entityId: string): KeyObject {
  try {
    const key = createPublicKey(readFileSync(file));
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return key;
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `saml: the certificate ${file} of ${entityId} cannot be read.`, { cause });
  }
  throw new BridgeError('CONFIG_INVALID', `saml: the key in ${file} of ${entityId} is not RSA of at least 2048 bits.`);
}
