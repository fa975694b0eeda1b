/**
 * The care directory (HSA-katalogen): organizations, units, functions, people and their commissions in the three
 * regions, from an LDIF file or a live LDAP server, and the lookups the rest of the bridge asks. It knows what the
 * catalogue says; whether that is enough to read a record is decided in access/.
 */

export type { ForgettingHandlers } from './ask-ahead.ts';
export { type Assignment, namedProvider } from './assignments.ts';
export { type Answer, olderOf } from './cache.ts';
export { openDirectoryCopy } from './copy/directory-copy.ts';
export { createDirectory, type Directory, type Holder, protectedName } from './directory.ts';
export { fewAtATime } from './few-at-a-time.ts';
export { keptWith } from './kept-with.ts';
export { type LdifDirectory, loadLdifDirectory } from './ldif-source.ts';
export { type LookupHandlers, type Lookups, lookupHandlers, lookupsThrough } from './lookups-from-outside.ts';
export * from './model.ts';
export { countyCodes, countyOf, organizationAbove } from './names-above.ts';
export { openDirectory } from './open-directory.ts';
export type { Place, Resolved } from './place.ts';
export { bestFirst, fold, searchWords, swedish } from './search.ts';
export { successionsOf } from './succession/successions.ts';
export { findUnits } from './unit-search.ts';
export { treeOf } from './unit-tree.ts';
