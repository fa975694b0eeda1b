interface Words {
  readonly minutes: (n: number) => string;
  readonly hours: (hours: number, minutes: number) => string;
  readonly days: (days: number, hours: number) => string;
}

/** How long something has lasted, in the two units that matter. */
export function lasted(milliseconds: number, words: Words): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return words.minutes(minutes);
  return hours < 24 ? words.hours(hours, minutes % 60) : words.days(Math.floor(hours / 24), hours % 24);
}
