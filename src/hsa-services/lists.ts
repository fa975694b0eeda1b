import { setTimeout as pause } from 'node:timers/promises';
import { DirectoryLimitation } from '../hsa/limitation.ts';
import { isListed, type Unit } from '../hsa/model.ts';
import { type Listing, limited } from '../hsa/source.ts';
import type { createUnits } from './units.ts';

/** By agreement a local copy is read one question at a time, with so many milliseconds in between. */
const betweenMs = 50;
/** A list is read again when it has become so old. */
const goodMs = 24 * 3_600_000;

/**
 * The care units of the care providers named in the configuration, with what belongs to them: all that the services
 * list. Read on first use and kept for a day, while an older list is given.
 */
export function createUnitList(units: ReturnType<typeof createUnits>, providers: readonly string[], now: () => number) {
  let kept: { readonly units: readonly Unit[]; readonly at: number } | undefined;
  let reading: Promise<readonly Unit[]> | undefined;
  const stopped = new AbortController();

  async function* inTurn<Asked, Told>(
    asked: readonly Asked[],
    ask: (one: Asked) => Promise<Told>,
  ): AsyncGenerator<Told> {
    for (const one of asked) {
      stopped.signal.throwIfAborted();
      yield await ask(one);
      await pause(betweenMs, undefined, { signal: stopped.signal });
    }
  }

  async function readAll(): Promise<readonly Unit[]> {
    const found = new Map<string, Unit>();
    const keep = (unit: Unit) => found.has(unit.hsaId) || found.set(unit.hsaId, unit);
    for await (const provider of inTurn(providers, (hsaId) => units.unit(hsaId)))
      if (provider && provider.kind !== 'function') keep(provider);
    const careUnits: Unit[] = [];
    for await (const some of inTurn(providers, units.careUnitsOf)) careUnits.push(...some.filter(isListed));
    for (const careUnit of careUnits) keep(careUnit);
    for await (const members of inTurn(careUnits, ({ hsaId }) => units.membersOf(hsaId)))
      for (const member of members) keep(member);
    return [...found.values()].filter(isListed);
  }

  function read(): Promise<readonly Unit[]> {
    reading ??= readAll()
      .then((found) => {
        kept = { units: found, at: now() };
        return found;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  }

  return {
    /** `more` always: units outside care units are not in the list. Throws DirectoryLimitation where no provider is named. */
    async units(limit: number): Promise<Listing<Unit>> {
      if (providers.length === 0)
        throw new DirectoryLimitation('which units there are, as long as directory.services.providers names no one');
      if (kept && now() - kept.at >= goodMs) read().catch(() => undefined); // The older list is given meanwhile.
      const { items } = limited(kept?.units ?? (await read()), limit);
      return { items, more: true };
    },
    close(): void {
      stopped.abort();
    },
  };
}
