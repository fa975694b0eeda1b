/**
 * Whether something of the form of a personal number (or coordination number) stands in the text: that belongs in no
 * address, and no id of a call or message has it.
 */
export function namesPerson(text: string): boolean {
  return [...text.matchAll(numbers)].some(([, digits = '', last = '']) => {
    const number = digits.slice(-6) + last;
    const [month, day] = [Number(number.slice(2, 4)), Number(number.slice(4, 6))];
    return month >= 1 && month <= 12 && ((day >= 1 && day <= 31) || (day >= 61 && day <= 91)) && isChecked(number);
  });
}

/** With or without century, and nothing of a longer number or a UUID around it. */
const numbers = /(?<![0-9a-z])((?:18|19|20)?\d{6})[-+ ]?(\d{4})(?![0-9a-z])/gi;

function isChecked(number: string): boolean {
  const sum = [...number].reduce((all, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
