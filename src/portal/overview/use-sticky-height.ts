import { type RefObject, useEffect } from 'react';

/**
 * Tells the styles how tall what stays in view above the page is (`--sticky-above`), so that the coverage line sticks below
 * it and nothing is jumped to beneath it.
 */
export function useStickyHeight(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const beside = [...(page.current?.parentElement?.children ?? [])];
    const banner = beside.find((element) => getComputedStyle(element).position === 'sticky');
    if (!banner) return;
    const root = document.documentElement.style;
    const sizes = new ResizeObserver(() =>
      root.setProperty('--sticky-above', `${banner.getBoundingClientRect().height}px`),
    );
    sizes.observe(banner);
    return () => {
      sizes.disconnect();
      root.removeProperty('--sticky-above');
    };
  }, [page]);
}
