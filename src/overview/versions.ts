import type { WithholdingReason } from '../access/index.ts';
import {
  type BridgeRecord,
  type Contract,
  type ContractId,
  contractById,
  type RecordFilter,
  type Translation,
  translateRecord,
  translationsTo,
} from '../contracts/index.ts';
import type { RouteAnswer, Routing } from '../routing/index.ts';
import type { Collected } from './collection.ts';
import type { Lost } from './coverage.ts';

/** Where the way to a source was found, and by which translation its records become those of the asked contract. */
interface Via {
  /** Undefined: it is asked in the contract itself. */
  readonly translation: Translation | undefined;
}

/** The way to one address in the asked contract; where nothing delivers that there, in another version of it. */
export async function routeInAnyVersion(
  routing: Routing,
  address: string,
  contract: ContractId,
): Promise<RouteAnswer & Via> {
  const direct = await routing.destinationAt(address, contract);
  if (direct.outcome !== 'none') return { ...direct, translation: undefined };
  for (const translation of translationsTo(contract)) {
    const other = await routing.destinationAt(address, translation.from);
    if (other.outcome !== 'none') return { ...other, translation };
  }
  return { ...direct, translation: undefined };
}

type Reach = ReturnType<Routing['sourcesFor']>[number];

/** Every source, with how it is reached: in the asked contract where it can be, else in another version of it. */
export function reachInAnyVersion(routing: Routing, contract: ContractId): (Reach & Via)[] {
  const others = translationsTo(contract).map((translation) => ({
    translation,
    reaches: new Map(routing.sourcesFor(translation.from).map(({ source, reach }) => [source.hsaId, reach])),
  }));
  return routing.sourcesFor(contract).map((direct) => {
    if (direct.reach.outcome !== 'none') return { ...direct, translation: undefined };
    for (const { translation, reaches } of others) {
      const reach = reaches.get(direct.source.hsaId);
      if (reach && reach.outcome !== 'none') return { source: direct.source, reach, translation };
    }
    return { ...direct, translation: undefined };
  });
}

/** What to ask a source in its own version: filters that only the asked contract has are applied to what comes. */
export function filterInOwnVersion({ specific, ...filter }: RecordFilter, translation: Translation): RecordFilter {
  const { period } = filter;
  return { ...filter, period: period && (translation.periodToAsk?.(period) ?? period) };
}

/** What a source gave, in the version that was asked for. Its records have been judged in their own. */
export function inAskedVersion(
  collected: Collected,
  translation: Translation,
  asked: Contract,
  filter: RecordFilter,
): Collected & { readonly lost: Lost } {
  const lost: Record<string, number> = {};
  const withheld = new Map<WithholdingReason, number>(collected.withheld);
  const count = (path: string): void => {
    lost[path] = (lost[path] ?? 0) + 1;
  };
  const canFilter = filter.careContacts.length === 0 || asksCareContacts(translation.from);
  const shown = collected.shown.flatMap((record) => {
    const told = canFilter ? translateRecord(record, translation) : { record: undefined, lost: [] };
    if (!told.record) {
      withheld.set('not-expressible', (withheld.get('not-expressible') ?? 0) + 1);
      return [];
    }
    if (!isAskedFor(told.record, asked, filter)) return [];
    told.lost.forEach(count);
    return [told.record];
  });
  // Of systems behind the source; its own was followed. It can be fetched only in the version that offers it.
  for (const [name, elements] of Object.entries(collected.beside)) if (elements.length > 0) count(`(${name})`);
  return { ...collected, shown, withheld, beside: {}, lost };
}

function isAskedFor(record: BridgeRecord, asked: Contract, { period, specific }: RecordFilter): boolean {
  const item = record.data as Parameters<Contract['inPeriod']>[0];
  if (specific && asked.selects && !asked.selects(item, specific)) return false;
  return !period || asked.inPeriod(item, period);
}

/** Whether the contract's request can name care contacts. */
function asksCareContacts(id: ContractId): boolean {
  const contract = contractById(id);
  const probe = { patient: { id: '', type: '' }, period: undefined, careUnits: [], sourceSystem: undefined };
  const request = contract?.requestFor({ ...probe, careContacts: ['1'] });
  return request !== undefined && contract?.filterOf(request).careContacts.length === 1;
}
