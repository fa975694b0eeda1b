import { KeyObject, type webcrypto } from 'node:crypto';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import * as x509 from '../../src/siths/x509.ts';
import * as mint from './mint.ts';

interface HttpsServer {
  readonly server: Server;
  /** At `localhost`. */
  readonly origin: string;
  /** Of its certificate. */
  readonly der: Buffer;
  /** Certificate and key to show it, and what to trust, in files of the world. */
  readonly shown: { readonly certificate: string; readonly key: string; readonly ca: string };
  close(): void;
}

/** A server with a certificate of the world's CA for functions. */
export async function startHttpsServer(world: mint.World, answer: RequestListener): Promise<HttpsServer> {
  const localhost = new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]);
  const der = await mint.leaf({ issuer: world.functionCa, keys: world.keys, extra: [localhost] });
  const key = KeyObject.from(world.keys.privateKey as webcrypto.CryptoKey).export({ type: 'pkcs8', format: 'pem' });
  const chain = [new x509.X509Certificate(der), world.functionCa.certificate].map((each) => each.toString('pem'));
  await world.write('shown.crt', chain.join('\n'));
  await world.write('shown.key', String(key));
  const server = createServer({ cert: chain.join('\n'), key: String(key) }, answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    server,
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    der,
    shown: { certificate: world.file('shown.crt'), key: world.file('shown.key'), ca: world.file('root.crt') },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
