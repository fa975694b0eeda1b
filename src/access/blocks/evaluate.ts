import { noSuccessions, type Successions } from '../../hsa/succession/successions.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { BlockState, InformationEntity, ReaderPlace, UsedLift } from '../facts.ts';
import { isOwnProvider, isVeryUnit, placedAt } from '../merged.ts';
import type { RegisteredBlock, RegisteredRevoke } from './registered-block.ts';

/** A block (spärr) in force at the instant of the reading, of any identity of the patient, with its lifts in force. */
export interface EffectiveBlock
  extends Pick<RegisteredBlock, 'kind' | 'careProvider' | 'careUnit' | 'start' | 'end' | 'excludedTypes'> {
  /** ISO 8601, when the patient decided it; undefined: not known, before anything merged. */
  readonly madeAt?: string | undefined;
  readonly revokes: readonly Pick<RegisteredRevoke, 'id' | 'careUnit' | 'employee' | 'end' | 'reason'>[];
}

interface Evaluated {
  readonly state: BlockState;
  /** Of each block that is lifted the one that does it, where none stands. */
  readonly lifts: readonly UsedLift[];
}

/**
 * What the blocks make of one piece of information for one reader, in the order of the national block service: whose it
 * is, types left out, period, temporary lifts (tillfälliga hävningar). What is not stated of the information is hit by
 * any block that applies.
 * - An inner block (PDL 4:4) hits every reader outside its unit, those of other care providers too; a reader without a
 *   unit is outside all units. An outer block (SVOD 2:3) hits readers of other care providers alone.
 * - What counts is who were different care providers when the patient decided: those who have merged since then are kept
 *   apart by an outer block as they were, which is then an inner one to them. Where it cannot be known who was whose,
 *   the block hits. A unit that has gone up in another keeps its inner blocks; one that was renamed is the same.
 * - A lift counts for its unit, for its person where it names one, until its end.
 * Pure and total: a time that cannot be read is no time, so the block hits.
 */
export function evaluateBlocks(
  given: ReaderPlace,
  entity: InformationEntity,
  blocks: readonly EffectiveBlock[],
  at: Date,
  successions: Successions = noSuccessions,
): Evaluated {
  const reader = placedAt(given, successions, at);
  const hitting = blocks
    .map((block) => ({ ...block, ...originsOf(block, successions, at) }))
    .filter(
      (block) =>
        concerns(block, entity) &&
        reaches(block, reader, entity) &&
        !leavesOut(block, entity) &&
        overlapsInTime(block, entity),
    );
  const lifted = hitting.map((block) => ({ block, by: liftOf(block, reader, at) }));
  const standing = lifted.filter(({ by }) => by === undefined).map(({ block }) => block);
  if (standing.length > 0) return { state: kindOf(standing, reader), lifts: [] };
  const lifts = lifted.flatMap(({ by }) => (by ? [{ id: by.id, reason: by.reason }] : []));
  return { state: hitting.length > 0 ? `${kindOf(hitting, reader)}-lifted` : 'none', lifts };
}

/** Whose a place was when the patient decided the block. */
interface Origins {
  /** Whether it was the blocking care provider's, as far as that is known. */
  wasOf(place: Place): 'yes' | 'no' | 'perhaps';
  /** Whether two places are known to have been one care provider's. */
  wereSame(one: Place, other: Place): boolean;
  /** Whether a care unit is the one that the block is around. */
  isUnit(careUnit: string): boolean;
}

type Place = Parameters<Successions['answeredAt']>[0];
type PlacedBlock = EffectiveBlock & Origins;

export function originsOf(
  block: Pick<EffectiveBlock, 'careProvider' | 'careUnit' | 'madeAt'>,
  successions: Successions,
  at: Date,
): Origins {
  const then = decidedAt(block, successions, at);
  const owners = successions.meantBy(block.careProvider, then, at);
  const { careUnit: unit } = block;
  const answered = (place: Place) => successions.answeredAt(place, then, at);
  return {
    wasOf(place) {
      const possible = answered(place);
      if (!possible.some((one) => owners.includes(one))) return 'no';
      return possible.length === 1 && owners.length === 1 ? 'yes' : 'perhaps';
    },
    wereSame(...places) {
      const possible = new Set(places.flatMap(answered));
      return possible.size === 1;
    },
    isUnit: (careUnit) => unit !== undefined && successions.isSameUnit(unit, careUnit, at),
  };
}

/** One that names a care provider which is gone is about what that was, whenever it was written down. */
function decidedAt(
  { madeAt, careProvider }: Pick<EffectiveBlock, 'madeAt' | 'careProvider'>,
  successions: Successions,
  at: Date,
): Date {
  const made = madeAt === undefined ? 0 : Date.parse(madeAt);
  return new Date(Math.min(made, +successions.lastOwnInstant(careProvider, at)));
}

/** With blocks of both kinds it is the outer one that tells what would have to be lifted last. */
function kindOf(blocks: readonly EffectiveBlock[], reader: ReaderPlace): 'inner' | 'outer' {
  const isOuter = ({ kind, careProvider }: EffectiveBlock): boolean =>
    kind === 'outer' && !isOwnProvider(reader, careProvider);
  return blocks.some(isOuter) ? 'outer' : 'inner';
}

function concerns(block: PlacedBlock, entity: InformationEntity): boolean {
  if (block.wasOf(madeAtPlace(entity)) === 'no') return false;
  if (block.kind === 'outer' || block.careUnit === undefined || entity.careUnit === undefined) return true;
  return block.isUnit(entity.careUnit);
}

function reaches(block: PlacedBlock, reader: ReaderPlace, entity: InformationEntity): boolean {
  const { careUnit, careProvider } = reader.merged?.named ?? reader;
  const place = { careProvider, careUnit };
  const wasInside = block.wasOf(place);
  if (block.kind === 'outer') return wasInside !== 'yes' && !block.wereSame(place, madeAtPlace(entity));
  return wasInside === 'no' || block.careUnit === undefined || careUnit === undefined || !block.isUnit(careUnit);
}

/** Where information was made, and from when on it may have been. */
export function madeAtPlace(entity: InformationEntity): Place {
  const { careProvider, careUnit } = entity;
  return { careProvider, careUnit, madeFrom: stretchOf(entity)[0] };
}

function leavesOut(block: EffectiveBlock, { type }: InformationEntity): boolean {
  return block.excludedTypes.some((excluded) => excluded === type);
}

/** Ends included. */
function overlapsInTime(block: EffectiveBlock, entity: InformationEntity): boolean {
  const [blockStart, blockEnd] = stretchOf(block);
  const [start, end] = stretchOf(entity);
  return blockStart <= end && start <= blockEnd;
}

/** A missing or unreadable end is open. One that ends before it starts says nothing, so all of time is meant. */
function stretchOf({ start, end }: Pick<InformationEntity, 'start' | 'end'>): readonly [number, number] {
  const from = Date.parse(start ?? '');
  const to = Date.parse(end ?? '');
  if (from > to) return [-Infinity, Infinity];
  return [Number.isNaN(from) ? -Infinity : from, Number.isNaN(to) ? Infinity : to];
}

function liftOf(
  { revokes }: EffectiveBlock,
  reader: ReaderPlace,
  at: Date,
): EffectiveBlock['revokes'][number] | undefined {
  return revokes.find(
    ({ careUnit, employee, end }) =>
      isVeryUnit(reader, careUnit) &&
      (employee === undefined || (reader.employee !== undefined && sameHsaId(employee, reader.employee))) &&
      at.getTime() < Date.parse(end),
  );
}
