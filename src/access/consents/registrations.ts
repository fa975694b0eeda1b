import type { Action } from '../action.ts';
import type { Registrar, Registrations } from '../registrations.ts';
import { checkedAction, checkedAssertion, endOf } from '../registry/checks.ts';
import {
  act,
  actionDetails,
  carryOut,
  namesOf,
  type RegistrationsParts,
  refusal,
  registryQuestion,
  standing,
  usedBefore,
} from '../registry/deeds.ts';
import { assertionOf } from '../registry/read-back.ts';
import type { Registered } from '../registry/store.ts';
import type { NewAssertion } from './assertion.ts';

type AssertionRegistrations = Pick<
  Registrations,
  'registerAssertion' | 'openAssertion' | 'cancelAssertion' | 'deleteAssertion' | 'assertions' | 'assertionsSince'
>;

export function assertionRegistrations(parts: RegistrationsParts): AssertionRegistrations {
  const { registry, masterOf, now, emergencyHours } = parts;

  const registerAssertion = act(async (by: Registrar, given: NewAssertion) => {
    const assertion = checkedAssertion(given, now());
    const { id, kind, patient, careProvider, careUnit, employee, start, emergency, registration } = assertion;
    const end = endOf(assertion, now(), emergencyHours);
    const before = await usedBefore(parts, 'assertion', assertion);
    if (before) return before;
    const master = isForMasters(assertion) ? masterOf('consents', careProvider) : undefined;
    return carryOut(parts, by, {
      action: emergency ? `emergency:${emergency.opened ? 'open' : 'declare'}` : 'consent:register',
      activity: emergency ? 'Nödöppning' : 'Skriva',
      patient,
      careProvider,
      careUnit,
      emergency: emergency !== undefined,
      details: { id, kind, employee, start, end, ...emergency, ...actionDetails(registration) },
      pass: master && (() => master.registerAssertion({ ...assertion, end })),
      write: (at) => registry.add({ subject: 'assertion', id, patient, careProvider, end, content: assertion }, at),
    });
  });

  const openAssertion = act(async (by: Registrar, id: string, given: Action) => {
    const known = await standing<NewAssertion>(parts, 'assertion', id);
    if ('done' in known) return known;
    const { content, careProvider, patient } = known;
    const emergency = content.kind === 'emergency';
    if (!emergency && content.kind !== 'incapable') return refusal('INVALIDSTATE', 'It is of a kind without steps.');
    if (content.emergency?.opened || known.events.opened) return refusal('ALREADYEXISTS', 'It is opened.');
    if (known.end !== undefined && Date.parse(known.end) <= now().getTime())
      return refusal('INVALIDSTATE', 'Its time is over.');
    const action = checkedAction(given);
    const master = emergency ? masterOf('consents', careProvider) : undefined;
    return carryOut(parts, by, {
      action: emergency ? 'emergency:open' : 'consent:open',
      activity: emergency ? 'Nödöppning' : 'Skriva',
      patient,
      careProvider,
      careUnit: content.careUnit,
      emergency,
      details: { id: content.id, kind: content.kind, ...content.emergency, opened: true, ...actionDetails(action) },
      pass: master && (() => master.registerAssertion({ ...content, end: known.end })),
      write: (at) => registry.addEvent('assertion', content.id, 'opened', action, at),
    });
  });

  const end = (event: 'cancelled' | 'deleted') =>
    act(async (by: Registrar, id: string, given: Action) => {
      const known = await standing<NewAssertion>(parts, 'assertion', id);
      if ('done' in known) return known;
      const { content, careProvider, patient } = known;
      const action = checkedAction(given);
      const master = wasPassedOn(known) ? masterOf('consents', careProvider) : undefined;
      const emergency = content.kind === 'emergency';
      return carryOut(parts, by, {
        action: event === 'deleted' ? 'consent:delete' : emergency ? 'emergency:close' : 'consent:cancel',
        activity: event === 'deleted' ? 'Radera' : 'Skriva',
        patient,
        careProvider,
        careUnit: content.careUnit,
        emergency,
        details: { id: content.id, kind: content.kind, ...actionDetails(action) },
        pass: master && (() => master.endAssertion(content, event, action)),
        write: (at) => registry.addEvent('assertion', content.id, event, action, at),
      });
    });

  return {
    registerAssertion,
    openAssertion,
    cancelAssertion: end('cancelled'),
    deleteAssertion: end('deleted'),
    assertions: async (question) =>
      (await registry.ofPatient<NewAssertion>(['assertion'], registryQuestion(parts, question))).map(assertionOf),
    assertionsSince: async (careProvider, since, limit) =>
      (await registry.since<NewAssertion>('assertion', namesOf(parts, careProvider), since, limit)).map(assertionOf),
  };
}

/** National services know these alone; the other kinds are kept here, whoever is master. */
function isForMasters({ kind, emergency }: NewAssertion): boolean {
  return kind === 'given' || emergency?.opened === true;
}

/** Whether the master has heard of it: of an emergency it does when it opens. */
function wasPassedOn({ content, events }: Registered<NewAssertion>): boolean {
  return isForMasters(content) || (content.kind === 'emergency' && events.opened !== undefined);
}
