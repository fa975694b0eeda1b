import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BridgeError, type ErrorCode } from '../../src/errors.ts';
import { createCountedRefusals } from '../../src/faces/counted-refusals.ts';
import type { RefusedCall } from '../../src/faces/refusal-log.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minute = 60_000;

function refusals() {
  const lines: RefusedCall[] = [];
  const counted = createCountedRefusals(async (call) => void lines.push(call));
  const refuse = (code: ErrorCode, identified: object) =>
    counted.logRefusal({ error: new BridgeError(code), identified, details: undefined } as unknown as RefusedCall);
  return { lines, refuse, flush: counted.flush };
}

const stranger = (fingerprint: string, address = '192.0.2.1') => ({ certificate: { fingerprint }, address });
const known = { caller: { hsaId: 'SE-A' }, certificate: { fingerprint: 'a' } };

describe('refused strangers', () => {
  it('have a line each at first, then one a minute for each certificate and address, with how many there were', async () => {
    const { lines, refuse } = refusals();
    for (let count = 0; count < 600; count++) await refuse('CERT_EXPIRED', stranger('old'));
    expect(lines).toHaveLength(600);
    for (let count = 0; count < 50; count++) await refuse('CERT_EXPIRED', stranger('old'));
    for (let count = 0; count < 2; count++) await refuse('CERT_EXPIRED', stranger('old', '192.0.2.2'));
    await refuse('TOO_MANY_REQUESTS', stranger('old'));
    await refuse('CERT_MISSING', { address: '192.0.2.1' });
    expect(lines).toHaveLength(600);
    await vi.advanceTimersByTimeAsync(minute);
    expect(lines.slice(600).map(({ identified, details }) => [identified, details])).toEqual([
      [stranger('old'), { attempts: 50 }],
      [stranger('old', '192.0.2.2'), { attempts: 2 }],
      [stranger('old'), { attempts: 1 }],
      [{ address: '192.0.2.1' }, { attempts: 1 }],
    ]);
    await refuse('CERT_EXPIRED', stranger('old'));
    expect(lines).toHaveLength(605);
  });

  it('cannot make any number of lines by any number of certificates, nor have others take the blame', async () => {
    const { lines, refuse, flush } = refusals();
    for (let count = 0; count < 5_000; count++) await refuse('CERT_UNKNOWN_ISSUER', stranger(`made ${count}`));
    await flush();
    expect(lines).toHaveLength(600 + 1_000 + 1);
    expect(lines.at(-1)).toMatchObject({ identified: undefined, details: { address: 'others', attempts: 3_400 } });
  });

  it('take no line from those who are known', async () => {
    const { lines, refuse } = refusals();
    for (let count = 0; count < 700; count++) await refuse('CERT_EXPIRED', stranger('old'));
    for (let count = 0; count < 700; count++) await refuse('CALLER_NOT_PERMITTED', known);
    expect(lines.filter(({ error }) => error.code === 'CALLER_NOT_PERMITTED')).toHaveLength(700);
  });
});

it('a known caller in haste has one line a minute', async () => {
  const { lines, refuse, flush } = refusals();
  for (let count = 0; count < 20; count++) await refuse('TOO_MANY_REQUESTS', known);
  expect(lines).toEqual([]);
  await flush();
  expect(lines).toMatchObject([{ identified: known, details: { attempts: 20 } }]);
});
