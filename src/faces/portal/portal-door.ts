import type { Server } from 'node:https';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';
import { livePair, showTo } from '../../keys/index.ts';
import { answerStrays, type Strays } from '../strays.ts';
import { tlsFloor } from '../tls-floor.ts';

/** Portal port: the same pages as the service port, but never asking for a certificate (browsers would prompt). */
export function createPortalDoor(config: Config, strays: Strays): FastifyInstance {
  const pair = livePair(config.tls);
  const app = Fastify({
    https: { ...tlsFloor, ...pair.current.shown },
    logger: false,
    bodyLimit: 100_000,
    requestTimeout: 30_000,
    connectionTimeout: 120_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: strays.outside,
    clientErrorHandler: strays.unreadable,
  }) as unknown as FastifyInstance;
  showTo(app.server as Server, pair, tlsFloor);
  answerStrays(app, strays);
  return app;
}
