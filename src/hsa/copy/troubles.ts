import type { DirectoryCopyConfig } from '../../config.ts';
import type { CopyState } from './generation.ts';

/** What somebody should know of the copy; `detail` in sentences. */
export type CopyTrouble =
  | { readonly kind: 'held'; readonly generation: number; readonly detail: string }
  | { readonly kind: 'old'; readonly since: string; readonly detail: string };

export function copyTroubles(
  { held, asOf }: Pick<CopyState, 'held' | 'asOf'>,
  { tooOldHours }: Pick<DirectoryCopyConfig, 'tooOldHours'>,
  now: number,
): readonly CopyTrouble[] {
  const troubles: CopyTrouble[] = [];
  if (held) {
    const detail = `Generation ${held.id} waits for a decision: ${held.report?.held.join(' ') ?? ''}`;
    troubles.push({ kind: 'held', generation: held.id, detail });
  }
  if (asOf !== undefined && now - Date.parse(asOf) > tooOldHours * 3_600_000)
    troubles.push({ kind: 'old', since: asOf, detail: `The copy is as its origin was at ${asOf}.` });
  return troubles;
}
