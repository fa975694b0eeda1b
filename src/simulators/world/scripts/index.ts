import { storyPersons } from '../story-persons.ts';
import { bjorn } from './bjorn.ts';
import { elis } from './elis.ts';
import { gunnar } from './gunnar.ts';
import { linnea } from './linnea.ts';
import { marta } from './marta.ts';
import { mikkel, mikkelRegistered } from './mikkel.ts';
import { saga } from './saga.ts';
import type { Script } from './script.ts';
import { verner } from './verner.ts';
import { vilja } from './vilja.ts';
import { ylva } from './ylva.ts';

const stories = {
  gunnar,
  saga,
  vilja,
  bjorn,
  elis,
  marta,
  ylva,
  mikkel,
  mikkelRegistered,
  linnea,
  verner,
} satisfies Readonly<Record<keyof typeof storyPersons, Script>>;

/** The written stories, by the person's number. */
export const scripts: ReadonlyMap<string, Script> = new Map(
  Object.entries(stories).map(([name, script]) => [
    storyPersons[name as keyof typeof storyPersons].identity.id,
    script,
  ]),
);
