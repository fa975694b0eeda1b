import type { Blocker, HoldersLine, NotAsked } from '../../faces/portal-api/shapes/holders.ts';
import type { Named } from '../../faces/portal-api/shapes/reading.ts';

/** What has been told of who holds and who has blocked information, while councils answer. */
export interface Holders {
  /** Record systems that have not answered yet. */
  readonly waiting: readonly Named[];
  /** Those that are not asked for all. */
  readonly notAsked: readonly NotAsked[];
  /** Those that did not answer all. */
  readonly failed: readonly Named[];
  readonly holders: readonly Named[];
  readonly blockers: readonly Blocker[];
  readonly done: boolean;
}

export const nothingTold: Holders = {
  waiting: [],
  notAsked: [],
  failed: [],
  holders: [],
  blockers: [],
  done: false,
};

/** What is known after one more line. What came first stays first, so that nothing moves under the reader. */
export function withLine(known: Holders, line: HoldersLine): Holders {
  switch (line.kind) {
    case 'begun':
      return { ...nothingTold, waiting: line.sources, notAsked: line.notAsked };
    case 'answered':
      return {
        ...known,
        waiting: known.waiting.filter(({ hsaId }) => hsaId !== line.source.hsaId),
        failed: line.failed ? [...known.failed, line.source] : known.failed,
        holders: distinct([...known.holders, ...line.holders]),
        blockers: distinct([...known.blockers, ...line.blockers]),
      };
    case 'done':
      return { ...known, waiting: [], done: true };
  }
}

function distinct<T extends Named>(all: readonly T[]): readonly T[] {
  return all.filter((one, index) => index === all.findIndex(({ hsaId }) => hsaId === one.hsaId));
}
