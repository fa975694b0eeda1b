import { xsDateTimeToInstant } from '../codes/time.ts';
import type { Address, OpeningHours, Period } from '../hsa/model.ts';
import { parseAddress, parseOpeningHours } from '../hsa/values.ts';

/** Values of the contracts as the directory's own. A malformed one is left out alone. */

/** Undefined where a date cannot be read: nobody can say whether the object is in force. */
export function periodOf(start: string | undefined, end: string | undefined): Period | undefined {
  const [from, to] = [start, end].map((time) => (time === undefined ? undefined : xsDateTimeToInstant(time)));
  const unreadable = (start !== undefined && from === undefined) || (end !== undefined && to === undefined);
  return unreadable ? undefined : { from, to };
}

interface TimeSpan {
  readonly fromDay: string;
  readonly fromTime: string;
  readonly toDay: string;
  readonly toTime: string;
  readonly comment?: string;
}

export function hoursIn(spans: readonly TimeSpan[] = []): readonly OpeningHours[] {
  return spans
    .map(({ fromDay, fromTime, toDay, toTime, comment }) => {
      const times = `${fromTime.slice(0, 5)}#${toTime.slice(0, 5)}`;
      return parseOpeningHours(`${fromDay}-${toDay}#${times}${comment ? `#${comment}` : ''}`);
    })
    .filter((hours) => hours !== undefined);
}

export function addressIn(lines: readonly string[] | undefined, postalCode?: string): Address | undefined {
  const written = lines?.map((line) => line.replaceAll('\\', '\\5c').replaceAll('$', '\\24')).join('$');
  return parseAddress(written, postalCode);
}

/** A number as the contracts' form has it. */
export function phonesIn(numbers: readonly string[] = []): readonly string[] {
  return numbers.map((number) => number.replace(/[\s-]/g, '')).filter((number) => /^[+0-9][0-9]{1,28}$/.test(number));
}
