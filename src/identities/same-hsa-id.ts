/** HSA-ids are the same whatever the case they are written in; white space is not passed over. */
export function sameHsaId(a: string, b: string): boolean {
  return a === b || a.toUpperCase() === b.toUpperCase();
}
