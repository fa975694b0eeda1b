import { setFlagsFromString } from 'node:v8';
import { giveBackMemory } from '../src/commands/give-back-memory.ts';
import { growth } from '../src/commands/let-memory-grow.ts';

/**
 * Has this process, which is not measured, collect its memory before a measurement and not meanwhile. That takes tens of
 * milliseconds, in which it sends nothing and reads nothing: callers did so every other second, and one call in a hundred
 * seemed to be slow for that.
 */
export function collectBefore(): void {
  setFlagsFromString(`${growth.option}=1000`);
  giveBackMemory();
}
