import type { AlertKind, Condition } from '../alert.ts';

/** One way of looking for what is wrong. When it throws, its kinds are not judged. */
export interface Look {
  readonly kinds: readonly AlertKind[];
  look(): Promise<readonly Condition[]> | readonly Condition[];
  /** Gives back what it listens to. */
  close?(): void;
}
