import { isCoordinationDate, isDate } from './calendar-date.ts';
import { passesLuhn } from './luhn.ts';

const shapes = /(?<!\d)(18|19|20)?(\d{6})[-+ ]?(\d{4})(?!\d)/g;

/** Whether a running text holds what can be a personal or coordination number, with or without century and sign. */
export function holdsPersonalNumber(text: string): boolean {
  return [...text.matchAll(shapes)].some(([, century = '20', born = '', rest = '']) => {
    const [year, month, day] = [born.slice(0, 2), born.slice(2, 4), born.slice(4)].map(Number) as [
      number,
      number,
      number,
    ];
    const fullYear = Number(century) * 100 + year;
    return (isDate(fullYear, month, day) || isCoordinationDate(fullYear, month, day)) && passesLuhn(born + rest);
  });
}
