interface Steps {
  readonly steps: readonly { readonly name: string }[];
  /** So many more, which were not kept. */
  readonly omitted: number;
}

/** What a call of which no missing source is known tells: that all answered is said only where it is known. */
export function nothingMissing({ steps, omitted }: Steps): 'notKnown' | 'noneMissing' | 'nothingAsked' {
  if (steps.length === 0 || omitted > 0) return 'notKnown';
  return steps.some(({ name }) => name === 'ask source') ? 'noneMissing' : 'nothingAsked';
}
