import { createHash } from 'node:crypto';
import { fileVersion } from '../file-version.ts';
import type { Verdict } from './caller.ts';
import { expiriesIn, type TrustExpiry } from './expiries.ts';
import { type RevocationList, readRevocationLists } from './revocation-list.ts';
import { type Anchor, loadAnchors, type TrustConfig, type TrustState, withRevocation } from './trust-store.ts';
import { judge } from './verdict.ts';

/**
 * The trust of a running bridge: whom to believe, roots, issuing CAs and revocation lists as they are on disk now, and
 * the verdicts already reached. Opaque to everyone but this file.
 */
export interface Trust {
  readonly config: TrustConfig;
  readonly checkEveryMs: number;
  anchors: readonly Anchor[];
  /** Of the files that the anchors are read from, whether or not they could be. */
  anchorsVersion: string;
  /** Why those files, as they are now, are not in force. */
  trouble: string | undefined;
  lists: ReadonlyMap<string, VersionedLists>;
  state: TrustState;
  readonly listeners: Set<() => void>;
  /** Time of the last look at the files, by the process clock. */
  checkedAt: number;
  /** By SHA-256 of the DER; least recently used first. */
  readonly verdicts: Map<string, CachedVerdict>;
}

interface VersionedLists {
  readonly version: string;
  readonly lists: readonly RevocationList[];
}

interface CachedVerdict {
  readonly verdict: Verdict;
  /** The verdict holds from here … */
  readonly from: number;
  /** … up to but not including here (ms since 1970). */
  readonly until: number;
}

const maxVerdicts = 10_000;

/**
 * Reads roots, issuing CAs and revocation lists. The files are looked at again, at most once in `checkEveryMs` (default
 * one second), whenever something is asked here: a change takes effect then. Roots and CAs that cannot be used leave those
 * in force that were; see {@link troubleOf}.
 * Throws `CONFIG_INVALID` naming the key and the file. A list that is absent or broken does not hinder the start, but
 * every certificate that depends on it is refused.
 */
export function createTrust(config: TrustConfig, options: { checkEveryMs?: number } = {}): Trust {
  const anchorsVersion = versionOfAnchors(config);
  const anchors = loadAnchors(config);
  const lists = readLists(config.revocationLists, new Map());
  return {
    config,
    checkEveryMs: options.checkEveryMs ?? 1_000,
    anchors,
    anchorsVersion,
    trouble: undefined,
    lists,
    state: withRevocation(anchors, joined(lists), config),
    listeners: new Set(),
    checkedAt: performance.now(),
    verdicts: new Map(),
  };
}

/**
 * Tells when other certificates may be trusted than before, until what it returns is called. It is told while somebody
 * else asks for a verdict: whoever listens must not throw.
 */
export function whenChanged(trust: Trust, listener: () => void): () => void {
  trust.listeners.add(listener);
  return () => void trust.listeners.delete(listener);
}

/** Looks at the files, if it is time. Somebody must do so when nobody asks anything. */
export function lookAgain(trust: Trust): void {
  noticeChanges(trust);
}

/** Why roots and issuing CAs, as their files are now, are not in force; those read before are then. */
export function troubleOf(trust: Trust): string | undefined {
  noticeChanges(trust);
  return trust.trouble;
}

/**
 * The verdict on a client certificate (DER; undefined = none was presented) at a given time. Never throws: whatever the
 * bytes are, the answer is a Caller or a Refusal. A certificate seen before costs microseconds.
 */
export function judgeCertificate(trust: Trust, der: Buffer | undefined, now: Date): Verdict {
  noticeChanges(trust);
  if (!der) return judge(trust.state, der, now).verdict;
  const fingerprint = createHash('sha256').update(der).digest('base64');
  const known = trust.verdicts.get(fingerprint);
  trust.verdicts.delete(fingerprint);
  const time = now.getTime();
  const current = known && known.from <= time && time < known.until ? known : judgedAnew(trust.state, der, now);
  trust.verdicts.set(fingerprint, current);
  if (trust.verdicts.size > maxVerdicts) forgetLeastRecentlyUsed(trust.verdicts);
  return current.verdict;
}

/** Until when the roots, issuing CAs and revocation lists of the configuration are good, as they are on disk now. */
export function expiriesOf(trust: Trust): TrustExpiry[] {
  noticeChanges(trust);
  return expiriesIn(trust.state);
}

function judgedAnew(state: TrustState, der: Buffer, now: Date): CachedVerdict {
  const { verdict, changesAt } = judge(state, der, now);
  const time = now.getTime();
  return {
    verdict,
    from: Math.max(...changesAt.filter((instant) => instant <= time), Number.NEGATIVE_INFINITY),
    until: Math.min(...changesAt.filter((instant) => instant > time), Number.POSITIVE_INFINITY),
  };
}

function forgetLeastRecentlyUsed(verdicts: Map<string, CachedVerdict>): void {
  const [oldest] = verdicts.keys();
  if (oldest !== undefined) verdicts.delete(oldest);
}

function noticeChanges(trust: Trust): void {
  const clock = performance.now();
  if (clock - trust.checkedAt < trust.checkEveryMs) return;
  trust.checkedAt = clock;
  const anchorsChanged = noticeChangedAnchors(trust);
  const listsChanged = noticeChangedLists(trust);
  if (anchorsChanged || listsChanged) renew(trust);
}

function noticeChangedAnchors(trust: Trust): boolean {
  const version = versionOfAnchors(trust.config);
  if (version === trust.anchorsVersion) return false;
  trust.anchorsVersion = version;
  try {
    trust.anchors = loadAnchors(trust.config);
    trust.trouble = undefined;
    return true;
  } catch (refused) {
    // The bridge runs on with what it trusted before; whoever watches tells people why.
    trust.trouble = (refused as Error).message;
    return false;
  }
}

function noticeChangedLists(trust: Trust): boolean {
  const lists = readLists(trust.config.revocationLists, trust.lists);
  const unchanged = [...lists].every(([file, { version }]) => trust.lists.get(file)?.version === version);
  trust.lists = lists;
  return !unchanged;
}

function renew(trust: Trust): void {
  trust.state = withRevocation(trust.anchors, joined(trust.lists), trust.config);
  trust.verdicts.clear();
  for (const tell of [...trust.listeners]) tell();
}

/** Reads the files whose version differs from the known one. */
function readLists(
  files: readonly string[],
  known: ReadonlyMap<string, VersionedLists>,
): ReadonlyMap<string, VersionedLists> {
  return new Map(
    files.map((file) => {
      // The version is taken before the content: a change in between is seen again at the next look, never missed.
      const version = fileVersion(file);
      const before = known.get(file);
      return [file, before?.version === version ? before : { version, lists: readRevocationLists(file) }];
    }),
  );
}

/** Taken before the content, as with the lists. */
const versionOfAnchors = ({ roots, issuers }: TrustConfig): string =>
  [roots, ...issuers.map(({ file }) => file)].map(fileVersion).join('; ');

const joined = (lists: ReadonlyMap<string, VersionedLists>): RevocationList[] =>
  [...lists.values()].flatMap((file) => file.lists);
