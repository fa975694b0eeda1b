import { type RefObject, useEffect } from 'react';

/** How long content is before somebody's eyes until it counts as being read. */
const readMs = 1_500;

/**
 * Calls `settle` once the part's content has been in view for a while, or is when the reader does something. `isFilled`:
 * it has content at all.
 */
export function useSettling(part: RefObject<HTMLElement | null>, isFilled: boolean, settle: () => void): void {
  useEffect(() => {
    const element = part.current;
    if (!isFilled || !element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let inView = false;
    const eyes = new IntersectionObserver(([seen]) => {
      inView = seen?.isIntersecting ?? false;
      clearTimeout(timer);
      if (inView) timer = setTimeout(settle, readMs);
    });
    const act = () => {
      if (inView) settle();
    };
    const acts = ['scroll', 'pointerdown', 'keydown'] as const;
    eyes.observe(element);
    for (const kind of acts) addEventListener(kind, act, { passive: true });
    return () => {
      clearTimeout(timer);
      eyes.disconnect();
      for (const kind of acts) removeEventListener(kind, act);
    };
  }, [part, isFilled, settle]);
}
