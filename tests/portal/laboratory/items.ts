import type { Item, Measurement } from '../../../src/portal/records/item.ts';

/** What a part is given of one measured value: potassium in blood, unless it says otherwise. */
export function measured(
  measurement: Partial<Measurement> = {},
  item: Partial<Pick<Item, 'title' | 'time'>> & { readonly source?: string } = {},
): Item {
  const { source = 'SE-DEMO-1', title = 'P-Kalium', time = '20250301080000' } = item;
  const value: Measurement = {
    code: { code: 'NPU03230', system: '1.2.752.108.1' },
    value: '4,2',
    unit: 'mmol/L',
    reference: undefined,
    outside: undefined,
    sampled: '20250301080000',
    answered: '20250301093000',
    ...measurement,
  };
  const record = { contract: 'GetLaboratoryOrderOutcome:4', source, data: {} };
  return {
    key: title,
    type: 'laboratory',
    title,
    time,
    marks: [],
    details: [],
    measurement: value,
    record,
  } as unknown as Item;
}
