import type { Events } from '../events.ts';
import type { Directory } from '../hsa/index.ts';
import type { Successions } from '../hsa/succession/successions.ts';
import { sameHsaId } from '../identities/index.ts';
import type { Store } from '../store/index.ts';
import { check } from './check.ts';
import type { Fault } from './fault.ts';
import type { DeliveredValue, Measure } from './measure.ts';
import { endOf } from './period.ts';
import { type DeliveryFormat, type GivenLine, readTable } from './read-table.ts';
import { keep, type OwnedValue, type Way } from './rows.ts';

export interface DeliverParts {
  readonly measures: readonly Measure[];
  readonly store: Pick<Store, 'db'>;
  readonly directory: Pick<Directory, 'careProviderOf' | 'units'>;
  readonly events: Events;
  readonly successions: Successions;
}

/** A delivery and whose it is: a care provider delivers figures of its own units and of itself, of nobody else. */
export interface GivenDelivery {
  /** HSA-id. */
  readonly careProvider: string;
  /** HSA-id of the person who uploads it; undefined where it is fetched. */
  readonly by: string | undefined;
  readonly way: Way;
  readonly format: DeliveryFormat;
  readonly text: string;
}

export type DeliveryOutcome =
  | { readonly outcome: 'accepted'; readonly values: number; readonly replaced: number }
  /** Nothing was taken. At most a hundred faults are told, `all` of them counted. */
  | { readonly outcome: 'refused'; readonly faults: readonly Fault[]; readonly all: number };

const mostTold = 100;

/** Takes a delivery whole or not at all. Throws DIRECTORY_UNAVAILABLE, STORE_UNAVAILABLE. */
export async function deliver(given: GivenDelivery, parts: DeliverParts, now: number): Promise<DeliveryOutcome> {
  const outcome = await decide(given, parts, now);
  const { careProvider, way } = given;
  const counts =
    outcome.outcome === 'accepted' ? { values: outcome.values, faults: 0 } : { values: 0, faults: outcome.all };
  parts.events.emit('measures:delivery:finished', { careProvider, way, outcome: outcome.outcome, ...counts });
  return outcome;
}

async function decide(given: GivenDelivery, parts: DeliverParts, now: number): Promise<DeliveryOutcome> {
  const lines = readTable(given.text, given.format);
  if ('faults' in lines) return refused(lines.faults);
  const heir = parts.successions.providerAt(given.careProvider, new Date(now));
  const units = await unitsOf({ ...given, heir }, lines, parts);
  const values = check(lines, { measures: parts.measures, units, now });
  if ('faults' in values) return refused(values.faults);
  const before = parts.successions.takenOver(heir, new Date(now));
  const names = [...new Set([given.careProvider, heir, ...before].map((name) => name.toUpperCase()))];
  const owned = values.map((value) => ownedBy(given, value, parts.successions, new Date(now)));
  const replaced = await keep(parts.store, { ...given, names }, owned);
  return { outcome: 'accepted', values: values.length, replaced };
}

/** What a unit did before a merger stands under whose it was then, whoever delivers or corrects it now. */
function ownedBy(
  { careProvider }: GivenDelivery,
  value: DeliveredValue,
  successions: Successions,
  now: Date,
): OwnedValue {
  const place = { careProvider, careUnit: value.unit };
  const [owner = careProvider, ...others] = successions.answeredAt(place, endOf(value.period), now);
  const isFormer = others.length === 0 && successions.takenOver(careProvider, now).some((one) => sameHsaId(one, owner));
  return { ...value, careProvider: (isFormer ? owner : careProvider).toUpperCase() };
}

function refused(faults: readonly Fault[]): DeliveryOutcome {
  return { outcome: 'refused', faults: faults.slice(0, mostTold), all: faults.length };
}

/** Those named that are in no listing, as closed ones, are looked up one by one; no more of them than this. */
const mostUnlisted = 100;

/** Those named in the lines for whom the care provider answers. */
async function unitsOf(
  { careProvider, heir }: Pick<GivenDelivery, 'careProvider'> & { readonly heir: string },
  lines: readonly GivenLine[],
  { directory }: Pick<DeliverParts, 'directory'>,
): Promise<ReadonlySet<string>> {
  const named = [...new Set(lines.map(({ cells }) => cells.unit.toUpperCase()))].filter(Boolean);
  const { items } = (await directory.units()).value;
  const listed = new Set(items.map(({ hsaId }) => hsaId));
  const [known, others] = [named.filter((unit) => listed.has(unit)), named.filter((unit) => !listed.has(unit))];
  const own = new Set<string>();
  for (const unit of [...known, ...others.slice(0, mostUnlisted)]) {
    const { value } = await directory.careProviderOf(unit);
    // The care provider itself is no unit: its figures are those of the whole.
    if (value.kind === 'found' && sameHsaId(value.value.hsaId, heir) && !sameHsaId(unit, careProvider)) own.add(unit);
  }
  return own;
}
