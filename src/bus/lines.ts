import type { Priority } from '../sources/priority.ts';
import { SourceFailure } from '../sources/query.ts';

/**
 * The lines at the sources: of this instance's queries, those that no worker has taken yet. A line that is full takes no
 * more, so that whoever comes hears at once, instead of waiting for an answer that would be late.
 */
export interface Lines {
  /** Gives the way to leave, which may be called again. Throws SourceFailure `busy`. */
  join(source: string, priority: Priority): () => void;
}

/**
 * How much of a line there is for whom. Others fill it only so far that an emergency still gets in, and work in the
 * background leaves half of it to those who wait.
 */
const share: Readonly<Record<Priority, number>> = { emergency: 2, interactive: 1, background: 0.5 };

/** `most`: how many interactive queries may wait at a source. */
export function createLines(most: (source: string) => number): Lines {
  const lines = new Map<string, number>();
  return {
    join(source, priority) {
      const length = lines.get(source) ?? 0;
      if (length >= most(source) * share[priority])
        throw new SourceFailure('busy', 503, 'Too many queries wait for the record system already.');
      lines.set(source, length + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        lines.set(source, (lines.get(source) ?? 0) - 1);
      };
    },
  };
}

/** The bound of each source, from its entry in the configuration. */
export function mostWaitingOf(
  sources: readonly { readonly hsaId: string; readonly waiting: number }[],
): (source: string) => number {
  const bounds = new Map(sources.map(({ hsaId, waiting }) => [hsaId, waiting]));
  return (source) => bounds.get(source) ?? 0;
}
