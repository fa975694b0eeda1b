import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../api/client.ts';
import { useSessionChanged } from '../shell/session.ts';

/** Whom a code is for, whose sign-in was not begun in this browser. */
export interface Claimed {
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

/** Redeems it. `confirm` says that the person is the one whom it is for, where that is asked. */
export function useOneTimeCode() {
  const changed = useSessionChanged();
  const redeeming = useMutation({
    mutationFn: (confirmed: boolean) =>
      call<{ readonly confirm: Claimed } | undefined>('POST', '/sign-in', { body: { code: codeInAddress, confirmed } }),
    onSuccess: (asked) => (asked ? undefined : changed()),
  });
  const { mutate } = redeeming;
  useEffect(() => {
    if (untried === undefined) return;
    untried = undefined;
    mutate(false);
  }, [mutate]);
  return {
    claimed: redeeming.data?.confirm,
    problem: redeeming.error,
    isPending: redeeming.isPending,
    confirm: () => mutate(true),
    decline: redeeming.reset,
  };
}
