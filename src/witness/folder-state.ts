import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { readHead, type SignedHead } from '../audit/heads/index.ts';
import { BridgeError } from '../errors.ts';
import { type Evidence, sameFinding, type WitnessState } from './state.ts';

interface Kept {
  /** Notes. */
  readonly heads: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** Beyond this the oldest that prove nothing are dropped: a log that misbehaves every minute shall not fill the disk. */
const mostEvidence = 1_000;

/**
 * A witness's memory in one JSON file of its folder, replaced whole and on disk before it counts. One process has it.
 * Throws CONFIG_INVALID when the file is there and cannot be read: starting anew would forget what was seen.
 */
export async function openFolderState(folder: string): Promise<WitnessState> {
  const file = join(folder, 'state.json');
  await mkdir(folder, { recursive: true });
  let kept = await readKept(file);
  let writing = Promise.resolve();

  /** One after the other; what a failed write would have kept is not kept in memory either. */
  function replace<T>(change: (now: Kept) => { readonly next: Kept | undefined; readonly result: T }): Promise<T> {
    const done = writing.then(async () => {
      const { next, result } = change(kept);
      if (!next) return result;
      await writeDurably(folder, file, `${JSON.stringify(next, null, 2)}\n`);
      kept = next;
      return result;
    });
    writing = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  return {
    heads: async () => headsOf(kept),
    keep: (head, before) =>
      replace((now) => {
        const last = headsOf(now).find(({ origin }) => origin === head.origin);
        if (last?.note !== before?.note) return { next: undefined, result: false };
        const others = now.heads.filter((note) => note !== last?.note);
        return { next: { ...now, heads: [...others, head.note] }, result: true };
      }),
    evidence: async () => kept.evidence,
    accuse: (found) =>
      replace((now) => {
        if (now.evidence.some((known) => sameFinding(known, found))) return { next: undefined, result: false };
        return { next: { ...now, evidence: trimmed([...now.evidence, found]) }, result: true };
      }),
  };
}

function trimmed(evidence: readonly Evidence[]): readonly Evidence[] {
  if (evidence.length <= mostEvidence) return evidence;
  const dropped = evidence.findIndex(({ suspicion }) => suspicion !== 'contradiction');
  return evidence.filter((_one, index) => index !== Math.max(dropped, 0));
}

function headsOf({ heads }: Kept): SignedHead[] {
  return heads.map(readHead).filter((head) => head !== undefined);
}

async function readKept(file: string): Promise<Kept> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Kept;
    if (Array.isArray(kept.evidence) && headsOf(kept).length === kept.heads.length) return kept;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { heads: [], evidence: [] };
    throw new BridgeError('CONFIG_INVALID', `What the witness remembers cannot be read from ${file}.`, { cause });
  }
  throw new BridgeError('CONFIG_INVALID', `${file} is not what a witness remembers.`);
}

async function writeDurably(folder: string, file: string, text: string): Promise<void> {
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  await handle
    .writeFile(text)
    .then(() => handle.sync())
    .finally(() => handle.close());
  await rename(fresh, file);
  if (process.platform === 'win32') return;
  const entry = await open(folder, 'r');
  await entry.sync().finally(() => entry.close());
}
