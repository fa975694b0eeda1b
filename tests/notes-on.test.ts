import { expect, it } from 'vitest';
import { notesOn } from '../src/notes-on.ts';

it('finds what was noted on a thing, each kind of note by itself, and nothing on others', () => {
  const [counts, words] = [notesOn<object, number>(), notesOn<object, string>()];
  const [one, other] = [{ own: 1 }, { own: 1 }];
  counts.set(one, 1);
  words.set(one, 'said');
  counts.set(one, 2);
  expect([counts.get(one), words.get(one), counts.get(other)]).toEqual([2, 'said', undefined]);
});

it('does not show in what is listed, written or sent of the thing', () => {
  const notes = notesOn<object, string>();
  const thing = { own: 1 };
  notes.set(thing, 'hidden');
  expect([Object.keys(thing), JSON.stringify(thing), Object.entries(thing)]).toEqual([
    ['own'],
    '{"own":1}',
    [['own', 1]],
  ]);
});
