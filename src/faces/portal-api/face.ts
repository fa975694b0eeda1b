import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';
import { asBridgeError, BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { notesOn } from '../../notes-on.ts';
import { AccessRefused } from '../../overview/index.ts';
import type { OpenPatients, SignedIn } from '../../sign-in/index.ts';
import type { Trust } from '../../siths/index.ts';
import { tellOfBreakage } from '../breakage.ts';
import { correlationIdOf } from '../correlation.ts';
import { closingAllWhenSent, hangUpOf } from '../delivery.ts';
import { countUnderWay } from '../under-way.ts';
import { cookieName, expiredCookie, launchCookieName, sessionCookie } from './cookie.ts';
import { type EntranceParts, registerEntrance } from './entrance.ts';
import { chosenAssignment, refuseOtherSites, refuseWithoutRole } from './guard.ts';
import { patientNamedIn } from './patient.ts';
import { languageOf, sendProblem } from './problem.ts';
import { within } from './rate.ts';
import { actorOf } from './registering.ts';
import type { ApiRoute } from './route.ts';
import { createSessionsUnderWay } from './sessions-under-way.ts';

export interface PortalApiParts extends EntranceParts {
  readonly config: Config;
  readonly openPatients: OpenPatients;
  readonly routes: readonly ApiRoute[];
  readonly trust: Trust;
  readonly events: Events;
}

/** Says that nobody did anything: the page asks by itself, time and again. */
const backgroundHeader = 'x-norrbryggan-background';
/** Of one session. */
const callsPerMinute = 600;
const callsAtOnce = 30;
const bodyBytes = 64 * 1024;
/** Which opening of a patient the page shows; see `OpenPatient`. */
const openingHeader = 'x-norrbryggan-opening';

/**
 * `/api`: what the portal's pages call. A session by cookie, one assignment at a time, roles from the care directory;
 * errors as problem+json. Personal numbers only in bodies, both ways.
 */
export async function registerPortalApi(app: FastifyInstance, parts: PortalApiParts): Promise<void> {
  const { config, signIn, openPatients, events } = parts;
  const underWay = createSessionsUnderWay(parts.trust, signIn);
  app.addHook('onClose', async () => underWay.close());
  if (!app.hasDecorator('createRateLimit')) await app.register(rateLimit, { global: false });
  app.register(
    async (api) => {
      await api.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } });
      await api.register(cookie);
      takeJson(api);
      api.addHook('onRequest', receive);
      api.addHook('onResponse', finish);
      api.addHook('preClose', async () => {
        for (const each of parts.routes) each.stop?.();
      });
      api.setErrorHandler(refuse);
      api.setNotFoundHandler(async () => {
        throw new BridgeError('NOT_FOUND');
      });

      const callRate = api.createRateLimit({
        max: callsPerMinute,
        timeWindow: 60_000,
        keyGenerator: (request) => sessions.get(request)?.key ?? request.ip,
      });
      const countCalls = countUnderWay();
      // Before anybody is looked up: what a stranger writes in a cookie is no name to count by.
      const addressRate = api.createRateLimit({ max: config.limits.requestsPerMinute, timeWindow: 60_000 });

      registerEntrance(api, parts);
      for (const each of parts.routes)
        api.route({
          method: each.method,
          url: each.path,
          ...(each.bodyBytes !== undefined && { bodyLimit: each.bodyBytes }),
          // Before the body is received.
          async onRequest(request, reply) {
            refuseOtherSites(request, config);
            await within(addressRate, request);
            if (each.access === 'anyone') return within(callRate, request);
            const isUse = request.headers[backgroundHeader] === undefined;
            const judgedAt = underWay.changes();
            const session = await sessionIn(request, reply, isUse);
            sessions.set(request, session);
            underWay.add(session, reply.raw, judgedAt);
            reply.headers({
              'x-norrbryggan-session-left': secondsUntil(session.idleUntil),
              'x-norrbryggan-session-at-most': secondsUntil(session.endsAt),
            });
            await within(callRate, request);
            if (countCalls(session.key, reply.raw) > callsAtOnce)
              throw new BridgeError('OVERLOADED', 'Too many calls of this session are under way.');
            refuseWithoutRole(session, each.access);
          },
          handler: (request, reply) => answer(each, request, reply),
        });
    },
    { prefix: '/api' },
  );

  async function answer(each: ApiRoute, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const meant = [request.headers[openingHeader]].flat()[0];
    const opened = () => openPatients.demand(sessionOf(request), meant);
    const stillMeant = async () => void (meant !== undefined && (await opened()));
    if (isOfPatients(each)) await stillMeant();
    const keeping = each.kept && (await keepingOf(each.kept));
    if (keeping && isAmong(request.headers['if-none-match'], keeping.etag))
      return reply.headers(keeping).code(304).send();
    const answered = await each.handle({
      body: each.body.read(request.body),
      params: request.params as Record<string, string>,
      correlationId: correlationOf(request),
      language: languageOf(request.headers['accept-language']),
      get session() {
        return sessionOf(request);
      },
      whenSent: closingAllWhenSent(reply),
      lastEventId: [request.headers['last-event-id']].flat()[0],
      stillAllowed: async () => refuseWithoutRole(await signIn.again(sessionOf(request)), each.access),
      gone: hangUpOf(reply),
      renew: (token) => void reply.setCookie(cookieName, token, sessionCookie),
      launch: request.cookies[launchCookieName],
      forgetLaunch: () => void reply.clearCookie(launchCookieName, expiredCookie),
      opened,
      stillMeant,
      get assignment() {
        return chosenAssignment(sessionOf(request));
      },
    });
    if (keeping) reply.headers(keeping);
    if (each.endsSession) reply.clearCookie(cookieName, expiredCookie);
    if (answered instanceof Readable) {
      reply.type(each.streams ?? 'application/x-ndjson');
      // As many parts wait for its end.
      reply.raw.setMaxListeners(20);
    }
    return answered === undefined ? reply.code(204).send() : reply.send(answered);
  }

  async function sessionIn(request: FastifyRequest, reply: FastifyReply, isUse: boolean): Promise<SignedIn> {
    try {
      return await signIn.session(request.cookies[cookieName], isUse);
    } catch (thrown) {
      const { kind, code } = asBridgeError(thrown);
      // Not for a token that nobody knows: the browser may just have been given the one in its place.
      if (kind === 'unauthenticated' && code !== 'NOT_SIGNED_IN') reply.clearCookie(cookieName, expiredCookie);
      throw thrown;
    }
  }

  async function receive(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    startedAt.set(request, performance.now());
    reply.headers({ 'x-skltp-correlation-id': correlationOf(request), 'cache-control': 'no-store' });
  }

  async function refuse(thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const error = errorOf(thrown);
    const correlationId = correlationOf(request);
    codes.set(request, error.code);
    tellOfBreakage(events, error, 'portal', correlationId);
    const session = sessions.get(request);
    if (session) await logRefused(session, error, request);
    return sendProblem(reply, error, correlationId, languageOf(request.headers['accept-language']));
  }

  /** What the law's gates refused is on the log already; haste shall not fill it. */
  async function logRefused(session: SignedIn, error: BridgeError, request: FastifyRequest): Promise<void> {
    if (error instanceof AccessRefused || error.kind === 'throttled') return;
    const { caller, assignment } = session;
    const under = typeof assignment === 'string' ? undefined : assignment;
    await parts.logRefusal({
      correlationId: correlationOf(request),
      face: 'portal',
      action: `${request.method} ${request.routeOptions.url}`,
      identified: { caller, certificate: caller.certificate },
      patient: patientNamedIn(request.body),
      reader: under && { careProvider: under.careProvider.hsaId, careUnit: under.careUnit?.hsaId },
      actor: under && actorOf({ session, assignment: under }, config.bridge.hsaId),
      error,
      milliseconds: Math.round(performance.now() - (startedAt.get(request) ?? performance.now())),
    });
  }

  async function finish(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    events.emit('request:face:finished', {
      face: 'portal',
      // The route, never the address: a stray one may hold anything.
      contract: request.routeOptions.url ?? 'none',
      code: codes.get(request) ?? 'OK',
      status: reply.statusCode,
      milliseconds: performance.now() - (startedAt.get(request) ?? performance.now()),
      correlationId: correlationOf(request),
    });
  }
}

/** Seconds, and not an instant: clocks of machines are wrong. */
function secondsUntil(instant: string): number {
  return Math.max(0, Math.floor((Date.parse(instant) - Date.now()) / 1000));
}

/** About the open patient, as far as the route tells. */
function isOfPatients({ access, ofAnyPatient }: ApiRoute): boolean {
  return access !== 'anyone' && access !== 'signed-in' && !ofAnyPatient;
}

/** RFC 9110 section 8.8.3, RFC 9111 section 5.2.2. */
async function keepingOf({ seconds, version }: NonNullable<ApiRoute['kept']>) {
  return { etag: `"${await version()}"`, 'cache-control': `public, max-age=${seconds}` };
}

/** RFC 9110 section 13.1.2; a proxy that compresses makes a tag weak. */
function isAmong(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((tag) => [etag, '*'].includes(tag.trim().replace(/^W\//, '')));
}

const startedAt = notesOn<FastifyRequest, number>();
const sessions = notesOn<FastifyRequest, SignedIn>();
const codes = notesOn<FastifyRequest, string>();

/** Throws NOT_SIGNED_IN. */
function sessionOf(request: FastifyRequest): SignedIn {
  const session = sessions.get(request);
  if (!session) throw new BridgeError('NOT_SIGNED_IN');
  return session;
}

function correlationOf({ headers }: FastifyRequest): string {
  return correlationIdOf(headers);
}

/** JSON alone, refused with members that would change what objects are. An empty body is none. */
function takeJson(api: FastifyInstance): void {
  const parse = api.getDefaultJsonParser('error', 'error');
  api.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: bodyBytes }, (request, text, done) =>
    text === '' ? done(null, undefined) : parse(request, text as string, done),
  );
}

/** Fastify's own errors here are about the body or the address. */
function errorOf(thrown: unknown): BridgeError {
  const code = String((thrown as { code?: unknown }).code);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new BridgeError('MESSAGE_TOO_LARGE');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new BridgeError('MEDIA_TYPE_UNSUPPORTED', 'Send application/json.');
  if (code.startsWith('FST_ERR_CTP') || thrown instanceof SyntaxError) return new BridgeError('MESSAGE_UNREADABLE');
  return asBridgeError(thrown);
}
