/**
 * The processes of an installation, as they tell of themselves in the store they share: who runs, since when, and what
 * each alone knows (its hands on the queues, its circuit breakers, why it is not ready). For those who operate it.
 */
export { keepKnowledge } from './knowledge.ts';
export { type ProcessLine, readProcesses } from './read-processes.ts';
export { reportProcess } from './report-process.ts';
export type { ProcessRole } from './role.ts';
export { addedCounts, endOfClass, type LastFailure, type SourceCounts } from './watch-sources.ts';
