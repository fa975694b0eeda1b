/** One directory entry as a source delivers it: LDIF and LDAP meet here. */
export interface Entry {
  readonly dn: string;
  /** Values by lower-case attribute name, options (`;lang-sv`) removed. Bytes where the value is no text. */
  readonly attributes: ReadonlyMap<string, readonly (string | Uint8Array)[]>;
}

/** The attribute's text values under the first of its names that has any; blank values do not count. */
export function textsOf(entry: Entry, names: readonly string[]): readonly string[] {
  for (const name of names) {
    const texts = (entry.attributes.get(name.toLowerCase()) ?? [])
      .filter((value) => typeof value === 'string')
      .map((value) => value.trim())
      .filter((value) => value !== '');
    if (texts.length > 0) return texts;
  }
  return [];
}

export function textOf(entry: Entry, names: readonly string[]): string | undefined {
  return textsOf(entry, names)[0];
}

/** Collects values given one by one; attribute names are case-insensitive and lose their options. */
export function createEntry(dn: string, values: Iterable<readonly [name: string, value: string | Uint8Array]>): Entry {
  const attributes = new Map<string, (string | Uint8Array)[]>();
  for (const [name, value] of values) {
    const key = (name.split(';')[0] as string).toLowerCase();
    const known = attributes.get(key);
    if (known) known.push(value);
    else attributes.set(key, [value]);
  }
  return { dn, attributes };
}
