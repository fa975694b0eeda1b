/**
 * Operations: what engineers see of calls, record systems and durable messages, and how they make it go again. Content is
 * masked unless two of them have agreed; what they do is on the access log before it is done. Knows nothing of HTTP.
 */
export type { CallTools } from './call-tools.ts';
export { createOperations, type Mending, type Operations } from './create-operations.ts';
export {
  createDirectoryTools,
  type DirectoryHandlers,
  type DirectoryTools,
  directoryHandlers,
  remoteDirectory,
} from './directory-tools.ts';
export { createJobs, type MessageAct, type MessageJob } from './jobs.ts';
export type { LiveEvent, LiveEvents } from './live-events.ts';
export { createMessageTools, type MessageTools, type Preview, type ShownMessage } from './message-tools.ts';
export { type OperationsHandlers, operationsHandlers, type RemoteOperations, remoteOperations } from './remote.ts';
export type { SourceTools } from './source-tools.ts';
export { type Stuck, stuckAt } from './stuck.ts';
export type { TrySource } from './try-source.ts';
export { openUnmasking } from './unmasking/open-unmasking.ts';
export type { UnmaskingTools } from './unmasking/unmasking.ts';
