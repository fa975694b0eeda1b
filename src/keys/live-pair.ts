import { demandDates, type KeyPair, type KeyPairPlace, readKeyPair } from './key-pair.ts';
import { type Live, liveFiles } from './live.ts';

export type LivePair = Live<KeyPair>;

/** Authorities alone, for who shows no certificate. */
export interface Trusted extends Pick<LivePair, 'whenChanged'> {
  readonly current: Pick<KeyPair, 'ca'>;
}

/** Authorities that stay as they are. `ca`: PEM. */
export function unchanging(ca: string): Trusted {
  return { current: { ca }, whenChanged: () => () => false };
}

/** What the bridge shows to others where they have agreed on a certificate of its own for them. */
export type OwnPair = Partial<Pick<KeyPairPlace, 'certificate' | 'key'>>;

const opened = new WeakMap<KeyPairPlace, Map<string, LivePair>>();

/**
 * The certificate and key of one section of the configuration, or `own` in its place: one live object, whoever asks. Who
 * looks for changes is {@link watchKeys}. Throws CONFIG_INVALID when they cannot be used.
 */
export function livePair(place: KeyPairPlace, own: OwnPair = {}): LivePair {
  const pairs = opened.get(place) ?? new Map<string, LivePair>();
  opened.set(place, pairs);
  const name = JSON.stringify([own.certificate, own.key]);
  const known = pairs.get(name) ?? open(own.certificate === undefined ? place : withOwn(place, own));
  pairs.set(name, known);
  return known;
}

/** Those that somebody has asked for, with the file of the certificate. */
export function openedPairs(place: KeyPairPlace): readonly { readonly file: string; readonly live: LivePair }[] {
  return [...(opened.get(place) ?? [])].map(([name, live]) => {
    const [own] = JSON.parse(name) as [string | null];
    return { file: own ?? place.certificate, live };
  });
}

/** A key of the environment belongs to the section's certificate alone. */
function withOwn({ ca, guarded }: KeyPairPlace, { certificate = '', key }: OwnPair): KeyPairPlace {
  return { certificate, key, ca, guarded };
}

function open(place: KeyPairPlace): LivePair {
  const { certificate, key, keyPem, ca } = place;
  const keyFile = keyPem === undefined && !key?.startsWith('pkcs11:') ? key : undefined;
  const files = [certificate, keyFile, ca].filter((file) => file !== undefined);
  return liveFiles<KeyPair>(files, (before) => {
    const pair = readKeyPair(place);
    // At start one that has ended is better than none; in the place of another it would be a step back.
    if (before) demandDates(pair, new Date());
    return pair;
  });
}
