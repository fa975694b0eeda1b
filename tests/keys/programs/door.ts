import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { livePair, showTo } from '../../../src/keys/index.ts';

/** A listener with a certificate file and a key, wherever that is; prints its port, and `taken` when told by SIGHUP to look. */
const [certificate = '', key = ''] = process.argv.slice(2);
const live = livePair({ certificate, key });
const server = createServer({ ...live.current.shown }, (_incoming, response) => response.end('open'));
showTo(server, live, {});
process.on('SIGHUP', () => console.log(live.look()));
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
