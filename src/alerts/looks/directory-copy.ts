import type { DirectoryConfig } from '../../config.ts';
import { openGenerations } from '../../hsa/copy/generations/store.ts';
import { copyTroubles } from '../../hsa/copy/troubles.ts';
import type { Store } from '../../store/index.ts';
import type { Look } from './look.ts';

/** What the copy of the care directory waits for, and how old it is. */
export function directoryCopyLook({ copy }: DirectoryConfig, store: Store): Look {
  const { state } = openGenerations(store);
  return {
    kinds: ['DirectoryCopyHeld', 'DirectoryCopyOld'],
    look: async () =>
      copy
        ? copyTroubles(await state(), copy, Date.now()).map(({ kind, ...facts }) => ({
            kind: kind === 'held' ? 'DirectoryCopyHeld' : 'DirectoryCopyOld',
            subject: 'directory',
            facts,
          }))
        : [],
  };
}
