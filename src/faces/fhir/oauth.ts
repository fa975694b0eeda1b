import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BridgeError, type ErrorCode, type ErrorKind, errorCatalogue } from '../../errors.ts';
import { notesOn } from '../../notes-on.ts';
import { scopeWords } from '../../tokens/index.ts';
import { tellOfBreakage } from '../breakage.ts';
import { correlationIdOf } from '../correlation.ts';
import type { Identified } from '../door.ts';
import { baseUrlOf, bridgeErrorOf, takeForms } from './request.ts';
import type { VisitParts } from './visits.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Error codes of the token endpoint, RFC 6749 §5.2. */
const errorsByCode: Readonly<Partial<Record<ErrorCode, string>>> = {
  TOKEN_INVALID: 'invalid_client',
  SCOPE_MISSING: 'invalid_scope',
  PARAMETER_UNSUPPORTED: 'unsupported_grant_type',
};
const statuses: Readonly<Partial<Record<ErrorKind, number>>> = {
  unauthenticated: 401,
  'too-large': 413,
  throttled: 429,
  overloaded: 503,
  upstream: 503,
  internal: 500,
  operator: 500,
};

interface Visit {
  readonly startedAt: number;
  readonly correlationId: string;
  identified: Identified | undefined;
}

/** `/oauth/token` for systems (SMART Backend Services), over their certificate, and the keys of what it gives. */
export function registerOauth(app: FastifyInstance, parts: VisitParts): void {
  const { tokens, events } = parts;
  const visits = notesOn<FastifyRequest, Visit>();

  function visitOf(request: FastifyRequest): Visit {
    const known = visits.get(request);
    if (known) return known;
    const visit = { startedAt: Date.now(), correlationId: correlationIdOf(request.headers), identified: undefined };
    visits.set(request, visit);
    return visit;
  }

  app.register(
    async (oauth) => {
      takeForms(oauth);
      oauth.get('/jwks', async (_request, reply) =>
        reply.type('application/json').send(JSON.stringify(await tokens.keys())),
      );
      oauth.post('/token', { onRequest: receive }, giveToken);
      oauth.setErrorHandler(async (thrown, request, reply) => refuse(bridgeErrorOf(thrown), request, reply));
    },
    { prefix: '/oauth' },
  );

  async function receive(request: FastifyRequest): Promise<void> {
    const visit = visitOf(request);
    visit.identified = await parts.authenticate(request, 'fhir', visit.correlationId);
    if (visit.identified.refusal) throw visit.identified.refusal;
  }

  async function giveToken(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const caller = visitOf(request).identified?.caller;
    if (!caller) throw new BridgeError('CERT_MISSING');
    const issued = await tokens.issue({ ...readForm(request.body), caller }, baseUrlOf(request));
    return answer(request, reply, 'OK', {
      access_token: issued.accessToken,
      token_type: 'Bearer',
      expires_in: issued.expiresInSeconds,
      scope: issued.scopes.join(' '),
    });
  }

  async function refuse(error: BridgeError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { identified, correlationId, startedAt } = visitOf(request);
    tellOfBreakage(events, error, 'fhir', correlationId);
    if (identified) {
      const milliseconds = Date.now() - startedAt;
      await parts.logRefusal({ correlationId, face: 'fhir', action: 'token', identified, error, milliseconds });
    }
    const status = statuses[error.kind] ?? 400;
    reply.code(status);
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    return answer(request, reply, error.code, {
      error: errorsByCode[error.code] ?? (error.kind === 'unauthenticated' ? 'invalid_client' : 'invalid_request'),
      error_description: [error.detail, errorCatalogue[error.code].remedy, `Reason ${error.code}.`]
        .filter(Boolean)
        .join(' '),
      correlation_id: correlationId,
    });
  }

  function answer(request: FastifyRequest, reply: FastifyReply, code: string, body: object): FastifyReply {
    const { correlationId, startedAt } = visitOf(request);
    const milliseconds = Date.now() - startedAt;
    const { statusCode: status } = reply;
    events.emit('request:face:finished', {
      face: 'fhir',
      contract: 'token',
      code,
      status,
      milliseconds,
      correlationId,
    });
    return reply
      .header('cache-control', 'no-store')
      .header('x-skltp-correlation-id', correlationId)
      .type('application/json')
      .send(JSON.stringify(body));
  }
}

/** Throws MESSAGE_INVALID for a form that is none of the grant's, PARAMETER_UNSUPPORTED for another grant. */
function readForm(body: unknown): { readonly clientAssertion: string; readonly scopes: readonly string[] } {
  const form = new URLSearchParams(typeof body === 'string' ? body : '');
  const one = (name: string): string | undefined => {
    const values = form.getAll(name);
    if (values.length > 1) throw new BridgeError('MESSAGE_INVALID', `The parameter ${name} stands more than once.`);
    return values[0];
  };
  const grantType = one('grant_type');
  if (grantType === undefined) throw new BridgeError('MESSAGE_INVALID', 'The parameter grant_type is missing.');
  if (grantType !== 'client_credentials')
    throw new BridgeError('PARAMETER_UNSUPPORTED', 'The only grant_type here is client_credentials.');
  const clientAssertion = one('client_assertion');
  if (one('client_assertion_type') !== assertionType || clientAssertion === undefined)
    throw new BridgeError('MESSAGE_INVALID', `A client_assertion of type ${assertionType} is needed.`);
  return { clientAssertion, scopes: scopeWords(one('scope') ?? '') };
}
