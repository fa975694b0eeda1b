import { useSyncExternalStore } from 'react';

/** Whether the page is being put on paper: then everything has to stand in the document. */
export function useIsPrinting(): boolean {
  const now = () => isPrinting;
  return useSyncExternalStore(subscribe, now, now);
}

let isPrinting = false;

function subscribe(changed: () => void): () => void {
  const begin = () => {
    isPrinting = true;
    changed();
  };
  const end = () => {
    isPrinting = false;
    changed();
  };
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  return () => {
    removeEventListener('beforeprint', begin);
    removeEventListener('afterprint', end);
  };
}
