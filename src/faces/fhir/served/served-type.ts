import type { Quantity } from 'fhir/r4';
import type { RecordHeader } from '../../../contracts/index.ts';
import type { Clinical, ClinicalType } from '../mapping/clinical.ts';
import type { ProfileName } from '../mapping/generation.ts';
import type { RecordMapping } from '../mapping/record-mapping.ts';
import type { Narrowing } from '../search/date-filter.ts';
import type { Interval } from '../search/dates.ts';
import type { Pointer } from '../search/references.ts';
import type { Token } from '../search/tokens.ts';

interface Named {
  readonly name: string;
  readonly documentation: string;
}

interface TokenParameter<R> extends Named {
  readonly kind: 'token';
  tokens(resource: R, header: RecordHeader): readonly Token[];
}

interface DateParameter<R> extends Named {
  readonly kind: 'date';
  interval(resource: R, header: RecordHeader): Interval | undefined;
}

interface ReferenceParameter<R> extends Named {
  readonly kind: 'reference';
  pointers(resource: R): readonly Pointer[];
}

interface UriParameter<R> extends Named {
  readonly kind: 'uri';
  uris(resource: R): readonly string[];
}

interface QuantityParameter<R> extends Named {
  readonly kind: 'quantity';
  quantities(resource: R): readonly Quantity[];
}

export type SearchParameter<R extends Clinical = Clinical> =
  | TokenParameter<R>
  | DateParameter<R>
  | ReferenceParameter<R>
  | QuantityParameter<R>
  | UriParameter<R>;

/** One of the service contracts that a resource type comes from. */
export interface Origin {
  readonly mapping: RecordMapping;
  /** The profiles that its resources of this type claim: a search by `_profile` for others does not ask it. */
  readonly profiles: readonly ProfileName[];
  /**
   * Every category its resources of this type can have: a search by `category` for others does not ask it. Undefined:
   * they can have any.
   */
  readonly categories?: readonly Token[] | undefined;
  /**
   * Whether and how its sources are asked for the days of a date parameter, by the parameter's name. What is not named
   * here looks at another time than the contract's period does, and is filtered afterwards alone.
   */
  readonly narrowing: Readonly<Record<string, Narrowing>>;
  /** How far beyond today its records can lie. */
  readonly horizonDays: number;
}

/**
 * A clinical resource type: where it comes from and how it is searched. Search, read, the capability statement and
 * OpenAPI are all read off this. It is offered once a connected record system delivers one of its origins.
 */
export interface ServedType<R extends Clinical = Clinical> {
  readonly type: R['resourceType'] & ClinicalType;
  readonly documentation: string;
  readonly origins: readonly Origin[];
  readonly parameters: readonly SearchParameter<R>[];
  /** Whether R4 knows its patient as `subject` too. */
  readonly hasSubject: boolean;
  /** `Type:parameter` of the references inside a record. What they point at always comes along, asked for or not. */
  readonly includes: readonly string[];
}

export const oneDay = 1;
export const twoYears = 730;
