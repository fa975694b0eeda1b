import type { Encounter } from '../life.ts';
import type { Patient } from '../patient.ts';
import type { Random } from '../random.ts';

/** What is known when an encounter's aftermath is worked out, and what it leaves behind for the next. */
export interface Course {
  readonly patient: Patient;
  readonly random: Random;
  /** Things that happen once, by name: drugs that were started, plans that were made. */
  readonly done: Set<string>;
}

/** The entries of a table whose key the code begins with. */
export function fitting<T>(table: readonly (readonly [prefix: RegExp, value: T])[], code: string): T | undefined {
  return table.find(([prefix]) => prefix.test(code))?.[1];
}

/** Whether something that happens once has not happened yet; then it has. */
export function first({ done }: Course, name: string): boolean {
  if (done.has(name)) return false;
  done.add(name);
  return true;
}

export const codesOf = ({ scene }: Encounter): readonly string[] => scene.diagnoses.map(({ code }) => code);
