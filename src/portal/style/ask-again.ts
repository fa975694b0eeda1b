/** A measure of the design system, which every page is made with. */
const measure = '--ds-size-1';

/**
 * Asks once more for stylesheets that did not come, as when a connection broke: without them a page can be read, and
 * hardly used. Scripts like this one run when stylesheets have come, or failed to; how browsers tell that differs.
 */
export function askAgainForStyles(): void {
  if (getComputedStyle(document.documentElement).getPropertyValue(measure) !== '') return;
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) link.replaceWith(link.cloneNode());
}
