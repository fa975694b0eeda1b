import type { RecordHeader } from '../../../contracts/index.ts';
import type { Clinical } from '../mapping/clinical.ts';
import type { SearchParameter, ServedType } from '../served/index.ts';

/** One time to order matches by. */
export interface Order {
  readonly parameter: Extract<SearchParameter, { kind: 'date' }>;
  readonly latestFirst: boolean;
}

/** `-date,_lastUpdated`: times of the type, the latest first after a minus. Undefined where one of them is no time of it. */
export function orderOf({ parameters }: ServedType, value: string): readonly Order[] | undefined {
  const wanted = value.split(',').map((given): Order | undefined => {
    const name = given.trim();
    const latestFirst = name.startsWith('-');
    const parameter = parameters.find((candidate) => candidate.name === (latestFirst ? name.slice(1) : name));
    return parameter?.kind === 'date' ? { parameter, latestFirst } : undefined;
  });
  return wanted.every((one) => one !== undefined) ? wanted : undefined;
}

interface Match {
  readonly resource: Clinical;
  readonly record: { readonly header: RecordHeader };
}

/** Those that the order does not tell apart stay as they were; one without the time comes last. */
export function inOrder<T extends Match>(matches: readonly T[], order: readonly Order[]): readonly T[] {
  const keyed = matches.map((match) => ({ match, keys: keysOf(match, order) }));
  return keyed.sort((a, b) => compared(a.keys, b.keys)).map(({ match }) => match);
}

function keysOf({ resource, record: { header } }: Match, order: readonly Order[]): readonly number[] {
  return order.map(({ parameter, latestFirst }) => {
    const from = parameter.interval(resource, header)?.from;
    if (from === undefined) return Number.POSITIVE_INFINITY;
    return latestFirst ? -from : from;
  });
}

function compared(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((key, index) => key !== b[index]);
  if (differing < 0) return 0;
  return (a[differing] ?? 0) < (b[differing] ?? 0) ? -1 : 1;
}
