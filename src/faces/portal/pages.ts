import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import helmet from '@fastify/helmet';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';
import type { Installation } from '../portal-api/shapes/session.ts';
import { policyOf } from './policy.ts';

const built = fileURLToPath(new URL('../../../dist/portal/', import.meta.url));

/** Addresses of pages, all of which one document serves; none of them names a patient. */
const areas = ['patient', 'about', 'lift-requests', 'operations', 'access-log', 'directory', 'news', 'follow-up'];
const pages = ['/', ...areas.flatMap((area) => [`/${area}`, `/${area}/*`])];

/** The pages and what they load, the same on both doors, and `/api/installation`, which tells where one is. */
export function registerPages(app: FastifyInstance, config: Config): void {
  app.register(async (scope) => {
    const document = builtFile('index.html');
    const styleHashes = JSON.parse(builtFile('style-hashes.json') ?? '[]') as readonly string[];
    const contentSecurityPolicy = policyOf(styleHashes);
    await scope.register(helmet, { contentSecurityPolicy, referrerPolicy: { policy: 'no-referrer' } });
    await scope.register(files, { root: built, serve: false, preCompressed: true });
    for (const page of pages)
      scope.get(page, async (_request, reply) =>
        reply
          .code(document ? 200 : 503)
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-cache')
          .send(document ?? notBuilt),
      );
    // Their names change with what is in them.
    scope.get('/assets/*', async (request, reply) =>
      reply.sendFile((request.params as { '*': string })['*'], `${built}assets`, { immutable: true, maxAge: '365d' }),
    );
    scope.get('/api/installation', async () => installation(config));
  });
}

function builtFile(name: string): string | undefined {
  return existsSync(`${built}${name}`) ? readFileSync(`${built}${name}`, 'utf8') : undefined;
}

function installation(config: Config): Installation {
  const { name, kind, hsaId } = config.bridge;
  return {
    name,
    kind,
    hsaId,
    accessibilityContact: config.portal.accessibilityContact ?? null,
    careDirectoryIsPublic: config.careDirectory.public,
    sources: config.sources.map((source) => ({ hsaId: source.hsaId, name: source.name })),
    identityProviders: config.signIn.oidc.map(({ id, label }) => ({ id, label })),
  };
}

/** What browsers call a door by. */
export function publicAddress(door: FastifyInstance, configured: string | undefined): string {
  const address = door.server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return (configured ?? `https://localhost:${port}`).replace(/\/$/, '');
}

const notBuilt = `<!doctype html><html lang="sv"><meta charset="utf-8"><title>Norrbryggan</title>
<p>Portalens sidor är inte byggda. Kör <code>npm run build</code> och starta om bryggan.</p>
<p lang="en">The portal’s pages are not built. Run <code>npm run build</code> and restart the bridge.</p></html>`;
