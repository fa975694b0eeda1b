/**
 * How many cases the costliest properties make up: a third of them, and all in the long form, `LONG=true npm test`. New
 * ones are made up each time.
 */
export const runs = (whole: number): { readonly numRuns: number } => ({
  numRuns: process.env.LONG === 'true' ? whole : Math.ceil(whole / 3),
});
