import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, type GenerateKeyPairAlgorithm, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Config } from '../../src/config.ts';
import { createTokens, type Tokens } from '../../src/tokens/index.ts';
import { demoConfig } from './config.ts';

/** Somebody who signs tokens: a client, or an issuer of persons' tokens. Its public key lies in `jwks`. */
export interface Signer {
  readonly kid: string;
  readonly jwks: string;
  sign(payload: JWTPayload, header?: Record<string, unknown>): Promise<string>;
}

const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-jwks-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

export async function signer(kid: string, alg: GenerateKeyPairAlgorithm = 'ES384'): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwks = join(folder, `${kid}.json`);
  writeFileSync(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }] }));
  return {
    kid,
    jwks,
    sign: (payload, header = {}) => new SignJWT(payload).setProtectedHeader({ alg, kid, ...header }).sign(privateKey),
  };
}

/** Tokens as a bridge has them, with assertions spent in memory. */
export async function testTokens(
  change: (tokens: { clients: unknown[]; issuers: unknown[]; [key: string]: unknown }) => void = () => undefined,
): Promise<Tokens> {
  const config = demoConfig(({ tokens }) => change(tokens)) as Config;
  const spent = new Set<string>();
  const spend = async (clientId: string, id: string): Promise<boolean> => {
    const key = JSON.stringify([clientId, id]);
    const first = !spent.has(key);
    spent.add(key);
    return first;
  };
  return createTokens({ config, secret: Buffer.alloc(32, 7), spend });
}

export const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
