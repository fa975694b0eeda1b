import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { askAhead, namedIn } from '../../src/hsa/ask-ahead.ts';

const [unit, system] = ['SE1-DEMOUNIT', 'SE1-DEMOSYSTEM'];

/** Knows one unit, and writes down what it is asked, and the waits between. */
function setUp({ isDown = false } = {}) {
  const asked: string[] = [];
  const waits: number[] = [];
  const pause = (...args: Parameters<typeof setTimeout>) => {
    waits.push(args[0] ?? 0);
    return setTimeout(...args);
  };
  const lookup = (kind: string) => async (hsaId: string) => {
    asked.push(`${kind} ${hsaId}`);
    if (isDown) throw new BridgeError('DIRECTORY_UNAVAILABLE');
    return { value: hsaId === unit ? { hsaId } : undefined };
  };
  const [askUnit, askFunction, object] = [lookup('unit'), lookup('function'), lookup('object')];
  return {
    asked,
    waits,
    pause,
    directory: { unit: askUnit, function: askFunction, object, close: async () => undefined },
  };
}

it('asks where each unit and each system belongs, once for each in a round, before anybody else does', async () => {
  const { asked, waits, pause, directory } = setUp();
  const ahead = askAhead(directory, [unit, system, unit], pause as typeof setTimeout);
  const once = [`unit ${unit}`, `object ${unit}`, `unit ${system}`, `function ${system}`, `object ${system}`];
  await expect.poll(() => asked).toEqual(once);
  // Between two questions of one thread, and until the next round.
  await expect.poll(() => waits).toEqual([50, 50, 5 * 60_000]);
  await ahead.close();
  expect(asked).toEqual(once);
});

it('gives the round up when the directory does not answer, and asks no more when closed', async () => {
  const { asked, waits, pause, directory } = setUp({ isDown: true });
  const ahead = askAhead(directory, [unit, system], pause as typeof setTimeout);
  await expect.poll(() => asked).toEqual([`unit ${unit}`]);
  await expect.poll(() => waits).toEqual([30_000]);
  await ahead.close();
  expect(asked).toEqual([`unit ${unit}`]);
});

it('knows whom to ask about where no route stands in the configuration', () => {
  const [bridge, source, caller] = [{ hsaId: 'B' }, { hsaId: 'S', careProvider: 'P' }, { careProvider: 'Q' }];
  const named = { bridge, sources: [source], callers: [caller, { ...caller, careUnit: 'U' }], routes: [] };
  expect(namedIn(named)).toEqual({ known: ['B', 'P'], ahead: ['B', 'P', 'Q', 'Q', 'Q', 'U', 'S'] });
  const routes = [{ address: 'R' }, { address: '*' }];
  expect(namedIn({ ...named, callers: [], routes }).ahead).toEqual(['B', 'P', 'S', 'R']);
});
