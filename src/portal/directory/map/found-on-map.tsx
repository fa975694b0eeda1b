import type { DirectorySearch } from '../../../faces/portal-api/shapes/directory.ts';
import { useTexts } from '../../texts/language.tsx';
import { texts } from '../texts.ts';
import { usePoints } from '../use-search.ts';
import CountyMap from './county-map.tsx';

/** The units that a search finds, where they are. What went wrong is told beside, where they are listed. */
export default function FoundOnMap({ asked }: { readonly asked: DirectorySearch }) {
  const { map, loading } = useTexts(texts);
  const { data, error } = usePoints(asked);
  const found = data?.kind === 'points' && asked.kind !== 'person' ? data : nothing;
  const { points, more } = found;
  return <CountyMap county={asked.county} points={points} note={note()} />;

  function note(): string {
    if (error) return map.unknown;
    if (!data) return loading;
    return points.length === 0 ? map.nowhere : map.shown(points.length, more);
  }
}

const nothing = { points: [], more: false };
