import { useContext, useEffect, useRef } from 'react';
import { PlacesHidden } from './place.tsx';

/** Calls when what tells of places has been asked for: what was given until then lacks it. */
export function usePlacesShown(shown: () => void): void {
  const hidden = useContext(PlacesHidden);
  const before = useRef(hidden);
  useEffect(() => {
    if (before.current && !hidden) shown();
    before.current = hidden;
  }, [hidden, shown]);
}
