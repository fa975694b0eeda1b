/**
 * A caller's certificate as proxies hand it over in a header of HTTP: decoding alone. Whom to believe is decided before,
 * and the certificate judged after.
 */

/** The two conventions: RFC 9440, and that of the national service platform. */
export type CertificateHeader = 'client-cert' | 'x-vp-auth-cert';

/** Values of each header, one for each time that it stands in the request; names in lower case. */
export type HeaderValues = Readonly<Record<string, readonly string[] | undefined>>;

/** DER of the leaf; undefined = the proxy's client showed none. `fault`: no certificate follows from what it says. */
export type Proxied = { readonly der: Buffer | undefined } | { readonly fault: string };

/** Headers in which proxies of any make hand over a certificate, or a part of what stands in it. */
export const certificateHeaders: readonly string[] = [
  'x-vp-auth-cert',
  'client-cert',
  'client-cert-chain',
  'x-forwarded-tls-client-cert',
  'x-forwarded-client-cert',
  'ssl-client-cert',
  'x-ssl-client-cert',
  'x-amzn-mtls-clientcert',
  'x-amzn-mtls-clientcert-leaf',
  'x-arr-clientcert',
];

/** A whole chain of RSA 4096, URL-encoded, is half of it. */
const maxLength = 16_384;

/**
 * The leaf that a request of a trusted proxy brings in the header that is its own. Whatever else carries a certificate
 * must carry the same one: what a proxy lets through of its clients' headers is their word, not its own.
 */
export function proxiedCertificate(headers: HeaderValues, own: CertificateHeader): Proxied {
  const present = certificateHeaders.filter((name) => headers[name] !== undefined);
  if (present.length === 0) return { der: undefined };
  if (!present.includes(own)) return { fault: `${present[0]} is there, but not ${own}.` };
  const leaf = single(headers, own);
  if ('fault' in leaf) return leaf;
  for (const name of present) {
    if (name === own) continue;
    const other = besides(headers, name, own);
    if ('fault' in other) return other;
    if (other.der && leaf.der && !other.der.equals(leaf.der)) return { fault: `${name} and ${own} differ.` };
  }
  return leaf;
}

function besides(headers: HeaderValues, name: string, own: CertificateHeader): Proxied {
  if (name === 'client-cert-chain' && own === 'client-cert') return chain(headers[name] ?? []);
  if (name === 'client-cert' || name === 'x-vp-auth-cert') return single(headers, name);
  return { fault: `${name} is none that the proxy is to send.` };
}

function single(headers: HeaderValues, name: CertificateHeader): Proxied {
  const [value, ...more] = headers[name] ?? [];
  if (value === undefined || more.length > 0) return { fault: `${name} stands more than once.` };
  if (value.length > maxLength) return { fault: `${name} is longer than ${maxLength} characters.` };
  const der = name === 'client-cert' ? byteSequence(value) : firstOf(value);
  return der ? { der } : { fault: `${name} holds no certificate in a form that is accepted.` };
}

/** The other certificates (RFC 9440 §2.3), which must be well-formed; issuers come from our own trust alone. */
function chain(values: readonly string[]): Proxied {
  const value = values.join(',');
  const isGood = value.length <= maxLength && value.split(',').every(byteSequence);
  return isGood ? { der: undefined } : { fault: 'client-cert-chain is no list of certificates.' };
}

/** RFC 9440 §2.1: one byte sequence (RFC 9651 §3.3.5), without parameters. */
function byteSequence(text: string): Buffer | undefined {
  const [, base64] = /^ *:([^:]*): *$/.exec(text) ?? [];
  return base64 === undefined ? undefined : fromBase64(base64);
}

/** A certificate, or a chain separated by commas, leaf first; each PEM or bare base64, and all of it URL-encoded or not. */
function firstOf(text: string): Buffer | undefined {
  const all = unescaped(text)?.split(',').map(pemOrBase64) ?? [];
  return all.every((der) => der !== undefined) ? all[0] : undefined;
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % is in no form of a certificate.
    return undefined;
  }
}

/** Line breaks cannot stand in a header: they became blanks or tabs, or were left out. */
function pemOrBase64(text: string): Buffer | undefined {
  const [, armoured] = /^\s*-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----\s*$/.exec(text) ?? [];
  return fromBase64((armoured ?? text).replace(/\s/g, ''));
}

/** Buffer passes over what is no base64: only text that is such and nothing else is decoded. */
function fromBase64(text: string): Buffer | undefined {
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  return isBase64 ? Buffer.from(text, 'base64') : undefined;
}
