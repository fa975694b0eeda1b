import { type RefObject, useEffect } from 'react';

/** How long content is before somebody's eyes until it counts as being read. */
const readMs = 1_500;

interface SettleProps {
  readonly part: RefObject<HTMLElement | null>;
  readonly settle: () => void;
}

/**
 * Stands beside a part's content, once that is drawn: calls `settle` when it has been in view for a while, or is when the
 * reader does something.
 */
export function SettleOnSight({ part, settle }: SettleProps): null {
  useEffect(() => {
    const element = part.current;
    if (!element) return;
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
  }, [part, settle]);
  return null;
}
