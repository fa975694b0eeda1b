import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { Verdict } from './caller.ts';
import { expiriesIn, type TrustExpiry } from './expiries.ts';
import { type RevocationList, readRevocationLists } from './revocation-list.ts';
import { type Anchor, loadAnchors, type TrustConfig, type TrustState, withRevocation } from './trust-store.ts';
import { judge } from './verdict.ts';

/**
 * The trust of a running bridge: whom to believe, the revocation lists as they are on disk now, and the verdicts already
 * reached. Opaque to everyone but this file.
 */
export interface Trust {
  readonly config: TrustConfig;
  readonly checkEveryMs: number;
  readonly anchors: readonly Anchor[];
  lists: ReadonlyMap<string, VersionedLists>;
  state: TrustState;
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
 * Reads roots, issuing CAs and revocation lists. Lists are watched: a change on disk takes effect within
 * `checkEveryMs` (default one second). Roots and CAs take effect at the next start.
 * Throws `CONFIG_INVALID` naming the key and the file. A list that is absent or broken does not hinder the start, but
 * every certificate that depends on it is refused.
 */
export function createTrust(config: TrustConfig, options: { checkEveryMs?: number } = {}): Trust {
  const anchors = loadAnchors(config);
  const lists = readLists(config.revocationLists, new Map());
  const state = withRevocation(anchors, joined(lists), config.hsaIdForm);
  const checkEveryMs = options.checkEveryMs ?? 1_000;
  return { config, checkEveryMs, anchors, lists, state, checkedAt: performance.now(), verdicts: new Map() };
}

/**
 * The verdict on a client certificate (DER; undefined = none was presented) at a given time. Never throws: whatever the
 * bytes are, the answer is a Caller or a Refusal. A certificate seen before costs microseconds.
 */
export function judgeCertificate(trust: Trust, der: Buffer | undefined, now: Date): Verdict {
  noticeChangedLists(trust);
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
  noticeChangedLists(trust);
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

function noticeChangedLists(trust: Trust): void {
  const clock = performance.now();
  if (clock - trust.checkedAt < trust.checkEveryMs) return;
  trust.checkedAt = clock;
  const lists = readLists(trust.config.revocationLists, trust.lists);
  const unchanged = [...lists].every(([file, { version }]) => trust.lists.get(file)?.version === version);
  if (unchanged) return;
  trust.lists = lists;
  trust.state = withRevocation(trust.anchors, joined(lists), trust.config.hsaIdForm);
  trust.verdicts.clear();
}

/** Reads the files whose version differs from the known one. */
function readLists(
  files: readonly string[],
  known: ReadonlyMap<string, VersionedLists>,
): ReadonlyMap<string, VersionedLists> {
  return new Map(
    files.map((file) => {
      // The version is taken before the content: a change in between is seen again at the next look, never missed.
      const version = versionOf(file);
      const before = known.get(file);
      return [file, before?.version === version ? before : { version, lists: readRevocationLists(file) }];
    }),
  );
}

function versionOf(file: string): string {
  try {
    // The change time, because a list copied with its modification time kept may look older than the one it replaces.
    const { ctimeNs, size, ino } = statSync(file, { bigint: true });
    return `${ctimeNs} ${size} ${ino}`;
  } catch {
    // Reading it will fail for the same reason, and then no verdict that needs it is a good one.
    return 'absent';
  }
}

const joined = (lists: ReadonlyMap<string, VersionedLists>): RevocationList[] =>
  [...lists.values()].flatMap((file) => file.lists);
