import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Config } from '../../config.ts';
import { asBridgeError, BridgeError } from '../../errors.ts';
import type { IdentityProvider, IdentityProviders } from '../../identity-providers/index.ts';
import type { Launches } from '../../launches/index.ts';
import {
  type Begun,
  begunWith,
  byCard,
  callerVouchedFor,
  newSecret,
  type Personas,
  type SignIn,
} from '../../sign-in/index.ts';
import { correlationIdOf } from '../correlation.ts';
import type { LogRefusal } from '../refusal-log.ts';
import { begunCookie, begunCookieName, cookieName, expiredCookie, launchCookieName, sessionCookie } from './cookie.ts';
import { refuseOtherSites } from './guard.ts';
import { registerLaunch } from './launch.ts';
import { within } from './rate.ts';
import { createRefuseEntrance, type RefusedEntrance } from './refused-entrance.ts';
import { bodyOf } from './route.ts';
import type { ShownPersonas, WaitingLaunch } from './shapes/session.ts';

export interface EntranceParts {
  readonly config: Pick<Config, 'signIn'>;
  readonly signIn: SignIn;
  readonly providers: IdentityProviders;
  readonly launches: Launches;
  /** Undefined but in a demo. */
  readonly personas: Personas | undefined;
  readonly logRefusal: LogRefusal;
  /** Addresses of the portal, and of the door where browsers are asked for the card. */
  readonly home: () => string;
  readonly cardDoor: () => string;
}

/** Of one address, behind which a whole region may sign in when a shift begins; a code is too long to be guessed. */
const signInsPerMinute = 600;

const strict = { additionalProperties: false };
const way = bodyOf(
  Type.Object(
    {
      /** The id of an identity provider; left out: the card. */
      provider: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    },
    strict,
  ),
);
const code = bodyOf(
  Type.Object(
    {
      code: Type.String({ minLength: 1, maxLength: 100 }),
      /** The person has read whose the code is, and it is hers. */
      confirmed: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
);

const persona = bodyOf(Type.Object({ persona: Type.String({ minLength: 1, maxLength: 40 }) }, strict));

/** Where people come in who are not signed in yet. `api` is its part below `/api`. */
export function registerEntrance(api: FastifyInstance, parts: EntranceParts): void {
  const { config, signIn, providers, launches, personas, logRefusal, home, cardDoor } = parts;
  const refuse = createRefuseEntrance(api, { logRefusal, home });
  const rate = api.createRateLimit({ max: signInsPerMinute, timeWindow: 60_000 });
  const guard = async (request: FastifyRequest): Promise<void> => {
    refuseOtherSites(request, config);
    await within(rate, request);
  };

  api.post('/sign-in/start', { onRequest: guard }, async (request, reply) => {
    const { provider } = way.read(request.body ?? {});
    const secret = newSecret();
    const url = provider === undefined ? atCardDoor(secret) : await atProvider(providerCalled(provider), secret);
    reply.setCookie(begunCookieName, secret, begunCookie);
    return { url };
  });

  api.post('/sign-in', { onRequest: guard }, async (request, reply) => {
    const { code: given, confirmed = false } = code.read(request.body);
    // Where somebody is signed in already, nobody is put in her place unasked.
    const state = (await isInUse(request)) ? undefined : begunIn(request, byCard)?.state;
    const redeemed = await signIn.redeem(given, { state, confirmed });
    return 'token' in redeemed ? letIn(reply, redeemed.token).code(204).send() : redeemed;
  });

  // Another site sends the browser here: what was begun in it takes the place of the guard.
  api.get('/sign-in/oidc/:provider', async (request, reply) => {
    const startedAt = performance.now();
    const { provider: id } = request.params as { readonly provider: string };
    let identified: RefusedEntrance['identified'];
    try {
      await within(rate, request);
      const provider = providerCalled(id);
      const begun = begunIn(request, provider.issuer);
      if (!begun) throw new BridgeError('SIGN_IN_REFUSED', 'It was not begun in this browser.');
      const { search } = new URL(request.url, home());
      const { proof, assignment } = await provider.finish(new URL(`${returnAddress(provider)}${search}`), begun);
      identified = { caller: callerVouchedFor(proof), certificate: undefined };
      const correlationId = correlationIdOf(request.headers);
      const token = await signIn.enter(proof, { correlationId, assignment });
      return letIn(reply, token).redirect(`${home()}/`, 303);
    } catch (thrown) {
      reply.clearCookie(begunCookieName, { ...begunCookie, ...expiredCookie });
      const details = { method: 'oidc', provider: providers.find(id)?.issuer };
      return refuse(request, reply, {
        action: 'sign-in',
        error: asBridgeError(thrown),
        identified,
        details,
        startedAt,
      });
    }
  });

  registerLaunch(api, { launches, refuse, rate, home });
  api.get('/sign-in/launch', { onRequest: guard }, async (request, reply) => {
    const system = await launches.waiting(request.cookies[launchCookieName]);
    return system ? ({ system: system.name } satisfies WaitingLaunch) : reply.code(204).send();
  });
  if (personas) registerPersonas(personas);

  function registerPersonas({ list, cardOf }: Personas): void {
    api.get('/personas', { onRequest: guard }, async () => ({ personas: await list() }) satisfies ShownPersonas);
    api.post('/personas', { onRequest: guard }, async (request, reply) => {
      const { persona: id } = persona.read(request.body);
      const correlationId = correlationIdOf(request.headers);
      const token = await signIn.enter(cardOf(id), { correlationId, details: { method: 'persona' } });
      return letIn(reply, token).code(204).send();
    });
  }

  async function isInUse({ cookies }: FastifyRequest): Promise<boolean> {
    try {
      await signIn.session(cookies[cookieName], false);
      return true;
    } catch (thrown) {
      if (asBridgeError(thrown).kind === 'unauthenticated') return false;
      throw thrown;
    }
  }

  function atCardDoor(secret: string): string {
    return `${cardDoor()}/api/sign-in/siths?state=${begunWith(secret, byCard).state}`;
  }

  async function atProvider(provider: IdentityProvider, secret: string): Promise<string> {
    return (await provider.begin(begunWith(secret, provider.issuer), returnAddress(provider))).href;
  }

  /** One for each provider, so that none can pass for another (RFC 9700 4.4.2). */
  function returnAddress({ id }: IdentityProvider): string {
    return `${home()}/api/sign-in/oidc/${id}`;
  }

  function providerCalled(id: string): IdentityProvider {
    const provider = providers.find(id);
    if (!provider) throw new BridgeError('NOT_FOUND');
    return provider;
  }
}

function letIn(reply: FastifyReply, token: string): FastifyReply {
  return reply
    .setCookie(cookieName, token, sessionCookie)
    .clearCookie(begunCookieName, { ...begunCookie, ...expiredCookie });
}

function begunIn({ cookies }: FastifyRequest, how: string): Begun | undefined {
  const secret = cookies[begunCookieName];
  return secret ? begunWith(secret, how) : undefined;
}
