import Type from 'typebox';
import { Milliseconds, strict } from './common.ts';

/** The care directory (HSA) and how it is asked. */
export const DirectorySection = Type.Object(
  {
    /** `file:…ldif` or `ldap(s)://…`; HSA_URL overrides. */
    url: Type.String(),
    bindDn: Type.Optional(Type.String()),
    bindPasswordFile: Type.Optional(Type.String()),
    baseDn: Type.String({ default: 'c=SE' }),
    timeoutMs: Milliseconds(3_000),
  },
  strict,
);
