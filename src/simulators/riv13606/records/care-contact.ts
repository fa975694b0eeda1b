import type { CareContact } from '../../../contracts/index.ts';
import type { Composition } from '../composition.ts';
import { elementWriter, entry } from '../record-components.ts';
import { interval, type TypeForm } from '../types.ts';

const contactTypes = { 1: 'Besök', 2: 'Telefon', 3: 'Vårdtillfälle', 4: 'Dagsjukvård', 5: 'Annan' } as const;
const contactStatuses = { 1: 'Ej påbörjad', 2: 'Inställd', 3: 'Pågående', 4: 'Avbruten', 5: 'Avslutad' } as const;

export function careContactCompositions(item: CareContact): Composition[] {
  const { careContactTimePeriod: period, careContactOrgUnit: unit } = item.careContactBody;
  return [
    {
      meaning: 'vko',
      header: item.careContactHeader,
      entry: (form) => careContactEntry(form, item),
      sessionTime: interval('session_time', period.start, period.end),
      performingUnit: unit,
    },
  ];
}

function careContactEntry(form: TypeForm, { careContactBody: body }: CareContact): string {
  const items = elementWriter(form, 'items');
  return entry(
    form,
    { code: 'vko-vko' },
    [],
    items.text('vko-vko-typ', body.careContactCode && contactTypes[body.careContactCode]) +
      items.text('vko-vko-ors', body.careContactReason) +
      items.text('vko-vko-sta', body.careContactStatus && contactStatuses[body.careContactStatus]),
  );
}
