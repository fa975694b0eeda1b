import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { subkey } from '../identities.ts';
import { ParameterError } from '../problems.ts';

/** Where the next page begins. */
interface Page {
  readonly type: string;
  /** The search's own parameters, form-encoded. */
  readonly query: string;
  readonly offset: number;
}

export interface PageTokens {
  write(page: Page, callerHsaId: string, now: number): string;
  /** Throws PARAMETER_INVALID for a token of another caller or type, an old one, or none of ours. */
  read(token: string, type: string, callerHsaId: string, now: number): Page;
}

interface Sealed extends Page {
  readonly caller: string;
  readonly expires: number;
}

/** As long as a source's own continuation lives. */
const lifetimeMs = 3_600_000;
const ivBytes = 12;
const tagBytes = 16;

/**
 * Page links are sealed (AES-256-GCM) and bound to the caller: they hold the search and a position, and nobody else can
 * read or use them. Following one asks the sources again, so that each page is a new, logged access with today's blocks;
 * a record registered in between moves the rest one step on.
 */
export function createPageTokens(key: Buffer): PageTokens {
  const sealing = subkey(key, 'norrbryggan fhir page links');
  return {
    write(page, caller, now) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv);
      const sealed: Sealed = { ...page, caller, expires: now + lifetimeMs };
      return Buffer.concat([iv, cipher.update(JSON.stringify(sealed)), cipher.final(), cipher.getAuthTag()]).toString(
        'base64url',
      );
    },
    read(token, type, caller, now) {
      const page = open(token);
      if (!page || page.caller !== caller || page.type !== type) throw refused('It is no page link of yours.');
      if (page.expires < now) throw refused('The page link has expired; search again.');
      return page;
    },
  };

  function open(token: string): Sealed | undefined {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= ivBytes + tagBytes) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const opened = decipher.update(bytes.subarray(ivBytes, -tagBytes));
    try {
      decipher.final();
    } catch {
      // Not sealed by us: the same to the caller as one that never was.
      return undefined;
    }
    return JSON.parse(opened.toString('utf8')) as Sealed;
  }
}

function refused(detail: string): ParameterError {
  return new ParameterError('PARAMETER_INVALID', '_page', detail);
}
