/** How pressing a question is. */
export type Priority = 'emergency' | 'interactive' | 'background';

/** The lowest goes first, at the record systems' queues (BullMQ) as where large answers are read. */
export const priorityNumber: Record<Priority, number> = { emergency: 1, interactive: 2, background: 3 };
