import { masteries, masterName } from '../config/master-names.ts';
import type { SuccessionConfig } from '../config/successions.ts';
import { isUnit } from '../hsa/index.ts';
import { sameHsaId } from '../identities/same-hsa-id.ts';
import type { DryRunParts } from './dry-run-parts.ts';
import type { People } from './people.ts';
import type { Conflict, Merger } from './report.ts';

/** What should be settled before the day. Throws DIRECTORY_UNAVAILABLE. */
export async function conflictsIn(
  parts: Pick<DryRunParts, 'config' | 'directory'>,
  successions: readonly SuccessionConfig[],
  mergers: readonly Merger[],
  people: People,
): Promise<Conflict[]> {
  const found = await Promise.all([
    ...successions.map((one) => aboutEnds(parts, one)),
    ...mergers.map((merger) => aboutUnits(parts, merger, successions)),
  ]);
  // Several may go into the same one.
  const distinct = new Map(found.flat().map((conflict) => [`${conflict.code} ${conflict.hsaId}`, conflict]));
  return [
    ...distinct.values(),
    ...mergers.flatMap((merger) => [
      ...aboutMasters(parts.config, merger),
      ...aboutDecisions(parts.config, merger),
      ...aboutHeir(merger, successions),
    ]),
    ...people.faulty.map(({ hsaId, reason }): Conflict => ({ code: 'faulty-assignment', hsaId, text: faults(reason) })),
    ...(people.more
      ? [{ code: 'directory-too-large', hsaId: '', text: 'Not all assignments were read.' } satisfies Conflict]
      : []),
  ];
}

async function aboutEnds({ directory }: Pick<DryRunParts, 'directory'>, one: SuccessionConfig): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  for (const hsaId of [one.from, one.into]) {
    const { value } = await directory.object(hsaId);
    if (!value) conflicts.push({ code: 'unknown-in-directory', hsaId, text: 'The care directory does not know it.' });
    else if (one.kind === 'care-provider' && !(isUnit(value) && value.isCareProvider))
      conflicts.push({ code: 'not-a-care-provider', hsaId, text: 'In the care directory it is no care provider.' });
  }
  return conflicts;
}

async function aboutUnits(
  { directory }: Pick<DryRunParts, 'directory'>,
  { parts }: Merger,
  successions: readonly SuccessionConfig[],
): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  for (const part of parts) {
    const { value: careUnits } = await directory.careUnitsOf(part.hsaId);
    for (const { hsaId, manager, archived } of careUnits)
      if (manager === undefined && !archived)
        conflicts.push({ code: 'no-head-of-operations', hsaId, text: 'The care unit has no head of operations.' });
    const own = successions.find(({ kind, from }) => kind === 'care-provider' && sameHsaId(from, part.hsaId));
    if (!own) continue;
    const listed = own.units ?? [];
    const isListed = (hsaId: string) => listed.some((one) => sameHsaId(one, hsaId));
    const missing = careUnits.filter(({ hsaId }) => !isListed(hsaId));
    if (missing.length > 0)
      conflicts.push({
        code: 'units-not-listed',
        hsaId: part.hsaId,
        text: `${missing.length} of its ${careUnits.length} care units are not among units of the succession.`,
      });
    const foreign = listed.filter((one) => !careUnits.some(({ hsaId }) => sameHsaId(hsaId, one)));
    for (const hsaId of foreign)
      conflicts.push({
        code: 'unit-of-another',
        hsaId,
        text: `It is listed as ${part.hsaId}'s; the care directory has it under another or not at all.`,
      });
  }
  return conflicts;
}

/** What it had before the day goes by whether it was there. */
function aboutHeir({ into: { hsaId }, parts }: Merger, successions: readonly SuccessionConfig[]): Conflict[] {
  const together = successions.filter(({ kind, into }) => kind === 'care-provider' && sameHsaId(into, hsaId));
  if (together.every(({ intoIsNew }) => intoIsNew === undefined))
    return [{ code: 'new-or-not', hsaId, text: 'It is not said whether it begins on the day (intoIsNew).' }];
  const own = parts.find(({ stays }) => stays);
  const blocks = (own?.outerBlocks ?? 0) + (own?.innerBlocks ?? 0);
  if (blocks === 0 || !together.some(({ intoIsNew }) => intoIsNew)) return [];
  const text = `${blocks} blocks name it before it begins: each counts as one of every care provider that goes into it.`;
  return [{ code: 'blocked-before-its-day', hsaId, text }];
}

/** What is registered stays where it is: with several masters each knows its own part alone. */
function aboutMasters(config: DryRunParts['config'], { into, parts }: Merger): Conflict[] {
  return masteries.flatMap((what): Conflict[] => {
    const heir = masterName(config, what, into.hsaId);
    if (heir === undefined)
      return [{ code: 'no-master', hsaId: into.hsaId, text: `Nobody is named as master of its ${what}.` }];
    return parts
      .filter((part) => masterName(config, what, part.hsaId) !== heir)
      .map((part) => ({
        code: 'other-master',
        hsaId: part.hsaId,
        text: `Master of its ${what} is ${masterName(config, what, part.hsaId) ?? 'nobody'}, of ${into.hsaId}'s ${heir}.`,
      }));
  });
}

/** What a care provider has decided in `access.providers` ends with it. */
function aboutDecisions({ access }: DryRunParts['config'], { into, parts }: Merger): Conflict[] {
  const decidedBy = (hsaId: string) => {
    const entry = access.providers.find(({ careProvider }) => sameHsaId(careProvider, hsaId));
    const { ownDataWithoutRelation = false, onCall = 'nobody', log = 'nowhere' } = entry ?? {};
    return { ownDataWithoutRelation, onCall, log };
  };
  const heir = decidedBy(into.hsaId);
  return parts.flatMap(({ hsaId }) => {
    const own = decidedBy(hsaId);
    return (['ownDataWithoutRelation', 'onCall', 'log'] as const)
      .filter((key) => own[key] !== heir[key])
      .map((key): Conflict => {
        const text = `Its ${key} in access.providers is ${own[key]}, of ${into.hsaId} ${heir[key]}.`;
        return { code: 'decided-otherwise', hsaId, text };
      });
  });
}

function faults(reason: string): string {
  if (reason === 'care-needs-care-unit') return 'An assignment for care without care unit: it gives nothing.';
  return `The assignment gives nothing (${reason}).`;
}
