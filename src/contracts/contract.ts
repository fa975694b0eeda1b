import type { ContractId, PatientId, RecordHeader } from './record.ts';
import type { ComplexType, Schema, ValueOf } from './schema.ts';

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
}

/** A service contract of the patient overview: its wire form and what the bridge needs to know of its meaning. */
export interface Contract<Request extends ComplexType = ComplexType, Item extends ComplexType = ComplexType> {
  readonly id: ContractId;
  readonly name: string;
  readonly major: number;
  readonly minor: number;
  /** `clinicalprocess:healthcond:description`: the part of the namespaces between `urn:riv:` and the interaction. */
  readonly domain: string;
  /** Namespace of request and response root, `urn:riv:<domain>:<Name>Responder:<major>`. */
  readonly namespace: string;
  readonly schema: Schema;
  readonly soapAction: string;
  /** Where the engagement index files it. */
  readonly serviceDomain: string;
  readonly categorization: string;
  readonly request: Request;
  readonly response: ComplexType;
  /** The repeated child of the response, and its type. */
  readonly itemElement: string;
  readonly item: Item;
  /** Whether the response can carry `result`, and so say INVALID_REQUEST without a fault. */
  readonly hasResult: boolean;
  /** What the aggregate writes as result (aggregating services): most contracts a constant INFO, these three nothing. */
  readonly aggregateResult: 'none' | 'info';
  /** Elements of the header that the schema has and the contract's rules forbid to send. */
  readonly neverSent: readonly string[];
  /** Whether that holds for `nullified`: then withdrawn records cannot be sent at all. */
  readonly forbidsNullified: boolean;
  /** The coded type whose values must follow the strict rule (see coded-value.ts); undefined where none is stated. */
  readonly strictlyCoded: ComplexType | undefined;
  filterOf(request: ValueOf<Request>): RecordFilter;
  requestFor(filter: RecordFilter): ValueOf<Request>;
  /** Reads defensively: the item may have broken its contract. */
  headerOf(item: ValueOf<Item>): RecordHeader;
  /** The contract's date rule; times are cut to days. */
  inPeriod(item: ValueOf<Item>, period: Days): boolean;
}

type Described<Request extends ComplexType, Item extends ComplexType> = Omit<
  Contract<Request, Item>,
  'id' | 'soapAction' | 'serviceDomain' | 'namespace' | 'forbidsNullified'
> & { readonly soapAction?: string };

export function defineContract<Request extends ComplexType, Item extends ComplexType>(
  described: Described<Request, Item>,
): Contract<Request, Item> {
  const namespace = responderNamespace(described.domain, described.name, described.major);
  return {
    soapAction: `${namespace}:${described.name}`,
    ...described,
    id: `${described.name}:${described.major}`,
    namespace,
    serviceDomain: `riv:${described.domain}`,
    forbidsNullified: described.neverSent.includes('nullified'),
  };
}

export function responderNamespace(domain: string, name: string, major: number): string {
  return `urn:riv:${domain}:${name}Responder:${major}`;
}

/** Whether the day of any of these times (`YYYYMMDD…`) lies in the period, both ends included. */
export function anyDayWithin(times: readonly (string | undefined)[], period: Days): boolean {
  return times.some((time) => {
    const day = time?.slice(0, 8);
    return day !== undefined && day >= period.start && day <= period.end;
  });
}
