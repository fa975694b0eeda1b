import Fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Config } from '../../config.ts';
import { asBridgeError, BridgeError } from '../../errors.ts';

/** A part of the bridge that can be unready, and why. */
export interface Readiness {
  readonly part:
    | 'process'
    | 'deliveries'
    | 'processes'
    | 'bus'
    | 'store'
    | 'directory'
    | 'directory-copy'
    | 'routing'
    | 'persons'
    | 'witness'
    | 'log';
  readonly ok: boolean;
  readonly reasons: readonly string[];
  /** The bridge is ready without it. */
  readonly optional?: true;
}

/** Switches a simulated council's behaviour; only the demo has one. Throws NOT_FOUND and PARAMETER_INVALID. */
export interface DemoFaults {
  set(source: string, fault: unknown): Promise<void>;
}

/** The administration port, on loopback: liveness, readiness, metrics, and in the demo the fault switches. */
export function createAdminFace(parts: {
  readonly config: Config;
  readonly metrics: Registry;
  readonly readiness: () => Promise<readonly Readiness[]>;
  readonly demoFaults: DemoFaults | undefined;
}): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 10_000, requestTimeout: 30_000, forceCloseConnections: true });
  app.get('/health/live', async () => ({
    status: 'live',
    installation: parts.config.bridge.name,
    kind: parts.config.bridge.kind,
  }));
  app.get('/health/ready', async (_request, reply) => {
    const readiness = await parts.readiness();
    const ready = readiness.every((part) => part.ok || part.optional);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', parts: readiness });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(parts.metrics.contentType).send(await parts.metrics.metrics()),
  );
  if (parts.demoFaults) addFaultSwitches(app, parts.demoFaults);
  app.setNotFoundHandler(async () => {
    throw new BridgeError('NOT_FOUND');
  });
  app.setErrorHandler(async (thrown, _request, reply) => {
    const unreadable = String((thrown as { code?: unknown }).code).startsWith('FST_ERR_CTP');
    const error = unreadable ? new BridgeError('MESSAGE_UNREADABLE') : asBridgeError(thrown);
    const status = error.kind === 'internal' ? 500 : error.kind === 'not-found' ? 404 : 400;
    return reply.code(status).type('application/problem+json').send({ title: error.message, status, code: error.code });
  });
  return app;
}

function addFaultSwitches(app: FastifyInstance, faults: DemoFaults): void {
  const path = '/demo/faults/:source';
  app.put<{ Params: { source: string } }>(path, async ({ params, body }) => {
    await faults.set(params.source, body);
    return { source: params.source, fault: body };
  });
  app.delete<{ Params: { source: string } }>(path, async ({ params }, reply) => {
    await faults.set(params.source, undefined);
    return reply.code(204).send();
  });
}
