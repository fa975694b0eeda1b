/** What a process does: answer callers, work on the queues, or both. */
export type ProcessRole = 'serve' | 'work' | 'both';
