/**
 * The rule that a broken record broke first, fit to be kept: without positions, and without anything long enough to be a
 * number of a person, should an element's name hold one.
 */
export function ruleOf([problem = '']: readonly string[]): string {
  return problem
    .replaceAll(/\[\d+\]/g, '')
    .replaceAll(/\d{6,}/g, '…')
    .slice(0, 200);
}
