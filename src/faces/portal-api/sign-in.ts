import type { TLSSocket } from 'node:tls';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asBridgeError, BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { notesOn } from '../../notes-on.ts';
import { byCard, type SignIn } from '../../sign-in/index.ts';
import { correlationIdOf } from '../correlation.ts';
import type { Identify } from '../identify.ts';
import type { LogRefusal } from '../refusal-log.ts';
import { within } from './rate.ts';
import { createRefuseEntrance } from './refused-entrance.ts';

interface CertificateSignInParts {
  /** Address of the portal, where the person is sent on to. */
  readonly home: () => string;
  /** For persons. */
  readonly identify: Identify;
  /** Waited for before anybody is judged. */
  readonly learn: (message: FastifyRequest['raw']) => Promise<void>;
  readonly signIn: SignIn;
  /** No TLS session that began before can be resumed any more. */
  readonly renewTickets: () => void;
  readonly logRefusal: LogRefusal;
  readonly events: Events;
}

/** Of one certificate; without an accepted one, of one address. */
const attemptsPerMinute = 60;

/**
 * `GET /api/sign-in/siths` on the service door, where browsers ask for the card: sends the person on to the portal with a
 * one-time code. The code stands in the fragment, which browsers send to nobody and servers cannot log; `state` in the
 * query says in which browser it was begun.
 *
 * In a resumed session nobody has shown a card: it may be in a pocket far away, and somebody else before the screen. The
 * browser is sent here again on a connection of its own, and cannot resume.
 */
export function registerCertificateSignIn(door: FastifyInstance, parts: CertificateSignInParts): void {
  const { home, identify, learn, signIn, renewTickets, logRefusal, events } = parts;
  const fingerprints = notesOn<FastifyRequest, string>();
  const rate = door.createRateLimit({
    max: attemptsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => fingerprints.get(request) ?? request.ip,
  });
  const refuse = createRefuseEntrance(door, { logRefusal, home });
  door.get('/api/sign-in/siths', attempt);

  async function attempt(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const startedAt = performance.now();
    const correlationId = correlationIdOf(request.headers);
    reply.headers({
      'x-skltp-correlation-id': correlationId,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    await learn(request.raw);
    const identified = identify(request.raw);
    const { caller, refusal, shown: certificate } = identified;
    if (caller) fingerprints.set(request, caller.certificate.fingerprint);
    try {
      await within(rate, request);
      if (refusal) throw refusal;
      if (!caller || !certificate) throw new BridgeError('CERT_MISSING');
      // What a proxy resumes with its callers is its own matter.
      if (identified.proxy === undefined && (request.raw.socket as TLSSocket).isSessionReused()) {
        renewTickets();
        return reply.header('connection', 'close').redirect(request.url, 307);
      }
      const held = { method: byCard, certificate } as const;
      const code = await signIn.begin(held, { caller, state: stateIn(request), correlationId });
      return reply.redirect(`${home()}/#sign-in=${code}`, 303);
    } catch (thrown) {
      const error = asBridgeError(thrown);
      const fingerprint = identified.certificate?.fingerprint;
      events.emit('caller:certificate:refused', { code: error.code, face: 'portal', correlationId, fingerprint });
      return refuse(request, reply, { action: 'sign-in', identified, error, startedAt });
    }
  }
}

/** Of the browser in which the sign-in was begun, as it came along in the address. */
function stateIn({ query }: FastifyRequest): string | undefined {
  const { state } = query as { readonly state?: unknown };
  return typeof state === 'string' && /^[\w-]{43}$/.test(state) ? state : undefined;
}
