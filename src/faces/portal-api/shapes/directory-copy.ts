/** The copy of the care directory, as `GET /api/ops/directory-copy` tells of it. Shared with the pages; types alone. */
import type { CopyState, Generation } from '../../../hsa/copy/generation.ts';

export type { Generation } from '../../../hsa/copy/generation.ts';

export interface ShownDirectoryCopy {
  /** Left out where none is configured. */
  readonly copy?: {
    readonly state: CopyState;
    /** The latest ten, latest first. */
    readonly generations: readonly Generation[];
  };
}
