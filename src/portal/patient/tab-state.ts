import type { OpenPatient } from '../../faces/portal-api/shapes/patient.ts';

/** What one tab knows of the session's one patient. */
export type TabState =
  /** The bridge is asked who is open. */
  | { readonly kind: 'looking' }
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly open: OpenPatient }
  /** The tab showed somebody who is not open any more; it has dropped all it had. */
  | { readonly kind: 'left'; readonly because: 'another-opened' | 'closed' }
  | { readonly kind: 'failed'; readonly problem: Error };

export type TabEvent =
  | { readonly kind: 'found'; readonly open: OpenPatient | undefined }
  | { readonly kind: 'failed'; readonly problem: Error }
  | { readonly kind: 'look' }
  | { readonly kind: 'opened-here'; readonly open: OpenPatient }
  | { readonly kind: 'closed-here' }
  /** Told by another tab; undefined = closed. The name of an opening says nothing of whom it is about. */
  | { readonly kind: 'told'; readonly opening: string | undefined }
  /** The bridge says that what this tab shows is not open. */
  | { readonly kind: 'refused' };

/** Pure: what a tab shows after what happened. A tab that shows somebody never passes on to another by itself. */
export function nextTabState(state: TabState, event: TabEvent): TabState {
  switch (event.kind) {
    case 'found':
      return event.open ? { kind: 'open', open: event.open } : { kind: 'none' };
    case 'failed':
      return { kind: 'failed', problem: event.problem };
    case 'look':
      return { kind: 'looking' };
    case 'opened-here':
      return { kind: 'open', open: event.open };
    case 'closed-here':
      return { kind: 'none' };
    case 'told':
      return told(state, event.opening);
    case 'refused':
      return state.kind === 'open' ? { kind: 'left', because: 'another-opened' } : state;
  }
}

function told(state: TabState, opening: string | undefined): TabState {
  if (state.kind === 'none') return opening === undefined ? state : { kind: 'looking' };
  if (state.kind === 'left') return { kind: 'left', because: opening === undefined ? 'closed' : 'another-opened' };
  if (state.kind !== 'open' || state.open.opening === opening) return state;
  return { kind: 'left', because: opening === undefined ? 'closed' : 'another-opened' };
}
