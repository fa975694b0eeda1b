import Type from 'typebox';
import type { KeyPairPlace } from '../keys/key-pair.ts';
import { HsaId, Milliseconds, strict } from './common.ts';

const Share = (percent: number, objects: number) =>
  Type.Object(
    {
      percent: Type.Number({ minimum: 0, maximum: 100, default: percent }),
      objects: Type.Integer({ minimum: 0, default: objects }),
    },
    { ...strict, default: {} },
  );

/** A copy of the directory in the bridge's own store; lookups are answered from it. */
const DirectoryCopySection = Type.Object(
  {
    /**
     * What is copied: `file:…` (an LDIF file, or the national file of units as XML or zipped XML), `https://…` (the file
     * of units, fetched with the outgoing certificate), or nothing: what `url` above names. Several files of units
     * complement each other.
     */
    from: Type.Array(Type.String({ minLength: 1 }), { default: [] }),
    /** How often everything is read anew. */
    fullHours: Type.Number({ exclusiveMinimum: 0, default: 24 }),
    /** How often changes are asked for; a file is read if it is another than before. */
    changesMinutes: Type.Number({ exclusiveMinimum: 0, default: 10 }),
    /** How often an LDAP server is asked what it still has, so that removed and moved objects are noticed. */
    namesMinutes: Type.Number({ exclusiveMinimum: 0, default: 10 }),
    /** A copy that is as of so long ago is told of. One of people as well answers for them for 12 hours. */
    tooOldHours: Type.Number({ exclusiveMinimum: 0, default: 6 }),
    /**
     * How much may be changed, moved or gone at once before somebody must approve it: in per cent of what there is, and in
     * numbers. Either holds it back.
     */
    guard: Type.Object(
      {
        /** Organizations, units and functions. */
        units: Share(5, 2_000),
        /** People and assignments. */
        people: Share(5, 20_000),
      },
      { ...strict, default: {} },
    ),
  },
  strict,
);

/** How the national web services are asked, where `url` is theirs. */
const DirectoryWebServices = Type.Object(
  {
    /** The catalogue's own. */
    logicalAddress: Type.String({ minLength: 1, default: 'SE165565594230-1000' }),
    /** Care providers whose care units are listed; none: lists of units cannot be had. */
    providers: Type.Array(HsaId, { default: [] }),
  },
  { ...strict, default: {} },
);

/** The care directory (HSA) and how it is asked. */
export const DirectorySection = Type.Object(
  {
    /**
     * `file:…ldif`, `ldap(s)://…`, or `https://…`: what stands before `/vp/…` of the national web services, called with
     * the outgoing certificate. HSA_URL overrides. Several LDAP servers, with spaces or commas between them, hold the same:
     * the first that answers is asked.
     */
    url: Type.String(),
    /** Whether a connection to `ldap://…` is protected by StartTLS; a server that refuses it is not spoken with. */
    startTls: Type.Boolean({ default: false }),
    /** PEM: who has issued the LDAP server's certificate. Left out: `outgoing.ca`. */
    ca: Type.Optional(Type.String()),
    /** Bind with a password. Left out: nobody in particular asks. */
    bindDn: Type.Optional(Type.String()),
    bindPasswordFile: Type.Optional(Type.String()),
    /** Bind as whom the certificate below names (SASL EXTERNAL, RFC 4513 section 5.2.3); over TLS only. */
    saslExternal: Type.Boolean({ default: false }),
    /** PEM: what is shown to the LDAP server. Left out with `saslExternal`: the pair of `outgoing`; else nothing is. */
    certificate: Type.Optional(Type.String()),
    key: Type.Optional(Type.String()),
    baseDn: Type.String({ default: 'c=SE' }),
    /** How long one question to a server may take, connecting to it included. */
    timeoutMs: Milliseconds(3_000),
    services: DirectoryWebServices,
    /** Left out: there is no copy, and lookups go to the directory itself. */
    copy: Type.Optional(DirectoryCopySection),
  },
  strict,
);

type Directory = Type.Static<typeof DirectorySection>;

/** What of the outgoing certificate serves here too. */
type Outgoing = KeyPairPlace & { readonly ca: string };

/** The section with what the environment and the outgoing certificate add to it. */
export function completeDirectory(
  directory: Directory,
  { ca, ...outgoing }: Outgoing,
  url: string | undefined,
): Directory & ShownToDirectory {
  const { certificate, key, saslExternal } = directory;
  const own = certificate === undefined ? undefined : { ...outgoing, keyPem: undefined, certificate, key };
  const shown = own ?? (saslExternal ? outgoing : undefined);
  return { ca, ...directory, ...(shown && { shown }), url: url || directory.url };
}

export interface ShownToDirectory {
  /** The certificate that LDAP servers see, if any. */
  readonly shown?: KeyPairPlace;
}

/** Keys that do not go together. */
export function directoryFaults(directory: Directory): string[] {
  const { url, startTls, bindDn, bindPasswordFile, saslExternal, certificate, key } = directory;
  if (!isLdap(url)) return [];
  const faults: readonly (readonly [boolean, string])[] = [
    [ldapServersOf(url).some((server) => !isLdap(server)), 'url: names LDAP servers alone, or one file'],
    [startTls && /ldaps:/.test(url), 'startTls: stands with an ldaps:// address, which is TLS from the start'],
    [(bindDn === undefined) !== (bindPasswordFile === undefined), 'bindDn and bindPasswordFile go together'],
    [(certificate === undefined) !== (key === undefined), 'certificate and key go together'],
    [saslExternal && bindDn !== undefined, 'saslExternal and bindDn are two ways to bind; choose one'],
    [saslExternal && hasClearText(directory), 'saslExternal: needs TLS, by ldaps:// or startTls'],
  ];
  return faults.flatMap(([isFault, text]) => (isFault ? [`key directory.${text}`] : []));
}

export function isLdap(url: string): boolean {
  return /^ldaps?:/.test(url);
}

/** Whether an address is that of the national web services. */
export function isWebServices(url: string): boolean {
  return /^https:/.test(url);
}

/** The LDAP servers of an address, in the order they are preferred. */
export function ldapServersOf(url: string): string[] {
  return url.split(/[\s,]+/).filter((server) => server !== '');
}

/** Whether anybody on the way could read the password, or change what the directory says. */
export function hasClearText({ url, startTls }: Pick<Directory, 'url' | 'startTls'>): boolean {
  return isLdap(url) && ldapServersOf(url).some((server) => !server.startsWith('ldaps:')) && !startTls;
}
