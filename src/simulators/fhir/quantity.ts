import type { Quantity } from 'fhir/r4';

/** As the standard library has it, of which TypeScript does not know yet. */
const json = JSON as unknown as { rawJSON(text: string): number };

/** A number in the digits it is written with: `4,10` stays 4.10 on the wire. */
export function decimal(text: string): number {
  const digits = text.replace(',', '.');
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(digits) ? json.rawJSON(digits) : Number(digits);
}

/** What Swedish laboratories write, in UCUM; the rest is UCUM as it stands. */
const ucum: Readonly<Record<string, string | undefined>> = {
  'µkat/L': 'ukat/L',
  'µg/L': 'ug/L',
  'µmol/L': 'umol/L',
  'mIE/L': 'm[IU]/L',
  '10^9/L': '10*9/L',
  '10^12/L': '10*12/L',
  INR: undefined,
  '': undefined,
};

export function quantity({ value, unit }: { readonly value: string; readonly unit: string }): Quantity {
  const code = Object.hasOwn(ucum, unit) ? ucum[unit] : unit;
  return {
    value: decimal(value),
    ...(unit && { unit }),
    ...(code && { system: 'http://unitsofmeasure.org', code }),
  };
}
