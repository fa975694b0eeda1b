import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLdap } from '../../config/directory.ts';
import type { Config, DirectoryConfig } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import type { Covers } from './generation.ts';
import type { Reader } from './reader.ts';
import { dumpReader, fetchedDumpReader } from './readers/files.ts';
import { ldapReader } from './readers/ldap.ts';
import { ldifReader } from './readers/ldif.ts';

interface Origin {
  readonly directory: DirectoryConfig;
  readonly outgoing: Config['outgoing'];
  readonly now: () => number;
}

/** What the configuration says is copied; or one file or address instead. Throws `COMMAND_INVALID` on what it does not know. */
export function openReader(origin: Origin, instead?: string): Reader {
  const { directory } = origin;
  const named = instead === undefined ? (directory.copy?.from ?? []) : [instead];
  if (named.length === 0 && /^https:/.test(directory.url))
    throw new BridgeError('COMMAND_INVALID', 'Web services cannot be copied: directory.copy.from must name a file.');
  const [only, ...more] = (named.length > 0 ? named : [directory.url]).map((from) => open(from, origin));
  if (!only) throw new BridgeError('COMMAND_INVALID', 'Nothing is named that could be copied.');
  return more.length === 0 ? only : together([only, ...more], origin.now);
}

/** Whether only units come from there, as an address tells by its ending. */
export function coversOf(directory: DirectoryConfig): Covers {
  const named = directory.copy?.from ?? [];
  return named.length > 0 && named.every((from) => isDump(from)) ? 'units' : 'everything';
}

function open(from: string, { directory, outgoing, now }: Origin): Reader {
  if (/^https:/.test(from)) return fetchedDumpReader(from, outgoing);
  if (isLdap(from)) return ldapReader({ ...directory, url: from }, now);
  if (/^[a-z]+:/i.test(from) && !from.startsWith('file:'))
    throw new BridgeError('COMMAND_INVALID', `${from} is neither a file nor an https or ldap address.`);
  const file = /^file:\/\//.test(from) ? fileURLToPath(from) : resolve(from.replace(/^file:/, ''));
  return isDump(file) ? dumpReader(file) : ldifReader(file);
}

function isDump(from: string): boolean {
  return /^https:/.test(from) || /\.(?:xml|zip)$/i.test(from);
}

/** One after the other; what the first tells of a name in the tree is what counts. */
function together(readers: readonly Reader[], now: () => number): Reader {
  return {
    origin: readers.map(({ origin }) => origin).join(', '),
    covers: readers.every(({ covers }) => covers === 'units') ? 'units' : 'everything',
    async all(take) {
      const told: (string | undefined)[] = [];
      for (const reader of readers) told.push(await reader.all(take));
      return versionOf(told);
    },
    async look(known) {
      const each: readonly unknown[] = known?.startsWith('[') ? JSON.parse(known) : [];
      const seen = await Promise.all(
        readers.map(async (reader, at) => reader.look?.(typeof each[at] === 'string' ? each[at] : undefined)),
      );
      const oldest = Math.min(...seen.map((one) => one?.asOf.getTime() ?? Number.POSITIVE_INFINITY), now());
      return { version: versionOf(seen.map((one) => one?.version)), asOf: new Date(oldest) };
    },
  };
}

/** Of several, as one text; undefined as soon as one of them cannot tell. */
function versionOf(versions: readonly (string | undefined)[]): string | undefined {
  return versions.includes(undefined) ? undefined : JSON.stringify(versions);
}
