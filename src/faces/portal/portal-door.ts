import { readFileSync } from 'node:fs';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';
import { answerStrays, type Strays } from '../strays.ts';

/** Portal port: the same pages as the service port, but never asking for a certificate (browsers would prompt). */
export function createPortalDoor(config: Config, strays: Strays): FastifyInstance {
  const app = Fastify({
    https: { cert: readFileSync(config.tls.certificate), key: readFileSync(config.tls.key), minVersion: 'TLSv1.2' },
    logger: false,
    bodyLimit: 100_000,
    requestTimeout: 30_000,
    connectionTimeout: 120_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: strays.outside,
    clientErrorHandler: strays.unreadable,
  }) as unknown as FastifyInstance;
  answerStrays(app, strays);
  return app;
}
