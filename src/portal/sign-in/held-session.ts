import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';

/** Whose page this tab shows, and whether the session it was shown in still lasts. */
export type Held =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'signed-in'; readonly session: ShownSession }
  /** It has run out. The page is covered and kept, so that nothing that was typed is lost. */
  | { readonly kind: 'ended'; readonly session: ShownSession }
  /** Signed out, or somebody else has signed in: all that the tab has must go. */
  | { readonly kind: 'discarded' };

export type SessionEvent =
  /** What the bridge answered to who is signed in; null: nobody. */
  | { readonly kind: 'told'; readonly session: ShownSession | null }
  | { readonly kind: 'ran-out' }
  /** The same person has signed in again and has the same assignment, and the patient is open as before. */
  | { readonly kind: 'resumed'; readonly session: ShownSession }
  | { readonly kind: 'discard' };

/** Pure: what a tab holds after what happened. */
export function nextHeld(held: Held, event: SessionEvent): Held {
  if (held.kind === 'discarded' || event.kind === 'discard') return { kind: 'discarded' };
  switch (event.kind) {
    case 'ran-out':
      return held.kind === 'signed-in' ? ended(held.session) : held;
    case 'resumed':
      return { kind: 'signed-in', session: event.session };
    case 'told':
      return told(held, event.session);
  }
}

function told(held: Exclude<Held, { kind: 'discarded' }>, session: ShownSession | null): Held {
  if (held.kind === 'nobody') return session ? { kind: 'signed-in', session } : held;
  if (!session) return held.kind === 'ended' ? held : ended(held.session);
  if (session.person.hsaId !== held.session.person.hsaId) return { kind: 'discarded' };
  return held.kind === 'ended' ? held : { kind: 'signed-in', session };
}

/** Before an assignment is chosen there is nothing to keep. */
function ended(session: ShownSession): Held {
  return session.assignment ? { kind: 'ended', session } : { kind: 'nobody' };
}

/** What must be done so that a covered page is what it was, once somebody is signed in. */
export type Resumption = 'wait' | 'discard' | 'choose' | 'as-it-was';

/** `before`: in which the page was shown; `now`: who is signed in now. */
export function resumptionOf(before: ShownSession, now: ShownSession | null): Resumption {
  if (!now) return 'wait';
  if (now.person.hsaId !== before.person.hsaId) return 'discard';
  if (!now.assignment) return 'choose';
  return now.assignment.hsaId === before.assignment?.hsaId ? 'as-it-was' : 'discard';
}
