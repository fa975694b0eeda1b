import type { CouncilsOptions } from './councils.ts';
import type { Fault } from './fault.ts';

/**
 * What a process and the child process in which it runs the councils say to each other over node IPC. The child stops
 * when the channel closes, so it never outlives who started it.
 */
export type ToCouncils =
  | { readonly type: 'start'; readonly options: CouncilsOptions }
  /** Answered by `fault-set` with the same id. */
  | { readonly type: 'set-fault'; readonly id: number; readonly source: string; readonly fault?: Fault };

export type FromCouncils =
  | { readonly type: 'started'; readonly urls: Readonly<Record<string, string>> }
  | { readonly type: 'fault-set'; readonly id: number }
  /** They could not start, and why. The child ends. */
  | { readonly type: 'failed'; readonly message: string };
