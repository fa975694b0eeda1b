import type { PatientId, RecordHeader } from './record.ts';
import type { Rules } from './rules.ts';
import type { ComplexType, ValueOf } from './schema.ts';
import { responderNamespace, type ServiceContract } from './service-contract.ts';

export { responderNamespace };

/** An interval in whole days, both ends included, `YYYYMMDD`. */
export interface Days {
  readonly start: string;
  readonly end: string;
}

/** What a read request asks, in one shape for every contract. HSA-ids as the caller wrote them. */
export interface RecordFilter {
  readonly patient: PatientId;
  readonly period: Days | undefined;
  readonly careUnits: readonly string[];
  readonly sourceSystem: string | undefined;
  readonly careContacts: readonly string[];
  /** Filters that only this contract has, as its request names and holds them (see {@link Contract.selects}). */
  readonly specific?: Specific;
}

/** Children of one contract's request that no field of {@link RecordFilter} stands for. Plain data. */
export type Specific = Readonly<Record<string, unknown>>;

/** A service contract of the patient overview: its wire form and what the bridge needs to know of its meaning. */
export interface Contract<Request extends ComplexType = ComplexType, Item extends ComplexType = ComplexType>
  extends ServiceContract<Request> {
  /** Where the engagement index files it. */
  readonly serviceDomain: string;
  /** Under which categorizations; with several the index is asked without any, as where there is none. */
  readonly categorizations: readonly string[];
  /** The repeated child of the response, and its type. */
  readonly itemElement: string;
  readonly item: Item;
  /** Elements of the response beside records and `result`; those of all sources stand in an aggregate. */
  readonly besideRecords: readonly string[];
  /** Set where no element of a record names the care provider: the care directory says whose the care unit is. */
  readonly namesNoCareProvider?: boolean;
  /** Whether the response can carry `result`, and so say INVALID_REQUEST without a fault. */
  readonly hasResult: boolean;
  /** What the aggregate writes as result (aggregating services): most contracts a constant INFO, these three nothing. */
  readonly aggregateResult: 'none' | 'info';
  /**
   * Elements that the schema has and the contract's rules forbid to send: a name, wherever it stands, or the last steps
   * of an element path (`referral/careContactId`).
   */
  readonly neverSent: readonly string[];
  /** Whether that holds for `nullified`: then withdrawn records cannot be sent at all. */
  readonly forbidsNullified: boolean;
  /** The coded type whose values must follow the strict rule (see coded-value.ts); undefined where none is stated. */
  readonly strictlyCoded: ComplexType | undefined;
  /** The one whose values must follow the looser rule. */
  readonly looselyCoded?: ComplexType;
  /** What the contract asks of a record beyond its schema. One that breaks it is withheld. */
  readonly rules?: Rules;
  filterOf(request: ValueOf<Request>): RecordFilter;
  requestFor(filter: RecordFilter): ValueOf<Request>;
  /** Reads defensively: the item may have broken its contract. */
  headerOf(item: ValueOf<Item>): RecordHeader;
  /**
   * The times that blocks are compared with, `''` for a part that lacks its own; where there are none, or the contract
   * leaves this out, it is the header's time. Reads defensively.
   */
  comparedBy?(item: ValueOf<Item>): readonly string[];
  /** The contract's date rule; times are cut to days. */
  inPeriod(item: ValueOf<Item>, period: Days): boolean;
  /** Whether an item meets `RecordFilter.specific`, for sources that cannot be asked for it. Absent: there are none. */
  selects?(item: ValueOf<Item>, specific: Specific): boolean;
}

type Described<Request extends ComplexType, Item extends ComplexType> = Omit<
  Contract<Request, Item>,
  'id' | 'soapAction' | 'requestElement' | 'serviceDomain' | 'namespace' | 'forbidsNullified' | 'besideRecords'
> & { readonly soapAction?: string; readonly besideRecords?: readonly string[] };

export function defineContract<Request extends ComplexType, Item extends ComplexType>(
  described: Described<Request, Item>,
): Contract<Request, Item> {
  const namespace = responderNamespace(described.domain, described.name, described.major);
  return {
    soapAction: `${namespace}:${described.name}`,
    requestElement: described.name,
    besideRecords: [],
    ...described,
    id: `${described.name}:${described.major}`,
    namespace,
    serviceDomain: `riv:${described.domain}`,
    forbidsNullified: described.neverSent.includes('nullified'),
  };
}

/**
 * An interval whose ends may be open or given as times, in whole days. An open end becomes the first or last day that
 * RIV-TA's dates can name, so that everything in between is asked for. Without any end there is no interval.
 */
export function wholeDays(period: { readonly start?: string; readonly end?: string } | undefined): Days | undefined {
  if (period?.start === undefined && period?.end === undefined) return undefined;
  return { start: period.start?.slice(0, 8) ?? '19000101', end: period.end?.slice(0, 8) ?? '20991231' };
}

/** Whether the day of any of these times (`YYYYMMDD…`) lies in the period, both ends included. */
export function anyDayWithin(times: readonly (string | undefined)[], period: Days): boolean {
  return times.some((time) => {
    const day = time?.slice(0, 8);
    return day !== undefined && day >= period.start && day <= period.end;
  });
}

/** Whether the span from the earliest to the latest of these times touches the period, in whole days. */
export function spanTouches(times: readonly (string | undefined)[], period: Days): boolean {
  const days = times.filter((time) => time !== undefined).map((time) => time.slice(0, 8));
  return days.some((day) => day <= period.end) && days.some((day) => day >= period.start);
}
