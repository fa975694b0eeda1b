import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a browser to hold. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the store keeps of it. Of a random secret a plain hash cannot be reversed. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
