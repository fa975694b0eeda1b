/**
 * The store: one database for everything that must outlive the process, a PostgreSQL server (DATABASE_URL) or PGlite
 * inside this process. The same SQL and the same values on both; tables stand with the rooms that own them, joined in schema.ts and made by migrations.ts. Beside
 * it, the admin socket: how command line tools reach the process that holds the data folder.
 */
export { type AdminClient, connectAdmin, serveAdmin } from './admin-socket.ts';
export { linesOf } from './lines.ts';
export { hasEmbeddedStore, openStore, type Store, type StoreView, withSnapshot } from './open-store.ts';
export type { Pool } from './pool.ts';
export { type NamedTools, remoteTools, toolHandlers } from './remote-tools.ts';
export type { Schema } from './schema.ts';
