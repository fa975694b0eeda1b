import { createHash } from 'node:crypto';
import { fileVersion } from '../file-version.ts';
import type { Fault, Verdict } from './caller.ts';
import { expiriesIn, type TrustExpiry } from './expiries.ts';
import { type ListFiles, listFiles } from './list-files.ts';
import { type OcspQuestion, ocspQuestion, stapledAnswer } from './ocsp.ts';
import { revocationListsIn } from './read-revocation-lists.ts';
import { type RevocationList, reason } from './revocation-list.ts';
import { type Attempt, type RevocationSource, sourcesIn } from './revocation-sources.ts';
import {
  type Anchor,
  type InstallationKind,
  loadAnchors,
  nameDerOf,
  type RevocationAnswer,
  readIssued,
  type TrustConfig,
  type TrustState,
  withRevocation,
} from './trust-store.ts';
import { judge, revocationFaultOf } from './verdict.ts';

/**
 * The trust of a running bridge: whom to believe, roots, issuing CAs and revocation lists as they are on disk now, and
 * the verdicts already reached. Opaque to everyone but this file.
 */
export interface Trust {
  readonly config: TrustConfig;
  /** In production test CAs are refused. */
  readonly kind: InstallationKind;
  readonly checkEveryMs: number;
  anchors: readonly Anchor[];
  /** Of the files that the anchors are read from, whether or not they could be. */
  anchorsVersion: string;
  /** Why those files, as they are now, are not in force. */
  trouble: string | undefined;
  readonly files: ListFiles;
  /** Lists from elsewhere than files, by where from. */
  readonly fetched: Map<string, readonly RevocationList[]>;
  /** How it went to ask, by address. */
  readonly attempts: Map<string, Attempt>;
  /** What responders have said, by SHA-256 of the DER in hex; least recently learnt first. */
  readonly answers: Map<string, RevocationAnswer>;
  state: TrustState;
  readonly listeners: Set<() => void>;
  /** Time of the last look at the files, by the process clock. */
  checkedAt: number;
  /** By SHA-256 of the DER in hex; least recently used first. */
  readonly verdicts: Map<string, CachedVerdict>;
}

interface CachedVerdict {
  readonly verdict: Verdict;
  /** The verdict holds from here … */
  readonly from: number;
  /** … up to but not including here (ms since 1970). */
  readonly until: number;
}

const maxVerdicts = 10_000;
const maxAnswers = 100_000;

/**
 * Reads roots, issuing CAs and revocation lists. The files are looked at again, at most once in `checkEveryMs` (default
 * one second), whenever something is asked here: a change takes effect then. Roots and CAs that cannot be used leave those
 * in force that were; see {@link troubleOf}.
 * Throws `CONFIG_INVALID` naming the key and the file. A list that is absent or broken does not hinder the start, but
 * every certificate that depends on it is refused.
 */
export function createTrust(
  config: TrustConfig,
  options: { checkEveryMs?: number; kind?: InstallationKind } = {},
): Trust {
  const { checkEveryMs = 1_000, kind = 'test' } = options;
  const anchorsVersion = versionOfAnchors(config);
  const anchors = loadAnchors(config, kind);
  const files = listFiles(config.revocationLists, () => renew(trust));
  const answers = new Map<string, RevocationAnswer>();
  const trust: Trust = {
    config,
    kind,
    checkEveryMs,
    anchors,
    anchorsVersion,
    trouble: undefined,
    files,
    fetched: new Map(),
    attempts: new Map(),
    answers,
    state: withRevocation(anchors, [...files.lists.values()].flat(), answers, config),
    listeners: new Set(),
    checkedAt: performance.now(),
    verdicts: new Map(),
  };
  return trust;
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
 * bytes are, the answer is a Caller or a Refusal. A certificate of a trusted CA that was seen before
 * costs microseconds.
 */
export function judgeCertificate(trust: Trust, der: Buffer | undefined, now: Date): Verdict {
  noticeChanges(trust);
  if (!der) return judge(trust.state, der, now).verdict;
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const known = trust.verdicts.get(fingerprint);
  trust.verdicts.delete(fingerprint);
  const time = now.getTime();
  const current = known && known.from <= time && time < known.until ? known : judgedAnew(trust.state, der, now);
  if (isOfStranger(current.verdict)) return current.verdict;
  trust.verdicts.set(fingerprint, current);
  if (trust.verdicts.size > maxVerdicts) forgetLeastRecentlyUsed(trust.verdicts);
  return current.verdict;
}

/** Why a server or proxy that shows this certificate (DER) is refused, by what is known of revocations; see verdict.ts. */
export function judgeRevocation(trust: Trust, der: Buffer, now: Date): Fault | undefined {
  noticeChanges(trust);
  return revocationFaultOf(trust.state, der, now);
}

/** Whoever makes certificates for herself could fill what is kept with them. */
const isOfStranger = (verdict: Verdict): boolean =>
  'refusal' in verdict && ['CERT_UNREADABLE', 'CERT_UNKNOWN_ISSUER'].includes(verdict.refusal.refused);

/** Remembers how it went to ask an address of the configuration. What a responder said last stays when it fails. */
export function noteAttempt(trust: Trust, address: string, { answer, failure }: Attempt): void {
  trust.attempts.set(address, { answer: answer ?? trust.attempts.get(address)?.answer, failure });
}

/** Where it is learnt what is revoked, and how that goes. */
export function revocationSourcesOf(trust: Trust): RevocationSource[] {
  noticeChanges(trust);
  const { state, files, fetched, attempts } = trust;
  return sourcesIn({ state, files: files.lists, fetched, attempts });
}

/** Where lists are fetched, by the policies of the configuration. */
export function addressesOfLists({ config }: Trust): readonly string[] {
  const policies = [...config.issuers.map(({ revocation }) => revocation), config.rootRevocation];
  return [...new Set(policies.flatMap((policy) => policy?.lists ?? []))];
}

/** The lists that came from this address and are in force. */
export const listsKept = (trust: Trust, url: string): readonly RevocationList[] => trust.fetched.get(url) ?? [];

/**
 * Takes the lists in these bytes in place of what came from there before, when each was issued by an authority whose lists
 * are fetched there and is no older. Rejects with what is wrong with them, in words; what was before is then in force.
 */
export async function takeLists(trust: Trust, url: string, content: Buffer, now: Date): Promise<void> {
  const lists = await readable(content);
  refuseUnbelievable(trust, url, lists, now);
  trust.fetched.set(url, lists);
  renew(trust);
}

function refuseUnbelievable(trust: Trust, url: string, lists: readonly RevocationList[], now: Date): void {
  if (lists.length === 0) throw new Error('It gives no revocation list.');
  const authorities = trust.state.issuers.flatMap(({ authority, root, policy, rootPolicy }) => [
    ...(policy.lists.includes(url) ? [authority] : []),
    ...(rootPolicy.lists.includes(url) ? [root] : []),
  ]);
  for (const list of lists) {
    const named = authorities.filter((authority) => nameDerOf(authority).equals(list.issuerDer));
    if (named.length === 0) throw new Error('The list is of another issuer.');
    if (!named.some(({ publicKey }) => list.isSignedBy(publicKey)))
      throw new Error('The list is not signed by its issuer.');
    if (!list.complete) throw new Error('The list is only a part.');
    if (list.thisUpdate.getTime() > now.getTime() + clockSkewMs) throw new Error('The list is of a time to come.');
    const isOlder = ({ thisUpdate, issuerDer }: RevocationList) =>
      issuerDer.equals(list.issuerDer) && thisUpdate > list.thisUpdate;
    if (listsKept(trust, url).some(isOlder)) throw new Error('The list is older than the one that came before.');
  }
}

const clockSkewMs = 300_000;

async function readable(content: Buffer): Promise<readonly RevocationList[]> {
  try {
    return await revocationListsIn(content);
  } catch (cause) {
    throw new Error('What it gives is no revocation list.', { cause });
  }
}

/**
 * Takes what a responder has said of a certificate (SHA-256 in hex), its signature checked. An older word than the one
 * known changes nothing, and a revocation that is no hold is for good.
 */
export function keepAnswer(trust: Trust, fingerprint: string, answer: RevocationAnswer): void {
  const known = trust.answers.get(fingerprint);
  if (known && (isForGood(known) || known.thisUpdate > answer.thisUpdate)) return;
  trust.answers.delete(fingerprint);
  trust.answers.set(fingerprint, answer);
  if (trust.answers.size > maxAnswers) forgetLeastRecentlyUsed(trust.answers);
  trust.verdicts.delete(fingerprint);
  if (answer.status !== (known?.status ?? 'good')) tell(trust);
}

/** What a responder has said of a certificate (SHA-256 in hex), whether or not it still holds. */
export function answerAbout(trust: Trust, fingerprint: string): RevocationAnswer | undefined {
  return trust.answers.get(fingerprint);
}

/**
 * What a server has stapled to its certificate (DER) is kept like other answers; of a CA that is not trusted it is nothing.
 * Throws why it cannot be believed, in words.
 */
export function keepStaple(trust: Trust, der: Buffer, staple: Buffer, now: Date): void {
  const read = readIssued(trust.state, der);
  if (read === 'unreadable' || 'stranger' in read) return;
  const { leaf, issuers } = read;
  keepAnswer(trust, leaf.facts.fingerprint, stapledAnswer(leaf, issuers[0], staple, now));
}

/**
 * What to ask the responder of the CA that issued this certificate (DER); undefined where it has none configured, is not
 * trusted, or all has been said.
 */
export function questionFor(trust: Trust, der: Buffer): OcspQuestion | undefined {
  if (!trust.config.issuers.some(({ revocation }) => revocation?.ocsp)) return undefined;
  const read = readIssued(trust.state, der);
  if (read === 'unreadable' || 'stranger' in read) return undefined;
  const { leaf, issuers } = read;
  const issuer = issuers.find(({ policy }) => policy.ocsp);
  const ocsp = issuer?.policy.ocsp;
  if (!ocsp) return undefined;
  const known = trust.answers.get(leaf.facts.fingerprint);
  return known && isForGood(known) ? undefined : ocspQuestion(leaf, issuer, ocsp);
}

const isForGood = ({ status, reason: why }: RevocationAnswer): boolean =>
  status === 'revoked' && why !== reason.certificateHold;

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

function forgetLeastRecentlyUsed(known: Map<string, unknown>): void {
  const [oldest] = known.keys();
  if (oldest !== undefined) known.delete(oldest);
}

function noticeChanges(trust: Trust): void {
  const clock = performance.now();
  if (clock - trust.checkedAt < trust.checkEveryMs) return;
  trust.checkedAt = clock;
  const anchorsChanged = noticeChangedAnchors(trust);
  const listsChanged = trust.files.look();
  if (anchorsChanged || listsChanged) renew(trust);
}

function noticeChangedAnchors(trust: Trust): boolean {
  const version = versionOfAnchors(trust.config);
  if (version === trust.anchorsVersion) return false;
  trust.anchorsVersion = version;
  try {
    trust.anchors = loadAnchors(trust.config, trust.kind);
    trust.trouble = undefined;
    return true;
  } catch (refused) {
    // The bridge runs on with what it trusted before; whoever watches tells people why.
    trust.trouble = (refused as Error).message;
    return false;
  }
}

function renew(trust: Trust): void {
  const lists = [...trust.files.lists.values(), ...trust.fetched.values()].flat();
  trust.state = withRevocation(trust.anchors, lists, trust.answers, trust.config);
  trust.verdicts.clear();
  tell(trust);
}

function tell({ listeners }: Trust): void {
  for (const listener of [...listeners]) listener();
}

/** Taken before the content: a change in between is seen again at the next look, never missed. */
const versionOfAnchors = ({ roots, issuers }: TrustConfig): string =>
  [roots, ...issuers.map(({ file }) => file)].map(fileVersion).join('; ');
