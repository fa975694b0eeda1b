import { describe, expect, it } from 'vitest';
import type { NewBlock, NewRevoke } from '../../../../src/access/blocks/registered-block.ts';
import { createBlockRegistration } from '../../../../src/faces/soap/security/block-registration.ts';
import { call, done, own, patientId } from './stand-ins.ts';

const blockId = 'f3c8a9de-4a5d-4c39-8d4e-0d4cbd7a6a11';
const revoke = (temporaryRevokeId: string, ofBlock = blockId) => ({
  temporaryRevokeId,
  blockId: ofBlock,
  endDate: '2026-12-01T12:00:00',
  revokedForCareUnitId: 'SE1-DEMOUNIT',
});
const block = { blockId, blockType: 'Inner', patientId, informationCareProviderId: own } as const;

function registering(refused: readonly string[] = []) {
  const blocks: NewBlock[] = [];
  const revokes: NewRevoke[] = [];
  const service = createBlockRegistration({
    registrations: {
      registerBlock: async (_by: unknown, given: NewBlock) => {
        blocks.push(given);
        return done;
      },
      registerRevoke: async (_by: unknown, given: NewRevoke) => {
        if (refused.includes(given.id)) return { done: false, complaint: 'VALIDATION', text: 'Too long.' };
        revokes.push(given);
        return done;
      },
    } as never,
  });
  return { service, blocks, revokes };
}

describe('RegisterBlock', () => {
  it('registers the temporary revokes that come with it, in Swedish time', async () => {
    const { service, blocks, revokes } = registering();
    const temporaryRevokeRegistration = [revoke('one'), revoke('two')];
    const { result } = await service.registerBlock(call, { ...block, temporaryRevokeRegistration });
    expect(result).toEqual({ resultCode: 'OK' });
    expect(blocks).toMatchObject([
      { id: blockId, kind: 'inner', registration: { requestedBy: { employee: 'SE1-DEMOSYSTEM' } } },
    ]);
    expect(revokes).toMatchObject([{ id: 'one', end: '2026-12-01T11:00:00.000Z' }, { id: 'two' }]);
  });

  it('is done though a revoke is not, and says which', async () => {
    const { service, blocks, revokes } = registering(['one']);
    const temporaryRevokeRegistration = [revoke('one'), revoke('two')];
    const { result } = await service.registerBlock(call, { ...block, temporaryRevokeRegistration });
    expect(result.resultCode).toBe('INFO');
    expect(result.resultText).toContain('one: Too long.');
    expect([blocks.length, revokes.length]).toEqual([1, 1]);
  });

  it('comes to its end at a second attempt, where the first came no further than to the block', async () => {
    const revokes: string[] = [];
    const before = { done: false, complaint: 'ALREADYEXISTS', text: 'It was registered before, and holds.' } as const;
    const service = createBlockRegistration({
      registrations: {
        registerBlock: async () => before,
        registerRevoke: async (_by: unknown, { id }: NewRevoke) => {
          if (id === 'one') return before;
          revokes.push(id);
          return done;
        },
      } as never,
    });
    const temporaryRevokeRegistration = [revoke('one'), revoke('two')];
    const { result } = await service.registerBlock(call, { ...block, temporaryRevokeRegistration });
    expect(result.resultCode).toBe('ALREADYEXISTS');
    expect(revokes).toEqual(['two']);
  });

  it.each([
    ['a revoke of another block', { temporaryRevokeRegistration: [revoke('one', 'other')] }, 'VALIDATIONERROR'],
    [
      'a revoke that ends on no day',
      { temporaryRevokeRegistration: [{ ...revoke('one'), endDate: '2026-02-30T00:00:00' }] },
      'VALIDATIONERROR',
    ],
    ['another care provider', { informationCareProviderId: 'SE2-DEMOELSEWHERE' }, 'ACCESSDENIED'],
  ])('registers nothing with %s', async (_what, change, code) => {
    const { service, blocks } = registering();
    const { result } = await service.registerBlock(call, { ...block, ...change });
    expect(result.resultCode).toBe(code);
    expect(blocks).toEqual([]);
  });
});
