/** What is made of a thing once, and kept for as long as the thing is. */
export function keptWith<Thing extends object, Made>(make: (thing: Thing) => Made): (thing: Thing) => Made {
  const kept = new WeakMap<Thing, { readonly made: Made }>();
  return (thing) => {
    const known = kept.get(thing);
    if (known) return known.made;
    const made = make(thing);
    kept.set(thing, { made });
    return made;
  };
}
