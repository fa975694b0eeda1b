import type { NewBlock, NewRevoke, RegisteredBlock, RegisteredRevoke } from '../blocks/registered-block.ts';
import type { Assertion, NewAssertion } from '../consents/assertion.ts';
import type { NewRelation, PatientRelation } from '../relations/patient-relation.ts';
import type { Registered } from './store.ts';

/* What the registry holds, as the rest of the room speaks of it. JSON leaves undefined parts out; that is the same. */

export function assertionOf({ content, recordedAt, end, events }: Registered<NewAssertion>): Assertion {
  const { opened, cancelled, deleted } = events;
  return { ...content, start: content.start ?? recordedAt, end, recordedAt, opened, cancelled, deleted };
}

export function relationOf({ content, recordedAt, events }: Registered<NewRelation>): PatientRelation {
  return { ...content, start: content.start ?? recordedAt, recordedAt, cancelled: events.cancelled };
}

/** Blocks with their lifts, from rows of both. */
export function blocksOf(rows: readonly Registered<NewBlock | NewRevoke>[]): RegisteredBlock[] {
  const revokes = rows.filter(({ subject }) => subject === 'revoke') as Registered<NewRevoke>[];
  const blocks = rows.filter(({ subject }) => subject === 'block') as Registered<NewBlock>[];
  return blocks.map(({ content, recordedAt, events }) => ({
    ...content,
    recordedAt,
    cancelled: events.cancelled,
    revokes: revokes.filter(({ parent }) => parent === content.id).map(revokeOf),
  }));
}

function revokeOf({ content, recordedAt, events }: Registered<NewRevoke>): RegisteredRevoke {
  return { ...content, recordedAt, cancelled: events.cancelled };
}
