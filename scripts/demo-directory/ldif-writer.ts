import { type Dn, formatDn } from '../../src/hsa/dn.ts';

/** A record to write: values in the order given, undefined and empty ones left out. */
export interface Record {
  readonly dn: Dn;
  readonly attributes: readonly (readonly [name: string, value: string | readonly string[] | undefined])[];
}

/**
 * LDIF after RFC 2849: folded at 76 columns, base64 where a value is not plain ASCII, with the name readable above. Without
 * the version line, which slapadd takes for an attribute.
 */
export function writeLdif(records: readonly Record[], header: readonly string[]): string {
  const head = [...header.map((line) => `# ${line}`), ''];
  return [...head, ...records.map(writeRecord)].join('\n');
}

function writeRecord({ dn, attributes }: Record): string {
  const name = formatDn(dn);
  const lines = attributes.flatMap(([attribute, value]) =>
    [value ?? []].flat().map((one) => writeValue(attribute, one)),
  );
  return `${[`# ${name}`, writeValue('dn', name), ...lines].map(foldLine).join('\n')}\n`;
}

function writeValue(attribute: string, value: string): string {
  const isSafe = /^(?:[\x01-\x09\x0b\x0c\x0e-\x1f\x21-\x39\x3b\x3d-\x7f][\x01-\x09\x0b\x0c\x0e-\x7f]*)?$/.test(value);
  if (isSafe && !value.endsWith(' ')) return `${attribute}: ${value}`;
  return `${attribute}:: ${Buffer.from(value).toString('base64')}`;
}

/** Folds between characters, so that every line is whole UTF-8. */
function foldLine(line: string): string {
  const characters = [...line];
  const rows = [characters.splice(0, 76).join('')];
  while (characters.length > 0) rows.push(` ${characters.splice(0, 75).join('')}`);
  return rows.join('\n');
}
