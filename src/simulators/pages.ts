import { randomUUID } from 'node:crypto';

/** Positions in long answers, each behind a token that tells nothing. The oldest are forgotten. */
export interface Pages<Position> {
  keep(position: Position): string;
  find(token: string): Position | undefined;
}

const keptPositions = 1_000;

export function createPages<Position>(): Pages<Position> {
  const positions = new Map<string, Position>();
  return {
    keep: (position) => {
      const token = randomUUID();
      positions.set(token, position);
      const oldest = positions.keys().next();
      if (positions.size > keptPositions && !oldest.done) positions.delete(oldest.value);
      return token;
    },
    find: (token) => positions.get(token),
  };
}
