import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { BridgeError } from '../../../errors.ts';
import { type Directory, keptWith, treeOf, type Unit } from '../../../hsa/index.ts';
import type { PublicUnit } from '../shapes/directory.ts';
import { shownTo } from './audience.ts';
import { publicUnit } from './shown-unit.ts';

/** A unit as open data. */
interface OpenUnit extends PublicUnit {
  /** ISO 8601 in UTC, from (inclusive) to (exclusive); null is open. */
  readonly period: { readonly from: string | null; readonly to: string | null };
  /** HSA-id of the nearest unit above it that is open data too. */
  readonly parent: string | null;
  /** Of a care unit: HSA-id of the care provider that answers for it. */
  readonly careProvider: string | null;
}

interface OpenDirectory {
  readonly units: ReadonlyMap<string, OpenUnit>;
  /** Changes when anything in it does. */
  readonly version: string;
}

const openDirectory = keptWith((open: readonly Unit[]): OpenDirectory => {
  const parents = new Map(
    [...treeOf(open)].flatMap(([parent, below]) => below.map(({ hsaId }) => [hsaId, parent] as const)),
  );
  const units = new Map(open.map((unit) => [unit.hsaId, openUnit(unit, parents.get(unit.hsaId))]));
  const hash = createHash('sha256');
  for (const unit of units.values()) hash.update(JSON.stringify(unit));
  return { units, version: hash.digest('base64url') };
});

const openIn = (listed: readonly Unit[]) => shownTo('anyone', listed, new Date());

export async function openVersion(directory: Directory): Promise<string> {
  const { value } = await directory.units();
  return openDirectory(openIn(value.items)).version;
}

/** Every unit in force that is marked for the internet, written as it is read. */
export async function openUnits(directory: Directory): Promise<Readable> {
  const { value, asOf, stale } = await directory.units();
  const { units } = openDirectory(openIn(value.items));
  return Readable.from(written({ asOf, stale, complete: !value.more, count: units.size }, units.values()));
}

/** One of them, by HSA-id in upper case. Throws `DIRECTORY_UNAVAILABLE` where it may be among those not read. */
export async function openUnitOf(directory: Directory, hsaId: string): Promise<OpenUnit | undefined> {
  const { value } = await directory.units();
  const unit = openDirectory(openIn(value.items)).units.get(hsaId);
  // Of a list that is cut nobody knows what is missing.
  if (!unit && value.more) throw new BridgeError('DIRECTORY_UNAVAILABLE', 'It has more units than are read.');
  return unit;
}

function* written(head: object, units: Iterable<OpenUnit>): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"units":[`;
  let between = '\n';
  for (const unit of units) {
    yield between + JSON.stringify(unit);
    between = ',\n';
  }
  yield '\n]}\n';
}

function openUnit(unit: Unit, parent: string | undefined): OpenUnit {
  const { from, to } = unit.period;
  return {
    ...publicUnit(unit),
    period: { from: from ?? null, to: to ?? null },
    parent: parent ?? null,
    careProvider: unit.responsibleProvider ?? null,
  };
}
