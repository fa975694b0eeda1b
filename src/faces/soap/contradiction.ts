import type { RecordFilter } from '../../contracts/index.ts';
import { sameHsaId } from '../../identities/index.ts';

/** Every source is sent them all. */
const mostFilters = 1_000;

/** Rules of the contracts that make a request contradict itself; the text is fit for the user's eyes. */
export function contradiction(filter: RecordFilter, singleAddress: string | undefined): string | undefined {
  if (filter.period && filter.period.start > filter.period.end) {
    return 'timePeriod slutar innan den börjar. (timePeriod ends before it starts.)';
  }
  // Taken as a filter it would match nothing, and an empty answer would look like an empty record.
  const lists = [filter.careUnits, filter.careContacts, ...Object.values(filter.specific ?? {}).filter(Array.isArray)];
  if (holdsBlank([...lists, filter.sourceSystem])) {
    return 'Tomma filter får inte anges. (Filters must not be empty.)';
  }
  if (lists.some((values) => values.length > mostFilters)) {
    return `Högst ${mostFilters} värden per filter. (At most ${mostFilters} values of a filter.)`;
  }
  if (filter.careContacts.length > 0 && filter.sourceSystem === undefined) {
    return 'careContactId förutsätter sourceSystemHSAId. (careContactId requires sourceSystemHSAId.)';
  }
  if (
    filter.sourceSystem !== undefined &&
    singleAddress !== undefined &&
    !sameHsaId(filter.sourceSystem, singleAddress)
  ) {
    return 'sourceSystemHSAId måste vara samma som den logiska adressen. (sourceSystemHSAId must equal the logical address.)';
  }
  if (filter.specific?.hasMoreReference !== undefined && singleAddress === undefined) {
    return 'hasMoreReference gäller bara hos systemet som lämnade den. (hasMoreReference is for the system that gave it.)';
  }
  return undefined;
}

function holdsBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsBlank);
}
