import type { DirectoryConfig } from '../config.ts';

type Needed = Pick<DirectoryConfig, 'url' | 'baseDn' | 'timeoutMs'>;
type Bound = Pick<DirectoryConfig, 'startTls' | 'ca' | 'bindDn' | 'bindPasswordFile' | 'saslExternal' | 'shown'>;
/** How LDAP servers are reached: those of the configuration's section that say it. */
export type LdapSettings = Needed & Partial<Bound>;
