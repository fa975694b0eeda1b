/** Organisation numbers stand in HSA-ids and look nearly the same, but where a person has a month they have 20 or more. */
const monthAndDay = '(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\\d|[39][01])';
/** A personal, coordination or reserve number, with or without century, by itself or within other text. */
const numberOfPerson = new RegExp(
  `(?<!\\d)(?:\\d{2})?\\d{2}${monthAndDay}[-+ ]?[\\dA-Za-z]{2}\\d[\\dA-Za-z](?![\\dA-Za-z])`,
);

/** Whether a cell holds what may be the number of a person; better one time too many. */
export function looksLikePerson(cell: string): boolean {
  // Also where it has been spaced out.
  return numberOfPerson.test(cell) || numberOfPerson.test(cell.replace(/[\s\u00a0.-]/g, ''));
}
