import type { Action } from '../action.ts';
import type { Registrar, Registrations } from '../registrations.ts';
import { checkedAction, checkedBlock, checkedRevoke } from '../registry/checks.ts';
import {
  act,
  actionDetails,
  carryOut,
  type RegistrationsParts,
  registryQuestion,
  standing,
  usedBefore,
} from '../registry/deeds.ts';
import { blocksOf } from '../registry/read-back.ts';
import type { NewBlock, NewRevoke } from './registered-block.ts';

type BlockRegistrations = Pick<
  Registrations,
  'registerBlock' | 'unregisterBlock' | 'registerRevoke' | 'unregisterRevoke' | 'blocks'
>;

export function blockRegistrations(parts: RegistrationsParts): BlockRegistrations {
  const { registry, masterOf, now } = parts;

  const registerBlock = act(async (by: Registrar, given: NewBlock) => {
    const block = checkedBlock(given);
    const { id, kind, patient, careProvider, careUnit, start, end, excludedTypes, registration } = block;
    const before = await usedBefore(parts, 'block', block);
    if (before) return before;
    const master = masterOf('blocks', careProvider);
    return carryOut(parts, by, {
      action: 'block:register',
      activity: 'Skriva',
      patient,
      careProvider,
      careUnit,
      details: { id, kind, start, end, excludedTypes, ...actionDetails(registration) },
      pass: master && (() => master.registerBlock(block)),
      // The interval is that of the information: a block itself has no end until it is lifted.
      write: (at) => registry.add({ subject: 'block', id, patient, careProvider, end: undefined, content: block }, at),
    });
  });

  const unregisterBlock = act(async (by: Registrar, id: string, given: Action) => {
    const known = await standing<NewBlock>(parts, 'block', id);
    if ('done' in known) return known;
    const { content, careProvider, patient } = known;
    const action = checkedAction(given);
    const master = masterOf('blocks', careProvider);
    return carryOut(parts, by, {
      action: 'block:unregister',
      activity: 'Skriva',
      patient,
      careProvider,
      careUnit: content.careUnit,
      details: { id: content.id, kind: content.kind, ...actionDetails(action) },
      block: known,
      pass: master && (() => master.unregisterBlock(content, action)),
      write: (at) => registry.addEvent('block', content.id, 'cancelled', action, at),
    });
  });

  const registerRevoke = act(async (by: Registrar, given: NewRevoke) => {
    const revoke = checkedRevoke(given, now());
    const { id, blockId, end, employee, reason, reasonText, registration } = revoke;
    const before = await usedBefore(parts, 'revoke', revoke);
    if (before) return before;
    const known = await standing<NewBlock>(parts, 'block', blockId);
    if ('done' in known) return known;
    const { content, careProvider, patient } = known;
    const forWhom = { forCareUnit: revoke.careUnit, forEmployee: employee };
    const master = masterOf('blocks', careProvider);
    return carryOut(parts, by, {
      action: 'block:lift',
      activity: 'Skriva',
      patient,
      careProvider,
      careUnit: content.careUnit,
      details: { id, blockId, end, ...forWhom, reason, reasonText, ...actionDetails(registration) },
      block: known,
      pass: master && (() => master.registerRevoke(revoke, content)),
      write: (at) =>
        registry.add({ subject: 'revoke', id, parent: blockId, patient, careProvider, end, content: revoke }, at),
    });
  });

  const unregisterRevoke = act(async (by: Registrar, id: string, given: Action) => {
    const known = await standing<NewRevoke>(parts, 'revoke', id);
    if ('done' in known) return known;
    const { content, careProvider, patient } = known;
    const action = checkedAction(given);
    const master = masterOf('blocks', careProvider);
    const block = await registry.find<NewBlock>('block', content.blockId);
    return carryOut(parts, by, {
      action: 'block:lift-end',
      activity: 'Skriva',
      patient,
      careProvider,
      careUnit: undefined,
      details: { id: content.id, blockId: content.blockId, ...actionDetails(action) },
      ...(block && { block }),
      pass: master && (() => master.unregisterRevoke(content, careProvider, action)),
      write: (at) => registry.addEvent('revoke', content.id, 'cancelled', action, at),
    });
  });

  return {
    registerBlock,
    unregisterBlock,
    registerRevoke,
    unregisterRevoke,
    blocks: async (question) =>
      blocksOf(await registry.ofPatient<NewBlock | NewRevoke>(['block', 'revoke'], registryQuestion(parts, question))),
  };
}
