import { generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, type JWTPayload, SignJWT } from 'jose';
import { type Configuration, Provider } from 'oidc-provider';
import type { TestPki } from './certs.ts';
import { freePort } from './free-port.ts';

/** What the provider says of whoever comes next. */
export interface Account {
  readonly employeeHsaId?: string | undefined;
  readonly commissionHsaId?: string;
  readonly name?: string;
  readonly acr?: string;
}

export interface TestProvider {
  readonly issuer: string;
  /** Stands in the configuration under `signIn.oidc`. */
  readonly entry: { readonly id: string; readonly issuer: string; readonly [key: string]: unknown };
  /** Whoever comes is this person, without being asked for anything. */
  next(account: Account): void;
  /** What is different in the ID tokens that it signs from now on. */
  bend(claims: JWTPayload): void;
  close(): Promise<void>;
}

interface ProviderOptions {
  readonly pki: TestPki;
  readonly id: string;
  /** Address of the portal that people are sent back to. */
  readonly portal: string;
  /** Where it tells who the person is. */
  readonly tellsIn?: 'userinfo' | 'id-token';
  /** How the bridge proves that it is the client. */
  readonly by?: 'key' | 'secret';
}

export const loa3 = 'http://id.sambi.se/loa/loa3';
export const loa2 = 'http://id.sambi.se/loa/loa2';
const claims = ['employeeHsaId', 'commissionHsaId', 'name'];

/** A whole identity provider on a free port, which demands PKCE. */
export async function startIdentityProvider({ pki, id, portal, tellsIn = 'userinfo', by = 'key' }: ProviderOptions) {
  const port = await freePort();
  const issuer = `https://localhost:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'identity-provider-'));
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyFile = join(folder, 'client.key');
  const [secretFile, secret] = [join(folder, 'client.secret'), randomUUID()];
  await Promise.all([
    writeFile(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' })),
    writeFile(secretFile, `${secret}\n`),
  ]);
  const known = {
    key: {
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: { keys: [{ ...(publicKey.export({ format: 'jwk' }) as JsonWebKey), use: 'sig', alg: 'ES256' }] },
    },
    secret: { token_endpoint_auth_method: 'client_secret_basic', client_secret: secret },
  } as const;
  let account: Account = {};
  let bent: JWTPayload = {};
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

  const configuration: Configuration = {
    clients: [
      {
        client_id: 'norrbryggan',
        redirect_uris: [`${portal}/api/sign-in/oidc/${id}`],
        post_logout_redirect_uris: [`${portal}/`],
        ...known[by],
        id_token_signed_response_alg: 'ES256',
        // biome-ignore lint/suspicious/noExplicitAny: the package types keys more narrowly than node does.
      } as any,
    ],
    pkce: { required: () => true },
    acrValues: [loa3, loa2],
    claims: { openid: ['sub', 'acr', ...claims], acr: null },
    conformIdTokenClaims: tellsIn === 'userinfo',
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    jwks: { keys: [{ ...signing.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'ES256' }] },
    ttl: { IdToken: 600, Session: 60, Grant: 60, Interaction: 60, AccessToken: 60 },
    cookies: { keys: [randomUUID()] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, ...accounts.get(sub) }) }),
    async loadExistingGrant({ oidc }) {
      const { provider: own, client, session } = oidc;
      const grant = new own.Grant({ clientId: String(client?.clientId), accountId: String(session?.accountId) });
      grant.addOIDCScope('openid');
      grant.addOIDCClaims([...claims, 'acr']);
      await grant.save();
      return grant;
    },
    renderError: async (context, out) => {
      context.body = JSON.stringify(out);
    },
  };
  const accounts = new Map<string, object>();
  const provider = new Provider(issuer, configuration);
  provider.use(async (context, next) => {
    await next();
    const told = context.body as { id_token?: string } | undefined;
    if (context.path !== '/token' || !told?.id_token) return;
    const token = new SignJWT({ ...decodeJwt(told.id_token), ...bent });
    told.id_token = await token.setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(signing);
  });
  const answer = provider.callback();
  const [cert, key] = await Promise.all([readFile(pki.file('server.crt')), readFile(pki.file('server.key'))]);
  const server = createServer({ cert, key }, (request, response) => {
    if (request.url?.startsWith('/interaction/')) void signIn(request, response);
    else void answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const accountId = randomUUID();
    const { acr, ...told } = account;
    accounts.set(accountId, told);
    await provider.interactionFinished(request, response, { login: { accountId, ...(acr && { acr }) } });
  }

  const started: TestProvider = {
    issuer,
    entry: {
      id,
      label: `Region ${id}`,
      issuer,
      clientId: 'norrbryggan',
      authentication: by === 'key' ? { key: keyFile } : { secret: secretFile },
    },
    next: (next) => {
      account = next;
    },
    bend: (claims) => {
      bent = claims;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true });
    },
  };
  return started;
}
