import type { ReplyChannel } from './reply-channel.ts';

interface VanishedParts {
  readonly channel: Pick<ReplyChannel, 'listens'>;
  /** Addresses of the workers from which replies are waited for. */
  readonly waitedFor: () => ReadonlySet<string>;
  readonly vanished: (address: string) => void;
}

const ROUND_MILLISECONDS = 1_000;

/**
 * Notices workers that were killed with queries in their hands: they no longer listen for what askers tell them. Whoever
 * waits need not wait for the deadline then. A worker is missed twice before it is believed to be gone: its last reply
 * may be on its way when it has just left in order.
 */
export function watchForVanished({ channel, waitedFor, vanished }: VanishedParts): { stop(): void } {
  let missed: ReadonlySet<string> = new Set();
  let looking = false;

  async function look(): Promise<void> {
    const present = await Promise.all(
      [...waitedFor()].map(async (address) => ({ address, here: await listens(address) })),
    );
    const absent = present.filter(({ here }) => !here).map(({ address }) => address);
    for (const address of absent) if (missed.has(address)) vanished(address);
    missed = new Set(absent);
  }

  /** While Redis cannot be asked, nobody is taken for gone; that replies may be lost is told elsewhere. */
  const listens = (address: string): Promise<boolean> => channel.listens(address).catch(() => true);

  const rounds = setInterval(() => {
    if (looking) return;
    looking = true;
    look().finally(() => {
      looking = false;
    });
  }, ROUND_MILLISECONDS).unref();
  return { stop: () => clearInterval(rounds) };
}
