import { useEffect } from 'react';

/** What the tab is called. Never a patient. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – Norrbryggan`;
  }, [title]);
}
