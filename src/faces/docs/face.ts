import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';
import type { ApiRoute } from '../portal-api/index.ts';
import { openApiDocument } from './openapi.ts';

/**
 * `/docs`: the interfaces as a page, and as OpenAPI at `/docs/json`. Open like the capability statement. Everything comes
 * from here: no content network, no validator elsewhere, and a policy that lets the page load nothing else.
 */
export function registerDocs(app: FastifyInstance, config: Config, routes: readonly ApiRoute[]): void {
  const document = openApiDocument(config, routes);
  app.register(async (docs) => {
    await docs.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          baseUri: ["'none'"],
          connectSrc: ["'self'"],
          formAction: ["'none'"],
          frameAncestors: ["'none'"],
          imgSrc: ["'self'", 'data:'],
          scriptSrc: ["'self'"],
          // The page's own library sets styles on elements.
          styleSrc: ["'self'", "'unsafe-inline'"],
        },
      },
    });
    await docs.register(swagger, { mode: 'static', specification: { document } });
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      theme: { title: document.info.title },
      uiConfig: { layout: 'BaseLayout', docExpansion: 'list', supportedSubmitMethods: [], validatorUrl: null },
    });
  });
}
