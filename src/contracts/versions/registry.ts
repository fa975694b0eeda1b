import type { ContractId } from '../record.ts';
import { careContacts2to3, careContacts3to2 } from './care-contacts.ts';
import { careDocumentation2to3 } from './care-documentation-2-to-3.ts';
import { careDocumentation3to2 } from './care-documentation-3-to-2.ts';
import { laboratory3to4 } from './laboratory-3-to-4.ts';
import { laboratory4to3 } from './laboratory-4-to-3.ts';
import type { Translation } from './translation.ts';

/** Every translation between major versions. */
export const translations: readonly Translation[] = [
  careContacts2to3,
  careContacts3to2,
  careDocumentation2to3,
  careDocumentation3to2,
  laboratory3to4,
  laboratory4to3,
];

/** From which other versions the records of a contract can be had. */
export function translationsTo(contract: ContractId): readonly Translation[] {
  return translations.filter(({ to }) => to === contract);
}
