import { expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { askAhead } from '../../src/hsa/ask-ahead.ts';

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
  await ahead.close();
  expect(asked).toEqual(once);
});

it('gives the round up when the directory does not answer, and asks no more when closed', async () => {
  const { asked, directory } = setUp({ isDown: true });
  const ahead = askAhead(directory, [unit, system]);
  await expect.poll(() => asked).toEqual([`unit ${unit}`]);
  await ahead.close();
  expect(asked).toEqual([`unit ${unit}`]);
});
