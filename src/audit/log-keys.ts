import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { type Live, liveFiles } from '../keys/live.ts';
import { isKnownEverywhere, writtenAt } from '../keys/overlap.ts';
import { isEndorsed, originOf, type SigningKey, type VerifierKey } from './heads/index.ts';
import {
  endorsementFile,
  loadLogKey,
  logKeyFile,
  readEndorsement,
  readLogKey,
  readPublicKey,
} from './heads/key-file.ts';

export type LogConfig = Pick<Config, 'bridge' | 'dataDir' | 'logKeyFile' | 'audit'>;

/** The keys of this log as they are on disk now. */
export interface LogKeys {
  /** Signs heads. */
  readonly signing: SigningKey;
  /** Whose signatures heads may bear: the newest first. Grows when the key is changed. */
  readonly believed: readonly [VerifierKey, ...VerifierKey[]];
  readonly file: string;
  readonly live: Live<KeyFile>;
  /** Whether the log names the newest. */
  readonly isRegistered: boolean;
  /** From now on the newest may sign: the log itself names it. */
  registered(key: SigningKey): void;
}

interface KeyFile {
  readonly key: SigningKey;
  /** The note beside it by which the key before introduces it. */
  readonly endorsement: string | undefined;
  readonly written: number;
}

/**
 * Reads the key that signs, and follows its file: a new key is taken when the one before has introduced it, and signs from
 * ten seconds after it was written, when every process believes it. Throws `CONFIG_INVALID` about the files.
 */
export async function openLogKeys(config: LogConfig): Promise<LogKeys> {
  const origin = originOf(config.bridge.hsaId);
  const file = logKeyFile(config);
  let signing = await loadLogKey(config, origin, config.bridge.kind === 'demo');
  let named = signing;
  const believed: [VerifierKey, ...VerifierKey[]] = [
    signing,
    ...config.audit.formerKeys.map((former) => readPublicKey(former, origin)),
  ];
  const live = liveFiles<KeyFile>([file, endorsementFile(file)], (before) => {
    const written = writtenAt(file);
    const found = { key: readLogKey(config, origin), endorsement: readEndorsement(config), written };
    if (before && !isKnown(found.key) && !believed.some((by) => isEndorsed(found.key, found.endorsement ?? '', by)))
      throw new BridgeError(
        'CONFIG_INVALID',
        `The log key ${file} is not introduced by the one before; make it with npm run audit -- new-key.`,
      );
    return found;
  });
  live.whenChanged(() => {
    if (!isKnown(live.current.key)) believed.unshift(live.current.key);
  });
  return {
    file,
    live,
    believed,
    get signing() {
      const { key, written } = live.current;
      if (isRegistered() && isKnownEverywhere(written)) signing = key;
      return signing;
    },
    get isRegistered() {
      return isRegistered();
    },
    registered(key) {
      named = key;
    },
  };

  function isRegistered(): boolean {
    return live.current.key.keyId === named.keyId;
  }

  function isKnown({ keyId }: VerifierKey): boolean {
    return believed.some((one) => one.keyId === keyId);
  }
}
