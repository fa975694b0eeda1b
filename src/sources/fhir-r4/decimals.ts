const mostPlaces = 30;

/**
 * A FHIR decimal without exponent, for contracts that have none, in all the digits it was written with. Undefined where
 * that would be longer than any measurement is.
 */
export function plainDecimal(digits: string): string | undefined {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(digits) ?? [];
  const shift = Number(exponent);
  if (!whole || Math.abs(shift) > mostPlaces) return undefined;
  if (shift === 0) return digits.replace(/[eE].*$/, '');
  const all = whole + fraction;
  const point = whole.length + shift;
  const padded = point <= 0 ? all.padStart(all.length - point + 1, '0') : all.padEnd(point, '0');
  const at = Math.max(point, 1);
  const [before, after] = [padded.slice(0, at), padded.slice(at)];
  return `${sign}${before.replace(/^0+(?=\d)/, '')}${after && `.${after}`}`;
}
