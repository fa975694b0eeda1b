import { createContext, type ReactNode, useContext } from 'react';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** Whether what tells of places is hidden now: the patient's identity is protected and nobody has asked for it. */
export const PlacesHidden = createContext(false);

/** What tells where somebody lives, is or is cared for: a unit's name, an address, a telephone number. */
export function Place({ children }: { readonly children: ReactNode }) {
  const { hidden } = useTexts(texts);
  return useContext(PlacesHidden) ? <span className="place-hidden">{hidden}</span> : children;
}
