import { createHmac } from 'node:crypto';
import { type Keys, namingOf } from '../bus/keyring.ts';
import { createSealer } from '../bus/seal.ts';
import type { PatientId } from '../contracts/record.ts';
import { BridgeError } from '../errors.ts';
import type { Consultation } from './consultation.ts';
import type { ReferralMessage } from './message.ts';

/** What of a referral stands in the database sealed: a patient, and an id that a system may have made of anything. */
export interface Secrets {
  readonly requestId: string;
  readonly patient: PatientId;
  readonly consultation: Consultation | undefined;
}

/** Names and seals for what is kept of referrals, so that the database says neither whom nor what they are about. */
export interface Keeping {
  keyOfReferral(requestId: string): Buffer;
  /** The same for the same message sent again. */
  keyOfMessage(message: ReferralMessage): Buffer;
  digestOf(body: string): Buffer;
  /** A UUID that is the same for the same parts. */
  uuidOf(...parts: readonly (string | number)[]): string;
  seal(secrets: Secrets, referral: string): Buffer;
  /** Throws STORE_UNAVAILABLE when it was sealed with another key. */
  open(sealed: Uint8Array, referral: string): Secrets;
}

/** `keys`: those that nothing else uses. */
export function createKeeping(keys: Keys): Keeping {
  const sealer = createSealer(keys);
  const naming = namingOf(keys);
  const hash = (...parts: readonly (string | number)[]) =>
    createHmac('sha256', naming).update(JSON.stringify(parts)).digest();
  return {
    keyOfReferral: (requestId) => hash('referral', requestId),
    keyOfMessage: (message) =>
      hash(message.kind, message.requestId, message.kind === 'request' ? message.version : message.id),
    digestOf: (body) => hash('body', body),
    uuidOf(...parts) {
      const digits = hash('uuid', ...parts).toString('hex');
      // Version 8: made by a rule of our own (RFC 9562 §5.8).
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
    },
    seal: (secrets, referral) => sealer.seal(Buffer.from(JSON.stringify(secrets)), referral),
    open(sealed, referral) {
      const content = sealer.open(sealed, referral);
      if (!content) throw new BridgeError('STORE_UNAVAILABLE', 'A referral was sealed with another key.');
      return JSON.parse(content.toString());
    },
  };
}
