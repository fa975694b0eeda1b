import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { useSessionChanged } from '../shell/session.ts';

/** Whom a code is for, whose sign-in was not begun in this browser. */
interface Claimed {
  readonly hsaId: string;
  readonly name: string;
}

/** The code that the card's door sent along; taken out of the address and the history before anything else is done. */
const codeInAddress = takeCode();

function takeCode(): string | undefined {
  const code = /^#sign-in=([\w-]+)$/.exec(location.hash)?.[1];
  if (code) history.replaceState(null, '', location.pathname);
  return code;
}

let untried = codeInAddress;

export type OneTimeCode = ReturnType<typeof useOneTimeCode>;

/**
 * Whether somebody must say who sits here. `present`: who is signed in already; nothing is asked of her about a code of
 * her own.
 */
export function asksWho({ claimed, problem }: OneTimeCode, present: ShownSession | undefined): boolean {
  if (claimed) return claimed.hsaId !== present?.person.hsaId;
  return problem !== null && present !== undefined;
}

/**
 * Redeems it, whoever is signed in here already, once that `isKnown`: two answers at a time could each set the cookie.
 * `confirm` says that the person is the one whom it is for, where that is asked.
 */
export function useOneTimeCode(isKnown: boolean) {
  const changed = useSessionChanged();
  const redeeming = useMutation({
    mutationFn: (confirmed: boolean) =>
      call<{ readonly confirm: Claimed } | undefined>('POST', '/sign-in', { body: { code: codeInAddress, confirmed } }),
    onSuccess: (asked) => (asked ? undefined : changed()),
  });
  const { mutate } = redeeming;
  useEffect(() => {
    if (!isKnown || untried === undefined) return;
    untried = undefined;
    mutate(false);
  }, [isKnown, mutate]);
  return {
    claimed: redeeming.data?.confirm,
    problem: redeeming.error,
    isPending: redeeming.isPending || untried !== undefined,
    confirm: () => mutate(true),
    /** Leaves it at that: nobody comes in by it. */
    decline: redeeming.reset,
  };
}
