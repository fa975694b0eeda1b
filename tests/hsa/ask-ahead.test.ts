import { beforeEach, expect, it, vi } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { askAhead, namedIn } from '../../src/hsa/ask-ahead.ts';

const waits = vi.hoisted((): number[] => []);
vi.mock('node:timers/promises', async (original) => {
  const { setTimeout } = await original<typeof import('node:timers/promises')>();
  const noted = (...args: Parameters<typeof setTimeout>) => {
    waits.push(args[0] ?? 0);
    return setTimeout(...args);
  };
  return { setTimeout: noted };
});
beforeEach(() => void waits.splice(0));

const [unit, system] = ['SE1-DEMOUNIT', 'SE1-DEMOSYSTEM'];

/** Knows one unit, and writes down what it is asked. */
function setUp({ isDown = false } = {}) {
  const asked: string[] = [];
  const lookup = (kind: string) => async (hsaId: string) => {
    asked.push(`${kind} ${hsaId}`);
    if (isDown) throw new BridgeError('DIRECTORY_UNAVAILABLE');
    return { value: hsaId === unit ? { hsaId } : undefined };
  };
  const [askUnit, askFunction, object] = [lookup('unit'), lookup('function'), lookup('object')];
  return { asked, directory: { unit: askUnit, function: askFunction, object, close: async () => undefined } };
}

it('asks where each unit and each system belongs, once for each in a round, before anybody else does', async () => {
  const { asked, directory } = setUp();
  const ahead = askAhead(directory, [unit, system, unit]);
  const once = [`unit ${unit}`, `object ${unit}`, `unit ${system}`, `function ${system}`, `object ${system}`];
  await expect.poll(() => asked).toEqual(once);
  // Between two questions of one thread, and until the next round.
  await expect.poll(() => waits).toEqual([50, 50, 5 * 60_000]);
  await ahead.close();
  expect(asked).toEqual(once);
});

it('gives the round up when the directory does not answer, and asks no more when closed', async () => {
  const { asked, directory } = setUp({ isDown: true });
  const ahead = askAhead(directory, [unit, system]);
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
