import fc from 'fast-check';

/** What networks and careless systems do to a document: parts of it lost, repeated, moved or replaced. */
export function mutationsOf(xml: string): fc.Arbitrary<string> {
  const parts = xml.split(/(?=<)/);
  const at = fc.nat(parts.length - 1);
  const mutation = fc.oneof(
    at.map(
      (index): Mutation =>
        (all) =>
          all.toSpliced(index, 1),
    ),
    at.map(
      (index): Mutation =>
        (all) =>
          all.toSpliced(index, 0, all[index] ?? ''),
    ),
    fc.tuple(at, at).map(
      ([from, to]): Mutation =>
        (all) =>
          all.toSpliced(to, 0, ...all.slice(from, from + 1)).toSpliced(from, 1),
    ),
    fc.tuple(at, fc.string()).map(
      ([index, garbage]): Mutation =>
        (all) =>
          all.with(Math.min(index, all.length - 1), garbage),
    ),
    fc.tuple(at, fc.string()).map(
      ([index, text]): Mutation =>
        (all) =>
          replaceText(all, index, text),
    ),
    // Whole elements, so that the document stays well-formed and the reader sees what is wrong with it.
    at.map(
      (index): Mutation =>
        (all) =>
          withElement(all, index, () => []),
    ),
    at.map(
      (index): Mutation =>
        (all) =>
          withElement(all, index, (element) => [...element, ...element]),
    ),
    at.map(
      (index): Mutation =>
        (all) =>
          withElement(all, index, ([first = '']) => [renamed(first), `</${nameOf(renamed(first))}>`]),
    ),
    at.map(
      (index): Mutation =>
        (all) =>
          all.slice(0, index),
    ),
  );
  return fc.array(mutation, { minLength: 1, maxLength: 3 }).map((mutations) => {
    let mutated = parts;
    for (const mutate of mutations) if (mutated.length > 0) mutated = mutate(mutated);
    return mutated.join('');
  });
}

type Mutation = (parts: string[]) => string[];

function nameOf(tag: string): string {
  return /^<\/?([^\s>]+)/.exec(tag)?.[1] ?? '';
}

function renamed(tag: string): string {
  return tag.replace(/^<([^\s:>]+):([^\s>]+)/, '<$1:$2x');
}

function replaceText(parts: string[], index: number, text: string): string[] {
  const escaped = text.replace(/[<&]|[^\x20-\x7E]/g, '?');
  return parts.with(Math.min(index, parts.length - 1), `${(parts[index] ?? '').replace(/>.*$/s, '>')}${escaped}`);
}

/** Exchanges the element that starts at or after the place. */
function withElement(parts: string[], index: number, change: (element: string[]) => string[]): string[] {
  const start = parts.findIndex((part, at) => at >= Math.max(1, index) && !part.startsWith('</'));
  if (start < 0) return parts;
  let depth = 0;
  let end = start;
  for (; end < parts.length; end++) {
    depth += parts[end]?.startsWith('</') ? -1 : 1;
    if (depth === 0) break;
  }
  return parts.toSpliced(start, end + 1 - start, ...change(parts.slice(start, end + 1)));
}
