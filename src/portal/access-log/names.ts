import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Names, StoredEntry } from '../../faces/portal-api/shapes/access-log.ts';
import { call } from '../api/client.ts';

/**
 * What an HSA-id is called; undefined when the directory does not know, or has not said yet. Then the id stands alone: a
 * person’s name in the log may be one that is protected.
 */
export type NameOf = (hsaId: string) => string | undefined;

/** So many at a time is what the bridge answers. */
const most = 2_000;
/** No HSA-id is longer; what a caller called itself may be. */
const longest = 64;

/** Names of today's care directory, asked for all at once. Without them pages show HSA-ids alone. */
export function useNames(hsaIds: readonly (string | undefined)[]): NameOf {
  const asked = [...new Set(hsaIds.filter((hsaId) => hsaId !== undefined && hsaId.length <= longest))]
    .toSorted()
    .slice(0, most);
  const { data } = useQuery({
    queryKey: ['access-log', 'names', asked],
    queryFn: () => call<Names>('POST', '/access-log/names', { body: { hsaIds: asked } }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (hsaId) => data?.names[hsaId];
}

/** Everybody and every place that the entries name. */
export function hsaIdsIn(entries: readonly StoredEntry[]): (string | undefined)[] {
  return entries.flatMap(({ actor, caller, reader, units, sourcesAsked }) => [
    actor?.hsaId,
    caller?.hsaId,
    reader?.careProvider,
    reader?.careUnit,
    ...units.flatMap(({ careProvider, careUnit, source }) => [careProvider, careUnit, source]),
    ...sourcesAsked,
  ]);
}
