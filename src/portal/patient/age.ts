/** How old somebody is: in months until the second birthday, then in years. */
export interface Age {
  readonly unit: 'months' | 'years';
  readonly count: number;
}

/** On a day, or on the day of her death. `birthDate` is ISO 8601, perhaps only in part: then the age is the youngest possible. */
export function ageAt(birthDate: string, day: Date): Age {
  const [year = 0, month = 12, date = 31] = birthDate.split('-').map(Number);
  const begun = (day.getFullYear() - year) * 12 + (day.getMonth() + 1 - month);
  const months = Math.max(0, day.getDate() < date && !isLastOfMonth(day, date) ? begun - 1 : begun);
  return months < 24 ? { unit: 'months', count: months } : { unit: 'years', count: Math.floor(months / 12) };
}

/** Somebody born on the 31st has her day on the last of a shorter month. */
function isLastOfMonth(day: Date, date: number): boolean {
  const last = new Date(day.getFullYear(), day.getMonth() + 1, 0).getDate();
  return day.getDate() === last && date > last;
}
