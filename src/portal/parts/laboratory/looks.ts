/** How sources are told apart in a chart: by shape as well as by colour. `sign` is the shape as text. */
export const looks = [
  { symbol: 'circle', sign: '●', colour: 'var(--ds-color-accent-base-default)' },
  { symbol: 'square', sign: '■', colour: 'var(--ds-color-brand1-base-default)' },
  { symbol: 'triangle', sign: '▲', colour: 'var(--ds-color-brand2-base-default)' },
  { symbol: 'diamond', sign: '◆', colour: 'var(--ds-color-neutral-text-default)' },
] as const;
