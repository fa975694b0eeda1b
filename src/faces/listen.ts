import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { BridgeError } from '../errors.ts';

/** Opens a door, and gives its port also where 0 was asked for. Throws `PORT_IN_USE`. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  await app.listen({ host, port }).catch((thrown: NodeJS.ErrnoException) => {
    throw thrown.code === 'EADDRINUSE' ? new BridgeError('PORT_IN_USE', `Port ${port}.`, { cause: thrown }) : thrown;
  });
  return (app.server.address() as AddressInfo).port;
}
