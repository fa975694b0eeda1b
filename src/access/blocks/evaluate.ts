import { sameHsaId } from '../../identities/index.ts';
import type { BlockState, InformationEntity, ReaderPlace } from '../facts.ts';
import type { RegisteredBlock, RegisteredRevoke } from './registered-block.ts';

/** A block (spärr) in force at the instant of the reading, of any identity of the patient, with its lifts in force. */
export interface EffectiveBlock
  extends Pick<RegisteredBlock, 'kind' | 'careProvider' | 'careUnit' | 'start' | 'end' | 'excludedTypes'> {
  readonly revokes: readonly Pick<RegisteredRevoke, 'careUnit' | 'employee' | 'end'>[];
}

/**
 * What the blocks make of one piece of information for one reader, in the order of the national block service: whose it
 * is, types left out, period, temporary lifts (tillfälliga hävningar). What is not stated of the information is hit by
 * any block that applies.
 * - An inner block (PDL 4:4) hits every reader outside its unit, those of other care providers too; a reader without a
 *   unit is outside all units. An outer block (SVOD 2:3) hits readers of other care providers alone.
 * - A lift counts for its unit, for its person where it names one, until its end.
 * Pure and total: a time that cannot be read is no time, so the block hits.
 */
export function evaluateBlocks(
  reader: ReaderPlace,
  entity: InformationEntity,
  blocks: readonly EffectiveBlock[],
  at: Date,
): BlockState {
  const hitting = blocks.filter(
    (block) =>
      concerns(block, entity) && reaches(block, reader) && !leavesOut(block, entity) && overlapsInTime(block, entity),
  );
  const standing = hitting.filter((block) => !isLifted(block, reader, at));
  if (standing.length > 0) return kindOf(standing);
  return hitting.length > 0 ? `${kindOf(hitting)}-lifted` : 'none';
}

/** With blocks of both kinds it is the outer one that tells what would have to be lifted last. */
function kindOf(blocks: readonly EffectiveBlock[]): 'inner' | 'outer' {
  return blocks.some(({ kind }) => kind === 'outer') ? 'outer' : 'inner';
}

function concerns(block: EffectiveBlock, entity: InformationEntity): boolean {
  if (!sameHsaId(block.careProvider, entity.careProvider)) return false;
  if (block.kind === 'outer' || block.careUnit === undefined || entity.careUnit === undefined) return true;
  return sameHsaId(block.careUnit, entity.careUnit);
}

function reaches(block: EffectiveBlock, reader: ReaderPlace): boolean {
  if (!sameHsaId(block.careProvider, reader.careProvider)) return true;
  if (block.kind === 'outer') return false;
  return block.careUnit === undefined || reader.careUnit === undefined || !sameHsaId(block.careUnit, reader.careUnit);
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

function isLifted({ revokes }: EffectiveBlock, reader: ReaderPlace, at: Date): boolean {
  return revokes.some(
    ({ careUnit, employee, end }) =>
      reader.careUnit !== undefined &&
      sameHsaId(careUnit, reader.careUnit) &&
      (employee === undefined || (reader.employee !== undefined && sameHsaId(employee, reader.employee))) &&
      at.getTime() < Date.parse(end),
  );
}
