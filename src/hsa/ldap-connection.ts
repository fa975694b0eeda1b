import { readFile } from 'node:fs/promises';
import { Client } from 'ldapts';
import { dial } from './ldap-dial.ts';
import type { LdapSettings } from './ldap-settings.ts';

export interface LdapConnection {
  readonly client: Client;
  isOpen(): boolean;
  /** Says goodbye. */
  close(): Promise<void>;
  /** Without a word: the other end may be hung. What was asked over it fails. */
  giveUp(): void;
}

/**
 * A connected and bound client of one server. When its connection is lost it stays lost: the library would open another
 * one by itself, without the protection and the name that this one had. Throws what went wrong.
 */
export async function openLdapConnection(url: string, settings: LdapSettings): Promise<LdapConnection> {
  const socket = await dial(url, settings);
  const unused = [socket];
  const client = new Client({
    url: url.replace(/^ldaps:/, 'ldap:'), // What TLS there is, `dial` has made.
    timeout: settings.timeoutMs,
    createConnection: () => {
      const own = unused.pop();
      if (!own) throw new Error('the connection was lost');
      return own;
    },
  });
  try {
    if (settings.saslExternal) await client.bindSASL('EXTERNAL');
    else await client.bind(settings.bindDn ?? '', await passwordOf(settings));
  } catch (cause) {
    socket.destroy();
    throw cause;
  }
  return {
    client,
    isOpen: () => client.isConnected,
    close: () => client.unbind(),
    giveUp: () => void socket.destroy(),
  };
}

/** A name with an empty password is bound as nobody by many servers (RFC 4513 section 5.1.2). */
async function passwordOf({ bindDn, bindPasswordFile }: LdapSettings): Promise<string> {
  if (!bindDn || !bindPasswordFile) return '';
  const password = (await readFile(bindPasswordFile, 'utf8')).trim();
  if (password === '') throw new Error(`${bindPasswordFile} holds no password`);
  return password;
}
