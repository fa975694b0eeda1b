import type { SuccessionConfig } from '../config/successions.ts';
import type { Lookups } from '../hsa/index.ts';
import { createSuccessions, midnightOf } from '../hsa/succession/successions.ts';
import { sameHsaId } from '../identities/index.ts';
import { lineOf } from './hsa-text.ts';

const becomes = { 'care-provider': 'Taken over by', unit: 'Goes up in', 'unit-renamed': 'Is from then on' };
const was = { 'care-provider': 'Takes over', unit: 'Takes in', 'unit-renamed': 'Was before' };

/** What a care provider or unit has been and will be, each from its day; nothing for one that nothing happens to. */
export async function successionLines(
  lookups: Pick<Lookups, 'object'>,
  configured: readonly SuccessionConfig[],
  hsaId: string,
  now: Date,
): Promise<string[]> {
  const named = async (other: string) => {
    const { value } = await lookups.object(other);
    return value ? lineOf(value) : `${other} (not in the directory)`;
  };
  const lineFor = async (words: string, other: string, { at }: SuccessionConfig) => {
    const isToCome = (midnightOf(at) ?? Number.POSITIVE_INFINITY) > now.getTime();
    return `${`${words}:`.padEnd(17)} ${await named(other)}, from ${at}${isToCome ? ' (to come)' : ''}`;
  };
  const lines: string[] = [];
  for (const entry of configured) {
    if (sameHsaId(entry.from, hsaId)) lines.push(await lineFor(becomes[entry.kind], entry.into, entry));
    if (sameHsaId(entry.into, hsaId)) lines.push(await lineFor(was[entry.kind], entry.from, entry));
  }
  const heir = createSuccessions(configured).heirOf(hsaId, now);
  return heir === undefined ? lines : [...lines, `Today it is:      ${await named(heir)}`];
}
