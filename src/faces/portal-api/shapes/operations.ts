/** Record systems, calls and durable messages, as engineers' pages see them. Shared with the pages; types alone. */
import type { DestinationStatus } from '../../../deliveries/desk.ts';
import type { MessageJob } from '../../../operations/jobs.ts';
import type { MissingSource } from '../../../operations/missing-sources.ts';
import type { SourceLine } from '../../../operations/source-tools.ts';
import type { Stuck } from '../../../operations/stuck.ts';
import type { Unmasking } from '../../../operations/unmasking/subject.ts';
import type { ProcessLine } from '../../../processes/index.ts';
import type { FoundTrace } from '../../../tracing/find-trace.ts';

export type { MessageJob } from '../../../operations/jobs.ts';
export type { FoundMessages, Preview, ShownMessage } from '../../../operations/message-tools.ts';

export type { UnmaskedMessage } from '../../../operations/unmasking/unmasking.ts';

export interface ShownSources {
  readonly sources: readonly SourceLine[];
}

export interface ShownDestinations {
  readonly destinations: readonly (DestinationStatus & { readonly stuck: readonly Stuck[] })[];
}

export interface ShownProcesses {
  readonly processes: readonly ProcessLine[];
}

export interface ShownJobs {
  readonly jobs: readonly MessageJob[];
}

export interface ShownTrace extends FoundTrace {
  readonly missing: readonly MissingSource[];
}

export interface ShownUnmaskings {
  readonly unmaskings: readonly Unmasking[];
}
