import type { MapEdge, MapNode } from '../../../faces/portal-api/shapes/map.ts';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** What nodes and edges are called. */
export function useMapWords() {
  const text = useTexts(texts);
  return {
    nameOf: ({ id, name }: MapNode): string => name ?? text.own[id] ?? id,
    trafficOf({ calls, failed = 0, waiting, dead = 0 }: MapEdge): string | undefined {
      if (calls !== undefined) return text.calls(calls, failed);
      return waiting === undefined ? undefined : text.messages(waiting, dead);
    },
  };
}

/** Where one reads more; undefined where there is no page. */
export function wayTo({ id, kind }: MapNode): string | undefined {
  if (kind === 'source') return `/operations/sources/${id}`;
  return kind === 'destination' ? '/operations/messages' : undefined;
}
