import { describe, expect, it } from 'vitest';
import { readChain } from '../../../src/faces/soap/chain.ts';

const config = { bridge: { hsaId: 'SE2321000230-DEMOBRIDGE' }, soap: { originalConsumerFrom: [] } };
const chainOf = (headers: Record<string, string>) =>
  readChain(headers, 'SE2321000230-DEMOEHR', config as unknown as Parameters<typeof readChain>[2]);

describe('the chain that a call came through', () => {
  it('is told by its headers', () => {
    expect(
      chainOf({
        'x-rivta-original-serviceconsumer-hsaid': 'SE165565594230-1000',
        'x-rivta-acting-on-behalf-of-hsaid': 'SE2321000222-DEMOVG',
        'x-rivta-routing-history': 'SE165565594230-1000#NATION',
      }),
    ).toEqual({
      originalConsumer: 'SE165565594230-1000',
      trail: {
        onBehalfOf: 'SE2321000222-DEMOVG',
        routingHistory: 'SE165565594230-1000#NATION#SE2321000230-DEMOBRIDGE',
      },
    });
  });

  it('never holds what could be a person’s number', () => {
    const chain = chainOf({
      'x-rivta-original-serviceconsumer-hsaid': '191212121212',
      'x-rivta-acting-on-behalf-of-hsaid': '19121212-1212',
      'x-rivta-routing-history': '191212121212#NATION',
    });
    expect(chain.originalConsumer).toBe('SE2321000230-DEMOEHR');
    expect(JSON.stringify(chain)).not.toContain('1212');
  });

  it('that leads back here is a loop', () => {
    expect(() => chainOf({ 'x-rivta-routing-history': 'X#se2321000230-demobridge' })).toThrow(
      expect.objectContaining({ code: 'ROUTING_LOOP' }),
    );
  });
});
