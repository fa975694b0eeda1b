import { createHash, type X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { networkOf } from '../config/proxy.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { type Fault, judgeRevocation, peerCertificateDer, type Trust, whenChanged } from '../siths/index.ts';
import { certificateHeaders, proxiedCertificate } from '../siths/proxied-certificate.ts';

/** What is looked at of a request, to tell who makes it. */
export type Message = Pick<IncomingMessage, 'socket' | 'headersDistinct'>;

/** What a caller shows, however it got here. */
export interface Presented {
  /** DER; undefined = nothing. */
  readonly certificate: Buffer | undefined;
  /** Where the caller is, by the word of the connection or of a trusted proxy. */
  readonly address: string | undefined;
  /** The trusted proxy that stands between: the connection is its own, and other callers use it as well. */
  readonly proxy: string | undefined;
  /** Why the certificate is not to be acted upon, whoever it says. */
  readonly refusal: BridgeError | undefined;
}

/** What a message presents. */
export type Presenting = (message: Message) => Presented;

type ProxyConfig = Config['proxies'][number];

/** Who stands at the other end of a connection. `stray`: a proxy's key at an address that is not that proxy's. */
type Peer =
  | { readonly kind: 'proxy'; readonly proxy: ProxyConfig }
  | { readonly kind: 'stray' }
  | { readonly kind: 'caller' };

/**
 * Reverse proxies that are believed when they tell whose certificate they were shown: by the address of the connection
 * and by the key of its own client certificate, both. A proxy's key never makes a caller, wherever it comes from. One whose
 * certificate is revoked hands over nobody.
 */
export function createPresenting(config: Config['proxies'], trust: Trust): Presenting {
  const { peerAt, addressOf } = createPeers(config);
  let faults = new WeakMap<object, Fault | 'none'>();
  whenChanged(trust, () => {
    faults = new WeakMap();
  });
  return (message) => {
    const socket = message.socket as TLSSocket;
    const peer = peerAt(socket);
    const address = addressOf(message);
    if (peer.kind === 'proxy') {
      const fault = faultAt(socket);
      return fault === 'none' ? toldBy(peer.proxy, message, address) : byRevoked(peer.proxy, fault, address);
    }
    const told = certificateHeaders.some((name) => message.headersDistinct[name] !== undefined);
    const refusal = told ? new BridgeError('PROXY_HEADER_REFUSED') : undefined;
    const certificate = peer.kind === 'stray' ? undefined : peerCertificateDer(socket);
    return { certificate, address, proxy: undefined, refusal };
  };

  /** Of the proxy's own certificate; judged again when anything has become known. */
  function faultAt(socket: TLSSocket): Fault | 'none' {
    const der = peerCertificateDer(socket);
    const fault = faults.get(socket) ?? (der && judgeRevocation(trust, der, new Date())) ?? 'none';
    faults.set(socket, fault);
    return fault;
  }
}

/** Where a caller is, for counting: as {@link Presented.address}. */
export function createAddressOf(config: Config['proxies']): (message: Message) => string | undefined {
  return createPeers(config).addressOf;
}

function createPeers(config: Config['proxies']) {
  const known = config.map((proxy) => ({ proxy, stands: placeOf(proxy) }));
  const peers = new WeakMap<object, Peer>();
  return { peerAt, addressOf };

  function peerAt(socket: TLSSocket): Peer {
    if (known.length === 0) return { kind: 'caller' };
    // Neither changes while the connection is open: renegotiation is off.
    const seen = peers.get(socket) ?? peerBy(socket.getPeerX509Certificate(), plain(socket.remoteAddress));
    peers.set(socket, seen);
    return seen;
  }

  function peerBy(certificate: X509Certificate | undefined, address: string | undefined): Peer {
    const pin = certificate && keyPin(certificate);
    const pinned = known.find(({ proxy }) => proxy.keys.some((key) => key === pin));
    if (!pinned) return { kind: 'caller' };
    return address && pinned.stands(address) ? { kind: 'proxy', proxy: pinned.proxy } : { kind: 'stray' };
  }

  function addressOf({ socket, headersDistinct }: Message): string | undefined {
    const own = plain(socket.remoteAddress);
    if (peerAt(socket as TLSSocket).kind !== 'proxy') return own;
    // What stands before the last one is what the proxy was told itself.
    const told = plain(headersDistinct['x-forwarded-for']?.join(',').split(',').at(-1)?.trim());
    return told && isIP(told) !== 0 ? told : own;
  }
}

function byRevoked({ name }: ProxyConfig, { refused }: Fault, address: string | undefined): Presented {
  const refusal = new BridgeError(refused, `This is about the reverse proxy ${name}.`);
  return { certificate: undefined, address, proxy: name, refusal };
}

function toldBy({ name, header }: ProxyConfig, message: Message, address: string | undefined): Presented {
  const told = proxiedCertificate(message.headersDistinct, header);
  if ('der' in told) return { certificate: told.der, address, proxy: name, refusal: undefined };
  const refusal = new BridgeError('PROXY_HEADER_INVALID', `From ${name}: ${told.fault}`);
  return { certificate: undefined, address, proxy: name, refusal };
}

function placeOf({ addresses }: ProxyConfig): (address: string) => boolean {
  const list = new BlockList();
  for (const text of addresses) {
    const network = networkOf(text);
    if (network) list.addSubnet(network.address, network.bits, network.family);
  }
  return (address) => list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/** A listener for both families shows an IPv4 address as `::ffff:192.0.2.1`; a link's own names the interface. */
function plain(address: string | undefined): string | undefined {
  return address?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

/** SHA-256 of the public key (SubjectPublicKeyInfo), base64; it stays when a certificate is renewed with the same key. */
function keyPin({ publicKey }: X509Certificate): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}
