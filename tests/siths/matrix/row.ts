import type { SecureVersion } from 'node:tls';
import type { AuditEntry } from '../../../src/audit/index.ts';
import type { Config } from '../../../src/config.ts';
import type { Directory } from '../../../src/hsa/index.ts';
import type { CertifiedCaller, Refusal } from '../../../src/siths/index.ts';
import type * as mint from '../mint.ts';

/**
 * The certificate test matrix (SITHS fact sheet §10) as data: a file of rows per theme. Its column “expect” says **A**
 * accept, **R** reject in TLS, **r** reject in the application. The bridge lets each handshake finish so that a refusal
 * can be explained and logged, so R is r here but where OpenSSL itself cannot complete (row 57).
 */

/** What a client shows in the handshake. */
export interface Shown {
  readonly leaf: Buffer;
  readonly keys: mint.Keys;
  /** Certificates sent after the leaf, DER; by default its issuing CA. */
  readonly chain?: readonly Buffer[];
  /** OpenSSL's cipher string, where the client must lower its security level to show such a leaf at all. */
  readonly ciphers?: string;
}

export interface DoorOptions {
  /** Changes the trust that the door judges by. */
  readonly trust?: (trust: Config['trust']) => Config['trust'];
  /** Changes any other part of the configuration. */
  readonly config?: (config: Config) => void;
  /** By default one that knows nobody. */
  readonly directory?: Pick<Directory, 'object' | 'function'>;
}

/** Who is let in, or the code that the caller is refused with. */
export type Outcome = Partial<CertifiedCaller> | RefusedWith;
export type RefusedWith = Refusal['refused'] | ElsewhereRefused;
/** Refusals of the door that are not about the certificate itself. */
type ElsewhereRefused = 'DIRECTORY_UNAVAILABLE' | 'PROXY_HEADER_REFUSED';

/** A row, or one of several cases of it: one client, one verdict, the same on a full and on a resumed session. */
export interface Case {
  /** 1–58. */
  readonly row: number;
  readonly what: string;
  /** undefined: no certificate. */
  readonly shown: (world: mint.World) => Promise<Shown | undefined>;
  readonly expected: Outcome;
  /** The code on the access log, where the caller is told less. */
  readonly logged?: RefusedWith;
  /** The door of systems (default), or that of people. */
  readonly at?: 'system' | 'person';
  readonly options?: DoorOptions;
}

/** A row with a course of its own: something happens between two questions. */
export interface Course {
  readonly row: number;
  readonly what: string;
  readonly course: (matrix: Matrix, version: SecureVersion) => Promise<void>;
}

export type Row = Case | Course;

/** What courses work with. */
export interface Matrix {
  readonly world: mint.World;
  /** A door over `world`, closed when the row is done. */
  open(options?: DoorOptions): Promise<Door>;
}

/** The bridge's own door, with a face that tells who stands there: `/system` and `/person`. */
export interface Door {
  connect(client: Client): Connection;
  /** What stands on the access log, oldest first. */
  readonly entries: readonly AuditEntry[];
  close(): Promise<void>;
}

export interface Client {
  readonly version: SecureVersion;
  readonly shown: Shown | undefined;
  /** Of an earlier connection, to be resumed. */
  readonly session?: Buffer | undefined;
}

/** One TLS connection, kept open between questions. */
export interface Connection {
  ask(at?: 'system' | 'person', headers?: Record<string, string | string[]>): Promise<Answer>;
  /** To resume with; known once something has been answered. */
  session(): Buffer | undefined;
  reused(): boolean;
  protocol(): string | null;
  close(): void;
}

export interface Answer {
  readonly status: number;
  readonly caller?: Partial<CertifiedCaller>;
  readonly code?: string;
  readonly detail?: string;
}
