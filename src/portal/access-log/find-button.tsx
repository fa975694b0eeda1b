import { useTexts } from '../texts/language.tsx';
import './find-button.css';
import type { ReactNode } from 'react';
import type { Search } from './search/search.ts';
import { useBegin } from './search/searches.tsx';
import { texts } from './texts.ts';

interface FindButtonProps {
  readonly search: Search;
  /** What is seen: the value itself. */
  readonly children: ReactNode;
}

/** A value of an entry; one press finds everything that has it. */
export function FindButton({ search, children }: FindButtonProps) {
  const text = useTexts(texts);
  const begin = useBegin();
  return (
    <button type="button" className="find-button" onClick={() => begin(search)}>
      <span className="only-heard">{text.everythingOf} </span>
      {children}
    </button>
  );
}
