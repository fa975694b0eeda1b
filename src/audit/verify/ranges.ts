/** Places of the log, kept as stretches: memory follows how scattered they are, not how many. */
export class Ranges {
  readonly #ranges: [from: number, to: number][] = [];

  /** Both included. */
  add(from: number, to: number): void {
    const last = this.#ranges.at(-1);
    if (last && from >= last[0] && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else this.#ranges.push([from, to]);
  }

  /** The first place here that the other ranges do not have. */
  firstOutside(other: Ranges): number | undefined {
    const covering = other.#ranges.toSorted(([one], [another]) => one - another);
    for (const [from, to] of this.#ranges) {
      let place = from;
      for (const [start, end] of covering) if (start <= place && end >= place) place = end + 1;
      if (place <= to) return place;
    }
    return undefined;
  }
}
