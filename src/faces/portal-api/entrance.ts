import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Config } from '../../config.ts';
import { begunWith, byCard, newSecret, type SignIn } from '../../sign-in/index.ts';
import { publicAddress } from '../portal/pages.ts';
import { begunCookie, begunCookieName, cookieName, expiredCookie, sessionCookie } from './cookie.ts';
import { refuseOtherSites } from './guard.ts';
import { within } from './rate.ts';
import { bodyOf } from './route.ts';

interface EntranceParts {
  readonly config: Pick<Config, 'signIn'>;
  /** The door where browsers are asked for the card. */
  readonly service: FastifyInstance;
  readonly signIn: SignIn;
}

/** Of one address, behind which a whole region may sign in when a shift begins; a code is too long to be guessed. */
const signInsPerMinute = 600;

const Code = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 100 }),
    /** The person has read whose the code is, and it is hers. */
    confirmed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
const code = bodyOf(Code);

/** What the portal's pages call before anybody is signed in. `api` is its part below `/api`. */
export function registerEntrance(api: FastifyInstance, { config, service, signIn }: EntranceParts): void {
  const rate = api.createRateLimit({ max: signInsPerMinute, timeWindow: 60_000 });
  const guard = async (request: FastifyRequest): Promise<void> => {
    refuseOtherSites(request, config);
    await within(rate, request);
  };

  api.post('/sign-in/start', { onRequest: guard }, async (_request, reply) => {
    const secret = newSecret();
    reply.setCookie(begunCookieName, secret, begunCookie);
    const { state } = begunWith(secret, byCard);
    return { url: `${publicAddress(service, config.signIn.serviceUrl)}/api/sign-in/siths?state=${state}` };
  });

  api.post('/sign-in', { onRequest: guard }, async (request, reply) => {
    const { code: given, confirmed = false } = code.read(request.body);
    const redeemed = await signIn.redeem(given, { state: stateIn(request), confirmed });
    return 'token' in redeemed ? letIn(reply, redeemed.token) : redeemed;
  });
}

function letIn(reply: FastifyReply, token: string): FastifyReply {
  return reply
    .setCookie(cookieName, token, sessionCookie)
    .clearCookie(begunCookieName, { ...begunCookie, ...expiredCookie })
    .code(204)
    .send();
}

function stateIn({ cookies }: FastifyRequest): string | undefined {
  const secret = cookies[begunCookieName];
  return secret && begunWith(secret, byCard).state;
}
