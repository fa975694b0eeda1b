import { isIP } from 'node:net';
import Type, { type Static } from 'typebox';
import { strict } from './common.ts';

/** A reverse proxy that meets callers in the bridge's place and tells it whose certificate they showed. */
const ReverseProxy = Type.Object(
  {
    /** For logs. */
    name: Type.String({ minLength: 1, maxLength: 60 }),
    /** Where it calls from: addresses or networks (CIDR), IPv4 or IPv6. */
    addresses: Type.Array(Type.String(), { minItems: 1 }),
    /**
     * The keys of its own client certificate, one or, while it changes, more: base64 of the SHA-256 of the public key
     * (SubjectPublicKeyInfo). Both the address and the key must be right for it to be believed.
     */
    keys: Type.Array(Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' }), { minItems: 1 }),
    /** In which header it hands over the certificate: RFC 9440, or the national platform's. */
    header: Type.Enum(['client-cert', 'x-vp-auth-cert']),
  },
  strict,
);

/** Whose word counts about which certificate a caller has shown. Empty: nobody's. */
export const ProxiesSection = Type.Array(ReverseProxy, { default: [] });

/** An address, or a network and how many bits of it count. */
export interface Network {
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly bits: number;
}

/** Undefined where the text is neither. All addresses there are, are no network: a proxy stands somewhere. */
export function networkOf(text: string): Network | undefined {
  const [, address = '', given] = /^([0-9A-Fa-f.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  const bits = Number(given ?? most);
  if (version === 0 || bits < 1 || bits > most) return undefined;
  return { address, family: version === 4 ? 'ipv4' : 'ipv6', bits };
}

export function proxyFaults(proxies: Static<typeof ProxiesSection>): string[] {
  const keys = proxies.flatMap((proxy) => proxy.keys);
  return [
    ...proxies.flatMap(({ name, addresses }) =>
      addresses
        .filter((text) => !networkOf(text))
        .map((text) => `key proxies: ${name} has address ${text}, which is neither an address nor a network`),
    ),
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `key proxies: ${key} stands twice`),
  ];
}
