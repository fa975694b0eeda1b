import { formatDn, parseDn } from '../hsa/dn.ts';

/**
 * The services tell to which care unit and care provider something belongs, not where it stands in the tree. What stands
 * for its name here is made of those, each level with its HSA-id beside its name, so that what is above can be found.
 */
export interface Level {
  readonly type: 'cn' | 'ou' | 'o';
  readonly name: string;
  readonly hsaId: string;
}

/** From the object itself to its care provider. */
export function placeName(levels: readonly Level[]): string {
  return formatDn([
    ...levels.map(({ type, name, hsaId }) => [
      { type, value: name },
      { type: 'uid', value: hsaId },
    ]),
    [{ type: 'c', value: 'SE' }],
  ]);
}

/** HSA-ids of what is above, nearest first; undefined for a name that was not made here. */
export function idsAbove(dn: string): readonly string[] | undefined {
  const levels = (parseDn(dn) ?? []).map((level) => level.find(({ type }) => type === 'uid')?.value);
  if (levels[0] === undefined) return undefined;
  return levels.slice(1).filter((hsaId) => hsaId !== undefined);
}
