import type { ServerResponse } from 'node:http';

/**
 * Counts what is under way for each of many: from when it is told of until its answer has left or its caller has hung up.
 * Gives how many there are with it.
 */
export function countUnderWay(): (key: string, response: ServerResponse) => number {
  const counts = new Map<string, number>();
  return (key, response) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    response.once('close', () => {
      const left = (counts.get(key) ?? 1) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    });
    return count;
  };
}
