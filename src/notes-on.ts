/** What is noted on things of somebody else's, such as requests, and found by whoever holds the thing. */
export interface Notes<Thing extends object, Note> {
  get(thing: Thing): Note | undefined;
  set(thing: Thing, note: Note): void;
}

/**
 * Notes that live and die with the thing: they stand on it, under a name that nobody else has. Not for things that are
 * copied or frozen. In a WeakMap that lasts as long as the process, the engine keeps every note, and all that hangs on it,
 * until the next whole collection: of each request all that was ever known of it.
 */
export function notesOn<Thing extends object, Note>(): Notes<Thing, Note> {
  const name = Symbol('note');
  type Noted = Thing & { [name]?: Note };
  return {
    get: (thing) => (thing as Noted)[name],
    set(thing, note) {
      (thing as Noted)[name] = note;
    },
  };
}
