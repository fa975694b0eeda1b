import type { WrittenNews } from '../../../faces/portal-api/shapes/news.ts';

/** How an item stands. */
export function stateOf({ from, to, withdrawn }: Pick<WrittenNews, 'from' | 'to' | 'withdrawn'>, now: number) {
  if (withdrawn) return 'withdrawn';
  if (now < Date.parse(from)) return 'ahead';
  return now < Date.parse(to) ? 'shown' : 'ended';
}
