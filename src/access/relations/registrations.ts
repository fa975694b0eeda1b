import type { Action } from '../action.ts';
import type { Registrar, Registrations } from '../registrations.ts';
import { checkedAction, checkedRelation } from '../registry/checks.ts';
import {
  act,
  actionDetails,
  carryOut,
  type RegistrationsParts,
  refusal,
  registryQuestion,
  standing,
  usedBefore,
} from '../registry/deeds.ts';
import { relationOf } from '../registry/read-back.ts';
import type { NewRelation } from './patient-relation.ts';

type RelationRegistrations = Pick<Registrations, 'registerRelation' | 'endRelation' | 'relations'>;

export function relationRegistrations(parts: RegistrationsParts): RelationRegistrations {
  const { registry, masterOf, now } = parts;

  const registerRelation = act(async (by: Registrar, given: NewRelation) => {
    const relation = checkedRelation(given, now());
    const { id, patient, careProvider, careUnit, employee, start, end, ground, registration } = relation;
    const before = await usedBefore(parts, 'relation', relation);
    if (before) return before;
    const master = masterOf('relations', careProvider);
    return carryOut(parts, by, {
      action: 'relation:register',
      activity: 'Skriva',
      patient,
      careProvider,
      careUnit,
      details: { id, employee, start, end, ground, ...actionDetails(registration) },
      pass: master && (() => master.registerRelation(relation)),
      write: (at) => registry.add({ subject: 'relation', id, patient, careProvider, end, content: relation }, at),
    });
  });

  const endRelation = act(async (by: Registrar, id: string, given: Action) => {
    const known = await standing<NewRelation>(parts, 'relation', id);
    if ('done' in known) return known;
    const { content, careProvider, patient } = known;
    if (masterOf('relations', careProvider))
      return refusal('INVALIDSTATE', 'The security service that keeps it knows no way to end it before its time.');
    const action = checkedAction(given);
    return carryOut(parts, by, {
      action: 'relation:end',
      activity: 'Skriva',
      patient,
      careProvider,
      careUnit: content.careUnit,
      details: { id: content.id, ...actionDetails(action) },
      pass: undefined,
      write: (at) => registry.addEvent('relation', content.id, 'cancelled', action, at),
    });
  });

  return {
    registerRelation,
    endRelation,
    relations: async (question) =>
      (await registry.ofPatient<NewRelation>(['relation'], registryQuestion(parts, question))).map(relationOf),
  };
}
