import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { ExtendedRequest, type ExtendedResponse, MessageParser, StatusCodeParser } from 'ldapts';
import { readKeyPair } from '../keys/key-pair.ts';
import type { LdapSettings } from './ldap-settings.ts';

/** RFC 4511 section 4.14.1. */
const startTls = '1.3.6.1.4.1.1466.20037';

/**
 * A connection to one LDAP server, protected as the settings say before anything else is said on it. A server that
 * refuses StartTLS, whose certificate no CA of ours has issued, or that bears another host name is not spoken with.
 * Certificate and key are read each time, so that renewed ones are taken at the next connection. Throws what went wrong.
 */
export async function dial(url: string, settings: LdapSettings): Promise<Socket> {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isLdaps = protocol === 'ldaps:';
  const tls = isLdaps || settings.startTls ? await tlsOptions(host, settings) : undefined;
  const signal = AbortSignal.timeout(settings.timeoutMs);
  const socket = connectTcp({ host, port: Number(port) || (isLdaps ? 636 : 389), noDelay: true });
  try {
    await reaches(socket, 'connect', signal);
    if (!tls) return socket;
    if (!isLdaps) await askForTls(socket, signal);
    const secured = connectTls({ ...tls, socket });
    await reaches(secured, 'secureConnect', signal);
    return secured;
  } catch (cause) {
    socket.destroy();
    if (signal.aborted) throw new Error(`no connection within ${settings.timeoutMs} ms`, { cause });
    throw cause;
  }
}

async function reaches(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  // An error between this event and the next listener's coming would end the process.
  socket.on('error', () => undefined);
  await once(socket, event, { signal });
}

/** What the server sends after its answer and before the handshake is thrown away, never taken as said under TLS. */
async function askForTls(socket: Socket, signal: AbortSignal): Promise<void> {
  const parser = new MessageParser();
  const hear = (data: Buffer) => parser.read(data, new Map());
  const answered = once(parser, 'message', { signal }) as Promise<[ExtendedResponse]>;
  const closed = once(socket, 'close', { signal }).then(() => {
    throw new Error('the server closed the connection when asked for StartTLS');
  });
  socket.on('data', hear);
  socket.write(new ExtendedRequest({ messageId: 1, oid: startTls }).write());
  const [answer] = await Promise.race([answered, closed]);
  socket.off('data', hear);
  if (answer.status !== 0) throw StatusCodeParser.parse(answer);
}

async function tlsOptions(host: string, settings: LdapSettings): Promise<ConnectionOptions> {
  const { ca, shown } = settings;
  return {
    host,
    minVersion: 'TLSv1.2',
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca && { ca: await readFile(ca) }),
    ...(shown && readKeyPair(shown).shown),
  };
}
