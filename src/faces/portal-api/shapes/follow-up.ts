/** What managers follow up by. Shared with the pages; types alone. */
import type { OwnFigures } from '../../../figures/management/own-figures.ts';
import type { OwnMeasure } from '../../../figures/management/own-measures.ts';
import type { ShownValue } from '../../../measures/comparison.ts';
import type { Measure } from '../../../measures/measure.ts';
import type { Pull } from '../../../measures/pull-rows.ts';
import type { Delivery } from '../../../measures/rows.ts';

export type { OwnFigures, SourceMonth } from '../../../figures/management/own-figures.ts';
export type { OwnMeasure } from '../../../figures/management/own-measures.ts';
export type { Use, UseFigure } from '../../../figures/management/usage-for.ts';
export type { ShownValue } from '../../../measures/comparison.ts';
export type { DeliveryOutcome } from '../../../measures/deliver.ts';
export type { Fault, FaultKind } from '../../../measures/fault.ts';
export type { Measure } from '../../../measures/measure.ts';
export type { PeriodKind } from '../../../measures/period.ts';
export type { PullOutcome } from '../../../measures/pull-rows.ts';
export type { Delivery } from '../../../measures/rows.ts';

/** By HSA-id; left out where the directory knows none. */
export type Names = Readonly<Record<string, string>>;

/** That a care provider among those shown has been taken over: what was counted before stands under its own name. */
export interface ShownMerger {
  /** HSA-ids. */
  readonly from: string;
  readonly into: string;
  /** The first day. */
  readonly at: string;
}

export interface NamedFigures extends OwnFigures {
  readonly names: Names;
  readonly mergers: readonly ShownMerger[];
}

/** What is measured: by the bridge, of itself, and by the councils. */
export interface Definitions {
  readonly own: readonly OwnMeasure[];
  readonly delivered: readonly Measure[];
}

export interface Comparison {
  readonly measure: Measure;
  readonly values: readonly ShownValue[];
  readonly names: Names;
  readonly mergers: readonly ShownMerger[];
}

export interface Deliveries {
  readonly deliveries: readonly Delivery[];
  readonly pulls: readonly Pull[];
  readonly names: Names;
}
