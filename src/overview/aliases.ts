import type { Config } from '../config.ts';
import type { RecordHeader } from '../contracts/index.ts';

type Named = Pick<RecordHeader, 'sourceSystem' | 'documentId'>;

/** Which records are the same under several ids, as whoever moved them between systems has written down. */
export interface Aliases {
  /** Equal for records that are the same; for all others their own source and id. */
  keyOf(record: Named): string;
}

/**
 * From pairs and sets of ids, and from rules that make a new system's id of an old one's. Sets that share an id are one.
 */
export function createAliases(config: Config['aliases']): Aliases {
  const canonical = new Map<string, string>();
  const rules = config.flatMap((alias) =>
    'rule' in alias ? [{ ...alias.rule, pattern: new RegExp(alias.rule.id) }] : [],
  );

  function moved(record: Named): Named {
    if (rules.length === 0) return record;
    const { sourceSystem, documentId } = record;
    const from = sourceSystem.toUpperCase();
    const rule = rules.find((each) => each.from.toUpperCase() === from && each.pattern.test(documentId));
    return rule ? { sourceSystem: rule.to, documentId: documentId.replace(rule.pattern, rule.becomes) } : record;
  }

  for (const alias of config) {
    if (!('same' in alias)) continue;
    const keys = alias.same.map(({ source, documentId }) => ownKey(moved({ sourceSystem: source, documentId })));
    const known = new Set(keys.flatMap((key) => canonical.get(key) ?? []));
    const [chosen] = [...known, ...keys];
    if (chosen === undefined) continue;
    for (const [key, group] of canonical) if (known.has(group)) canonical.set(key, chosen);
    for (const key of keys) canonical.set(key, chosen);
  }

  return {
    keyOf: (record) => {
      const key = ownKey(moved(record));
      return canonical.get(key) ?? key;
    },
  };
}

export const noAliases: Aliases = { keyOf: (record) => ownKey(record) };

/** Every record has one: the length tells where the system ends, so that nothing need be escaped. */
function ownKey({ sourceSystem, documentId }: Named): string {
  const system = sourceSystem.toUpperCase();
  return `${system.length} ${system} ${documentId}`;
}
