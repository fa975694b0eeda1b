import type { SessionLeft } from '../api/client.ts';

/** What tabs of one browser tell each other of the session. Never whose it is. */
export type SessionNews =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'signed-out' }
  /** Another assignment was chosen. */
  | { readonly kind: 'changed' }
  /** A tab that had run out goes on. */
  | { readonly kind: 'resumed' }
  /** It was used. */
  | { readonly kind: 'used'; readonly left: SessionLeft };

const channel = new BroadcastChannel('norrbryggan.session');

export function tellTabs(news: SessionNews): void {
  channel.postMessage(news);
}

/** Hears the other tabs. Gives the way to hear no more. */
export function hearTabs(hear: (news: SessionNews) => void): () => void {
  const listen = ({ data }: MessageEvent<SessionNews>): void => hear(data);
  channel.addEventListener('message', listen);
  return () => channel.removeEventListener('message', listen);
}
