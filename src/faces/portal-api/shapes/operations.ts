/** Record systems and durable messages, as engineers' pages see them. Shared with the pages; types alone. */
import type { SourceLine } from '../../../operations/source-tools.ts';

export interface ShownSources {
  readonly sources: readonly SourceLine[];
}
