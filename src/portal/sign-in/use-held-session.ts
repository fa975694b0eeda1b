import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { call, hearRefusals, hearSessionLeft, type SessionLeft } from '../api/client.ts';
import { isRetried, Problem } from '../api/problem.ts';
import { sessionKey, sessionPath } from '../shell/session.ts';
import { type Held, nextHeld, resumptionOf } from './held-session.ts';
import { resumeAll, whileOthersWait } from './resuming.ts';
import { phaseOf, type SessionClock, type SessionPhase, sessionClock } from './session-clock.ts';
import { hearTabs, tellTabs } from './session-tabs.ts';

export interface HeldSession {
  readonly held: Held;
  readonly phase: SessionPhase;
  /** Another tab went on after the person signed in here: there is nothing to do in this one. */
  readonly goesOnElsewhere: boolean;
  /** Of the last attempt to go on. */
  readonly problem: Error | undefined;
  /** Uses the session, so that it lasts. */
  stay(): void;
  /** Goes on where the page was, if the same person has signed in. */
  resume(): void;
}

/** The session that this tab shows, as it goes by: in this tab, in others, and by the clock. `told`: what the bridge says. */
export function useHeldSession(told: ShownSession | null | undefined): HeldSession {
  const queries = useQueryClient();
  const [held, happened] = useReducer(nextHeld, { kind: 'nobody' } satisfies Held as Held);
  const [problem, setProblem] = useState<Error>();
  const [goesOnElsewhere, setElsewhere] = useState(false);
  // What a record system has sent along is in this tab alone, once it has been taken.
  const cameByLaunch = useRef(false);
  if (told?.launched) cameByLaunch.current = true;
  const isChoosing = held.kind === 'signed-in' && !held.session.assignment;
  const ranOut = useCallback(() => {
    happened({ kind: 'ran-out' });
    // Where nothing is kept, nobody is signed in any more.
    queries.setQueryData(sessionKey, null);
  }, [queries]);
  const { phase, use } = useClock(ranOut);

  useEffect(() => {
    if (told !== undefined) happened({ kind: 'told', session: told });
  }, [told]);
  useEffect(() => {
    // Nothing of the page is left after that, nor of what it has in memory.
    if (held.kind === 'discarded') location.replace('/');
    // Tabs that have run out go on, whoever the person signed in with and where.
    if (held.kind === 'signed-in') tellTabs({ kind: 'signed-in' });
  }, [held.kind]);

  const look = useCallback(async () => {
    // A first answer that is under way may be to a token that has been replaced: the query would take it as news.
    await queries.cancelQueries({ queryKey: sessionKey });
    await queries.invalidateQueries({ queryKey: sessionKey });
  }, [queries]);
  const ended = held.kind === 'ended' ? held.session : undefined;
  const resume = useCallback(async () => {
    if (!ended) return;
    setProblem(undefined);
    // One tab at a time: choosing an assignment gives the session a new token.
    await whileOthersWait(async () => {
      try {
        const outcome = await goOn(ended, queries);
        if (outcome === 'discard') happened({ kind: 'discard' });
        if (typeof outcome === 'string') return;
        queries.setQueryData(sessionKey, outcome);
        happened({ kind: 'resumed', session: outcome });
        tellTabs({ kind: 'resumed' });
      } catch (thrown) {
        setProblem(thrown as Error);
      }
    });
  }, [ended, queries]);

  useEffect(
    () =>
      hearTabs((news) => {
        if (news.kind === 'used') return use(news.left);
        if (news.kind === 'signed-out') return happened({ kind: 'discard' });
        if (news.kind === 'resumed' && isChoosing && !cameByLaunch.current) setElsewhere(true);
        void (ended ? resume() : look());
      }),
    [ended, isChoosing, resume, look, use],
  );
  useEffect(
    () =>
      hearSessionLeft((left) => {
        use(left);
        tellTabs({ kind: 'used', left });
      }),
    [use],
  );
  useEffect(
    () =>
      hearRefusals(({ status, code }, path) => {
        // Whose sign-in is refused may be somebody else.
        if (status !== 401 || path === sessionPath || path === '/sign-in') return;
        // Another tab may have been given the token in the place of the one that was sent: the bridge is asked again.
        if (code === 'NOT_SIGNED_IN') void look();
        else ranOut();
      }),
    [look, ranOut],
  );
  useEffect(() => {
    if (!ended) return;
    const back = (): void => void (document.visibilityState === 'visible' && resume());
    document.addEventListener('visibilitychange', back);
    return () => document.removeEventListener('visibilitychange', back);
  }, [ended, resume]);

  return { held, phase, goesOnElsewhere, problem, stay: () => void look(), resume: () => void resume() };
}

/** Gives the session in which the page is as it was; or why not. */
async function goOn(before: ShownSession, queries: QueryClient): Promise<ShownSession | 'wait' | 'discard'> {
  // Beside the session that the page shows. Nobody may be there to press again: a lost connection is tried once more.
  const now = await queries.fetchQuery({
    queryKey: ['who'],
    queryFn: whoIs,
    staleTime: 0,
    gcTime: 0,
    retry: isRetried,
  });
  const resumption = resumptionOf(before, now);
  if (resumption === 'wait' || resumption === 'discard') return resumption;
  if (resumption === 'choose')
    await call('POST', '/session/assignment', { body: { assignment: before.assignment?.hsaId } });
  await resumeAll();
  return call<ShownSession>('GET', sessionPath);
}

async function whoIs(): Promise<ShownSession | null> {
  try {
    return await call<ShownSession>('GET', sessionPath);
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.status === 401) return null;
    throw thrown;
  }
}

/** Tells when the session is about to end; calls `over` when it has. */
function useClock(over: () => void) {
  const [phase, setPhase] = useState<SessionPhase>('lasting');
  const clock = useRef<SessionClock>(undefined);
  const told = useRef(over);
  told.current = over;
  const use = useCallback((left: SessionLeft) => {
    clock.current = sessionClock(left, Date.now());
    setPhase(phaseOf(clock.current, Date.now()));
  }, []);
  useEffect(() => {
    // Each second: a machine that has slept does not know how long a longer wait would have been.
    const timer = setInterval(() => {
      if (!clock.current) return;
      const now = phaseOf(clock.current, Date.now());
      setPhase(now);
      if (now !== 'over') return;
      clock.current = undefined;
      told.current();
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
  return { phase, use };
}
