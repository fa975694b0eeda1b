import Type from 'typebox';
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
    namesMinutes: Type.Number({ exclusiveMinimum: 0, default: 60 }),
    /** A copy that has not been known to be current for so long is told of. */
    tooOldHours: Type.Number({ exclusiveMinimum: 0, default: 26 }),
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
     * the outgoing certificate. HSA_URL overrides.
     */
    url: Type.String(),
    bindDn: Type.Optional(Type.String()),
    bindPasswordFile: Type.Optional(Type.String()),
    baseDn: Type.String({ default: 'c=SE' }),
    timeoutMs: Milliseconds(3_000),
    services: DirectoryWebServices,
    /** Left out: there is no copy, and lookups go to the directory itself. */
    copy: Type.Optional(DirectoryCopySection),
  },
  strict,
);
