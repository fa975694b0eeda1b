import type { OpenAPIV3 } from 'openapi-types';
import { cookieName } from './cookie.ts';
import type { ApiRoute } from './route.ts';

const tag = 'Portal';

export const portalTags: readonly OpenAPIV3.TagObject[] = [
  {
    name: tag,
    description: `What the portal’s pages call, with the session in the cookie \`${cookieName}\`: sign in at \`/api/sign-in/siths\` on the service port, give the code that follows \`#sign-in=\` to \`POST /api/sign-in\`. Errors are problem+json (RFC 9457).`,
  },
];

/** Read off the routes that serve it. */
export function portalPaths(routes: readonly ApiRoute[]): OpenAPIV3.PathsObject {
  const paths: OpenAPIV3.PathsObject = {
    '/api/sign-in/siths': {
      get: operation('Sign in with a SITHS card, on the service port', 303, 'To the portal, with a one-time code'),
    },
    '/api/sign-in/start': {
      post: {
        ...operation('Begin to sign in, in this browser', 200, 'Where the person goes on'),
        requestBody: json({ type: 'object', properties: { provider: { type: 'string' } } }),
      },
    },
    '/api/sign-in/launch': {
      get: operation('Which record system has opened the portal in this browser', 200, 'Its name; 204 when none has'),
    },
    '/api/launch': {
      post: {
        ...operation('A record system opens the portal for one of its users', 303, 'To the portal'),
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', required: ['launch'], properties: { launch: { type: 'string' } } },
            },
          },
        },
      },
    },
    '/api/sign-in/oidc/{provider}': {
      get: {
        ...operation('Where an identity provider sends the person back to', 303, 'To the portal, signed in'),
        parameters: [{ name: 'provider', in: 'path', required: true, schema: { type: 'string' } }],
      },
    },
    '/api/sign-in': {
      post: {
        ...operation(
          'Give the one-time code, once, within a minute',
          204,
          'The cookie of the session; 200 with a name to `confirm` where the sign-in was not begun in this browser',
        ),
        requestBody: json({
          type: 'object',
          required: ['code'],
          properties: { code: { type: 'string' }, confirmed: { type: 'boolean' } },
        }),
      },
    },
  };
  for (const { method, path, access, summary, body } of routes) {
    const url = `/api${path.replaceAll(/:(\w+)/g, '{$1}')}`;
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
    paths[url] = {
      ...paths[url],
      [method.toLowerCase()]: {
        ...operation(summary, 200, 'As JSON; 204 where there is nothing to tell'),
        description: `For: ${typeof access === 'string' ? access : access.join(', ')}.`,
        parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
        // A schema of typebox is a JSON Schema of the part that OpenAPI 3.0 shares.
        ...(body.schema && { requestBody: json(body.schema as OpenAPIV3.SchemaObject) }),
      },
    };
  }
  return paths;
}

function operation(summary: string, status: number, description: string): OpenAPIV3.OperationObject {
  const problem = { 'application/problem+json': {} };
  return {
    tags: [tag],
    summary,
    responses: { [status]: { description }, default: { description: 'Why not', content: problem } },
  };
}

function json(schema: OpenAPIV3.SchemaObject): OpenAPIV3.RequestBodyObject {
  return { required: true, content: { 'application/json': { schema } } };
}
