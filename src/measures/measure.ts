import type { Config } from '../config.ts';

/** What councils deliver figures of, with its definitions; see `followUp.measures` of the configuration. */
export type Measure = Config['followUp']['measures'][number];

/** One figure of a council, as it was delivered and found right. */
export interface DeliveredValue {
  readonly measure: string;
  /** Of the measure's definition. */
  readonly version: number;
  /** See period.ts. */
  readonly period: string;
  /** HSA-id in upper case; undefined = the council as a whole. */
  readonly unit: string | undefined;
  /** In the measure's unit; of a share per cent. undefined for a share of nobody. */
  readonly value: number | undefined;
  /** Of a share: how many have it. */
  readonly numerator: number | undefined;
  /** Of a share: out of how many; of a time: of how many it was taken. */
  readonly denominator: number | undefined;
}
