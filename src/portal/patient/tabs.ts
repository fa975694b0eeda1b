/** What tabs tell each other: which opening is in force, by its name alone. */
export interface Tabs {
  tell(opening: string | undefined): void;
  close(): void;
}

/** Hears the other tabs of this browser. */
export function joinTabs(heard: (opening: string | undefined) => void): Tabs {
  const channel = new BroadcastChannel('norrbryggan.patient');
  channel.onmessage = ({ data }: MessageEvent<{ readonly opening?: string }>) => heard(data.opening);
  return {
    tell: (opening) => channel.postMessage({ opening }),
    close: () => channel.close(),
  };
}
