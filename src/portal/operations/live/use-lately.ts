import { useEffect, useState } from 'react';
import { type Lately, lately, nothingYet } from './lately.ts';
import { type Happening, listen } from './listen.ts';

/** However much happens, the page is drawn no oftener than this. */
const drawnEveryMs = 500;
/** Beyond this what happened is not looked at one by one: nobody could read it. */
const mostKept = 2_000;

/** What happens now in the process that answers, while the page stands and is not paused; and whether it is heard. */
export function useLately(isPaused: boolean): Lately & { readonly listens: boolean } {
  const [shown, setShown] = useState(nothingYet);
  const [listens, setListens] = useState(false);
  useEffect(() => {
    if (isPaused) return undefined;
    const leaving = new AbortController();
    let waiting: Happening[] = [];
    const hear = (happening: Happening): void => {
      if (waiting.length < mostKept) waiting.push(happening);
    };
    void listen({ hear, listens: setListens }, leaving.signal);
    const draw = setInterval(() => {
      const happened = waiting;
      waiting = [];
      setShown((before) =>
        happened.length === 0 && before.calls.length === 0 ? before : lately(before, happened, Date.now()),
      );
    }, drawnEveryMs);
    return () => {
      leaving.abort();
      clearInterval(draw);
    };
  }, [isPaused]);
  return { ...shown, listens };
}
