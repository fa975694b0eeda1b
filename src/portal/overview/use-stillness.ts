import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Keeps what is being read where it stands on the screen when something above it changes: the page is scrolled by as
 * much, when `arrived` has been drawn and whenever the page changes its size. What is being read is the first of
 * `[data-settled]` that is in view.
 */
export function useStillness(page: RefObject<HTMLElement | null>, arrived: unknown): void {
  const place = useRef<{ readonly element: Element; readonly top: number }>(undefined);
  const hold = useCallback(() => {
    const before = place.current;
    if (before?.element.isConnected) {
      const moved = before.element.getBoundingClientRect().top - before.top;
      if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: 'instant' });
    }
    place.current = placeOf(page.current);
  }, [page]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when something has arrived, and not otherwise.
  useLayoutEffect(hold, [arrived, hold]);
  useEffect(() => {
    const look = () => {
      place.current = placeOf(page.current);
    };
    const size = new ResizeObserver(hold);
    if (page.current) size.observe(page.current);
    // What the reader does herself may move things: the place is taken anew after it.
    const kinds = ['scroll', 'resize', 'click', 'keyup', 'toggle'] as const;
    for (const kind of kinds) addEventListener(kind, look, { passive: true, capture: true });
    return () => {
      size.disconnect();
      for (const kind of kinds) removeEventListener(kind, look, { capture: true });
    };
  }, [page, hold]);
}

function placeOf(page: HTMLElement | null): { element: Element; top: number } | undefined {
  for (const element of page?.querySelectorAll('[data-settled]') ?? []) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > 0 && top < window.innerHeight) return { element, top };
  }
  return undefined;
}
