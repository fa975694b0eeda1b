import type { CountedCalls } from '../../figures/certificate-calls.ts';
import { type Agreement, agreementsOf, createFlows, type Flows, type FlowsGround } from './flows.ts';
import type { KnownCertificate } from './known.ts';

/** What would stop. */
export interface Impact extends Omit<Flows, 'callers'> {
  /** What would be revoked, distrusted or ended, soonest end first. */
  readonly certificates: readonly EndingCertificate[];
  readonly callers: readonly StoppedCaller[];
  /** Care units whose people are served by these calls, busiest first. */
  readonly careUnits: readonly { readonly hsaId: string; readonly dailyCalls: number }[];
  /** Mean of the days counted. With a record system's certificate its part of them, not the rest. */
  readonly dailyCalls: number;
  /** How many whole days have been counted, at most seven; 0: nothing but what there is of today. */
  readonly days: number;
}

interface EndingCertificate extends Pick<KnownCertificate, 'use' | 'name'> {
  readonly party: string | undefined;
  readonly serial: string | undefined;
  /** ISO 8601. */
  readonly until: string;
}

interface StoppedCaller {
  readonly hsaId: string;
  readonly name: string;
  /** Of its own, with what would end. */
  readonly dailyCalls: number;
  /** Whether it has lately shown another one that would still be good. */
  readonly hasAnother: boolean;
}

export interface ImpactGround extends FlowsGround {
  readonly known: readonly KnownCertificate[];
  readonly counted: CountedCalls;
  readonly now: Date;
}

/**
 * What would stop if a certificate were revoked (by serial number or fingerprint), if a CA were distrusted (by its common
 * name), or with all that ends by a day (`YYYY-MM-DD`, Swedish, that day included). Undefined where nothing is known by the
 * name. Of persons only cards are counted, by issuer or by day: their serial numbers are not kept.
 */
export function impactOf(of: string, ground: ImpactGround): Impact | undefined {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(of);
  const ending = ground.known.filter(isDay ? endsBy(of, ground.now) : isCalled(of));
  if (ending.length === 0 && !isDay) return undefined;
  const stops = createFlows(ground);
  const flows = ending.map(stops);
  const { days, calls } = ground.counted;
  const agreements = agreementsOf(ground.config, ground.table);
  const stopped = calls.filter((call) => ending.some((certificate) => rests(call, certificate, agreements)));
  const daily = (some: CountedCalls['calls']) =>
    Math.round(some.reduce((sum, { n }) => sum + n, 0) / Math.max(days, 1));
  const upper = (text: string) => text.toUpperCase();
  return {
    certificates: ending.map(({ use, name, party, serial, until }) => ({
      ...{ use, name, party, serial },
      until: until.toISOString(),
    })),
    callers: distinct(flows.flatMap(({ callers }) => callers)).map(({ hsaId, name }) => ({
      ...{ hsaId, name },
      dailyCalls: daily(stopped.filter(({ caller }) => caller === upper(hsaId))),
      hasAnother: hasAnother(hsaId, ending, ground),
    })),
    sources: distinct(flows.flatMap(({ sources }) => sources)),
    contracts: [...new Set(flows.flatMap(({ contracts }) => contracts))].toSorted(),
    persons: isDay ? personsBy(of, ground) : Math.max(0, ...flows.map(({ persons }) => persons)),
    careUnits: [...Map.groupBy(stopped, ({ careUnit }) => careUnit)]
      .filter(([hsaId]) => hsaId !== '')
      .map(([hsaId, some]) => ({ hsaId, dailyCalls: daily(some) }))
      .toSorted((one, other) => other.dailyCalls - one.dailyCalls),
    dailyCalls: daily(stopped),
    days,
  };
}

function isCalled(of: string): (certificate: KnownCertificate) => boolean {
  const number = of
    .replaceAll(':', '')
    .toLowerCase()
    .replace(/^0+(?=.)/, '');
  const name = of.toLowerCase();
  return (certificate) =>
    certificate.serial?.replace(/^0+(?=.)/, '') === number ||
    certificate.fingerprint === of.replaceAll(':', '').toLowerCase() ||
    (certificate.use !== 'revocation-list' && certificate.name.toLowerCase() === name);
}

const swedishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

/** What has ended already stops nothing more. */
function endsBy(day: string, now: Date): (one: { readonly until: Date }) => boolean {
  return ({ until }) => until > now && swedishDay.format(until) <= day;
}

function personsBy(day: string, { seen, now }: ImpactGround): number {
  return seen.filter(({ shownBy }) => shownBy === 'person').filter(endsBy(day, now)).length;
}

/** A call rests on a record system’s certificate when that may be asked for what it asks. */
function rests(
  call: CountedCalls['calls'][number],
  { use, party = '', fingerprint, issuers = [] }: KnownCertificate,
  agreements: readonly Agreement[],
): boolean {
  if (use === 'server' || use === 'outgoing' || use === 'outgoing-ca') return true;
  if (use === 'caller') return call.fingerprint === fingerprint;
  if (use === 'source')
    return agreements.some(
      ({ caller, source, contracts }) =>
        source.hsaId.toUpperCase() === party.toUpperCase() &&
        caller.hsaId.toUpperCase() === call.caller &&
        contracts.includes(call.contract),
    );
  return issuers.some(({ subject }) => subject === call.issuer);
}

function hasAnother(hsaId: string, ending: readonly KnownCertificate[], { seen, now }: ImpactGround): boolean {
  if (ending.some(({ use }) => use !== 'caller' && use !== 'issuer' && use !== 'root' && use !== 'revocation-list'))
    return false;
  const isEnding = (one: (typeof seen)[number]) =>
    ending.some(
      ({ fingerprint, issuers = [] }) =>
        fingerprint === one.fingerprint || issuers.some(({ subject }) => subject === one.issuer),
    );
  return seen.some(
    (one) =>
      one.shownBy === 'caller' && one.party.toUpperCase() === hsaId.toUpperCase() && one.until > now && !isEnding(one),
  );
}

function distinct<One extends { readonly hsaId: string }>(all: readonly One[]): readonly One[] {
  return [...new Map(all.map((one) => [one.hsaId, one])).values()];
}
