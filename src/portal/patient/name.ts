import type { PersonName } from '../../persons/person.ts';

/** All given names, as the register has them. */
export function fullName({ given, middle, surname }: PersonName): string {
  return [...given, middle, surname].filter(Boolean).join(' ');
}
