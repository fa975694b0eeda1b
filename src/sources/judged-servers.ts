import type { TLSSocket } from 'node:tls';
import type { KeyPairPlace } from '../keys/index.ts';
import type { ServerTrust } from '../revocation/server-trust.ts';
import type { Fault } from '../siths/caller.ts';

interface Judge {
  readonly servers: ServerTrust;
  /** Connections to servers that may be called, with what those have shown. */
  readonly open: Map<TLSSocket, Buffer>;
}

const judges = new WeakMap<KeyPairPlace, Judge>();

/** So often it is asked anew about servers whose connections stay open, for as long as an answer held. */
const askEveryMs = 60_000;

/**
 * From now on, whoever calls with this certificate of ours has servers judged: at each new connection, and while it is
 * open whenever another may be trusted than before. Gives the way to stop.
 */
export function judgeServers(outgoing: KeyPairPlace, servers: ServerTrust): () => void {
  const open = new Map<TLSSocket, Buffer>();
  const judge = { servers, open };
  judges.set(outgoing, judge);
  const leave = servers.whenChanged(breakOffRefused);
  const timer = setInterval(async () => {
    await Promise.all(served(open).map(({ certificate }) => servers.learn(certificate)));
    breakOffRefused();
  }, askEveryMs).unref();
  return () => {
    leave();
    clearInterval(timer);
    if (judges.get(outgoing) === judge) judges.delete(outgoing);
  };

  function breakOffRefused(): void {
    for (const { certificate, sockets } of served(open)) {
      const fault = servers.judge(certificate);
      if (fault) for (const socket of sockets) socket.destroy(errorOf(fault));
    }
  }
}

/** Connections by what was shown on them: one certificate is judged once, however many connections its server has. */
function served(open: Judge['open']) {
  const together = [...Map.groupBy(open, ([, certificate]) => certificate.toString('latin1')).values()];
  return together.map((connections) => ({
    certificate: connections[0]?.[1] as Buffer,
    sockets: connections.map(([socket]) => socket),
  }));
}

/** What a server has shown on a new connection. */
export interface Shown {
  /** DER. */
  readonly certificate: Buffer | undefined;
  /** What its CA says of it, as the server has it. */
  readonly staple: Buffer | undefined;
}

/**
 * Judges who stands at the other end of a new connection. Rejects with an error that has the refusal as its `code`,
 * `CERT_REVOKED` or `CERT_REVOCATION_UNKNOWN`.
 */
export async function demandUnrevoked(
  outgoing: KeyPairPlace,
  socket: TLSSocket,
  { certificate, staple }: Shown,
): Promise<void> {
  const judge = judges.get(outgoing);
  if (!judge) return;
  if (!certificate) throw errorOf({ refused: 'CERT_REVOCATION_UNKNOWN', detail: 'The server shows no certificate.' });
  await judge.servers.learn(certificate, staple);
  const fault = judge.servers.judge(certificate);
  if (fault) throw errorOf(fault);
  if (socket.destroyed) throw Object.assign(new Error('It was closed meanwhile.'), { code: 'ECONNRESET' });
  judge.open.set(socket, certificate);
  socket.once('close', () => judge.open.delete(socket));
}

const errorOf = ({ refused, detail }: Fault): Error => Object.assign(new Error(detail ?? refused), { code: refused });
