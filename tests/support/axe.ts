import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Look {
  /** Contrast is all that differs between the colour schemes. */
  readonly at?: 'everything' | 'contrast';
  /** Selector of the part to look at; the whole page when left out. */
  readonly within?: string;
}

/**
 * What breaks WCAG 2.2 AA on the page, as far as a program can tell. Axe measures one thing after the other: what came
 * in between and moved the rest is no fault, what stays is. So this is polled.
 */
export async function foundByAxe(
  page: Page,
  { at = 'everything', within }: Look = {},
): Promise<readonly (readonly unknown[])[]> {
  // All in the page itself: no page has frames, for which axe would open one more page each time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  if (at === 'everything') axe.withTags(WCAG);
  else axe.withRules(['color-contrast']);
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html, any }) => [html, any[0]?.message])]);
}
