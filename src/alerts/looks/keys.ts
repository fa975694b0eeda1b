import type { KeyWatch } from '../../keys/watch.ts';
import type { Look } from './look.ts';

/** Certificates and keys of the bridge's own that were changed on disk and are not in force. */
export function keysLook({ troubles }: Pick<KeyWatch, 'troubles'>): Look {
  return {
    kinds: ['KeyFileRefused'],
    look: () =>
      troubles().map(({ file, text }) => ({ kind: 'KeyFileRefused', subject: file, facts: { detail: text } })),
  };
}
