/** A number as it is read in Sweden: `+46980319201` is `0980-31 92 01`. Others stay as they are written. */
export function readably(number: string): string {
  const [, national] = /^\+46([1-9]\d{6,8})$/.exec(number) ?? [];
  if (!national) return number;
  const length = areaLength(national);
  const rest = national.slice(length);
  return `0${national.slice(0, length)}-${inGroups(rest)}`;
}

/** Area codes of one digit after the zero (Stockholm) and of two; all others have three. Mobile numbers have two. */
const ofTwo = /^(?:1[013689]|2[136]|3[1356]|4[0246]|54|6[03]|7\d|90)/;

function areaLength(national: string): number {
  if (national.startsWith('8')) return 1;
  return ofTwo.test(national) ? 2 : 3;
}

/** As many digits to a group as is the custom, by how many there are. */
const groups: Readonly<Record<number, readonly number[]>> = { 5: [3, 2], 6: [2, 2, 2], 7: [3, 2, 2], 8: [3, 3, 2] };

function inGroups(digits: string): string {
  let from = 0;
  return (groups[digits.length] ?? [digits.length])
    .map((size) => {
      from += size;
      return digits.slice(from - size, from);
    })
    .join(' ');
}
