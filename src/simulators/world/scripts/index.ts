import { storyPersons } from '../story-persons.ts';
import { saga } from './saga.ts';
import type { Script } from './script.ts';
import { vilja } from './vilja.ts';

const stories = { saga, vilja } satisfies Partial<Record<keyof typeof storyPersons, Script>>;

/** The written stories, by the person's number. */
export const scripts: ReadonlyMap<string, Script> = new Map(
  Object.entries(stories).map(([name, script]) => [
    storyPersons[name as keyof typeof storyPersons].identity.id,
    script,
  ]),
);
