import type { KeyObject } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const digests = ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512'];
const signatures = [
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
];

/**
 * What the key has signed in the assertion, canonical, without the signature itself; undefined when it has not. Only our
 * key counts, never one that the message brings along. The form has been checked before (structure.ts).
 */
export function signedContent(xml: string, key: KeyObject): string | undefined {
  const signed = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null });
  signed.CanonicalizationAlgorithms = only(signed.CanonicalizationAlgorithms, [exclusive, enveloped]);
  signed.HashAlgorithms = only(signed.HashAlgorithms, digests);
  signed.SignatureAlgorithms = only(signed.SignatureAlgorithms, signatures);
  try {
    const document = new DOMParser().parseFromString(xml, 'text/xml');
    const [signature] = signed.findSignatures(document as never);
    if (!signature) return undefined;
    signed.loadSignature(signature);
    if (!signed.checkSignature(xml)) return undefined;
  } catch {
    // The library throws on everything it cannot check: to us that is one thing, no signature of this key.
    return undefined;
  }
  const references = signed.getSignedReferences();
  return references.length === 1 ? references[0] : undefined;
}

function only<Algorithms extends object>(all: Algorithms, allowed: readonly string[]): Algorithms {
  return Object.fromEntries(Object.entries(all).filter(([name]) => allowed.includes(name))) as Algorithms;
}
