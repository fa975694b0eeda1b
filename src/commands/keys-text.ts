import { logKeyFile } from '../audit/heads/key-file.ts';
import { busKeyFile } from '../bus/key.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { anybodyMayRead, type KeyPairPlace, readKeyPair } from '../keys/index.ts';

/** The bridge's own certificates and keys, until when they hold, and what is wrong with them. */
export function keyLines(config: Config): string[] {
  const { tls, outgoing, sources } = config;
  return [
    'Own certificates and keys',
    pairLine('tls', tls),
    pairLine('outgoing', outgoing),
    ...sources.flatMap(({ hsaId, keys }) =>
      keys ? [pairLine(hsaId, { ...outgoing, keyPem: undefined, ...keys })] : [],
    ),
    secretLine('bus key', busKeyFile(config)),
    secretLine('log key', logKeyFile(config)),
  ];
}

function pairLine(name: string, place: KeyPairPlace): string {
  return line(name, () => {
    const { leaf, isExposed } = readKeyPair(place);
    const until = leaf.validToDate.toISOString().slice(0, 10);
    return `${place.certificate}, until ${until}${isExposed ? '; ANYBODY MAY READ ITS KEY' : ''}`;
  });
}

function secretLine(name: string, file: string): string {
  return line(name, () => `${file}${anybodyMayRead(file) ? '; ANYBODY MAY READ IT' : ''}`);
}

function line(name: string, tell: () => string): string {
  try {
    return `  ${name}: ${tell()}`;
  } catch (thrown) {
    if (thrown instanceof BridgeError) return `  ${name}: NOT USABLE. ${thrown.detail}`;
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return `  ${name}: none yet`;
    throw thrown;
  }
}
