import { randomUUID } from 'node:crypto';
import { type AuditEntry, officerAct, officerId } from '../../audit/index.ts';
import type { Config } from '../../config.ts';
import type { PatientId } from '../../contracts/record.ts';
import type { DeliveryDesk } from '../../deliveries/desk.ts';
import { BridgeError } from '../../errors.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { Engineer } from '../message-tools.ts';
import { patientsIn } from './patients-in.ts';
import type { UnmaskingStore } from './store.ts';
import type { Unmasking, UnmaskingSubject } from './subject.ts';

/** A message as it is, for the eyes of one. */
export interface UnmaskedMessage {
  readonly at: string | undefined;
  readonly place: string;
  readonly correlationId: string | undefined;
  /** Text where it is UTF-8, else base64. */
  readonly text: string | undefined;
  readonly base64: string | undefined;
}

interface UnmaskingParts {
  readonly config: Pick<Config, 'bridge' | 'sources'>;
  readonly store: UnmaskingStore;
  readonly desk: Pick<DeliveryDesk, 'list' | 'content'>;
  readonly append: (entries: readonly AuditEntry[]) => Promise<void>;
  /** A capture has been approved. */
  readonly opened: () => Promise<void>;
}

const lastsMs = 30 * 60_000;

/**
 * Seeing what is in messages takes two: one engineer asks, for a reason; another approves; then the one who asked may look
 * for thirty minutes, and every look is on the access log as a reading about each patient in it.
 */
export function createUnmaskingTools({ config, store, desk, append, opened }: UnmaskingParts) {
  const installation: AuditEntry['installation'] = { name: config.bridge.name, kind: config.bridge.kind };
  const act = (engineer: Engineer, action: string, { id, subject, reason, askedBy }: Asked) =>
    append([
      officerAct(installation, engineer, {
        action,
        activity: undefined,
        details: { unmasking: id, ...subject, reason, askedBy },
      }),
    ]);

  async function find(id: string): Promise<Unmasking> {
    const found = await store.find(id);
    if (!found) throw new BridgeError('NOT_FOUND', 'Nobody has asked for that.');
    return found;
  }

  async function answer(engineer: Engineer, id: string, endsAt: Date | null): Promise<Unmasking> {
    const asked = await find(id);
    const by = personOf(engineer);
    if (sameHsaId(asked.askedBy, by)) throw new BridgeError('SECOND_PERSON_REQUIRED');
    if (asked.state !== 'asked') throw new BridgeError('UNMASKING_CLOSED', 'It is answered already, or too old.');
    await act(engineer, endsAt ? 'unmasking:approve' : 'unmasking:refuse', asked);
    if (!(await store.answer(id, by, endsAt))) throw new BridgeError('UNMASKING_CLOSED', 'It is answered already.');
    if (endsAt) await opened();
    return find(id);
  }

  async function contents({ id, subject }: Unmasking): Promise<readonly Found[]> {
    if (subject.kind === 'capture')
      return (await store.captured(id)).map((each) => ({ ...each, careProvider: undefined }));
    const content = await desk.content(subject.message);
    if (!content) throw new BridgeError('NOT_FOUND', 'The content is destroyed: it was delivered or discarded.');
    return [{ at: undefined, place: 'outbox', correlationId: undefined, patient: undefined, content }];
  }

  /** Whose information it is, where it came from a record system. */
  function unitsOf({ subject }: Unmasking): AuditEntry['units'] {
    if (subject.kind !== 'capture') return [];
    const source = config.sources.find(({ hsaId }) => sameHsaId(hsaId, subject.producer));
    return source ? [{ careProvider: source.careProvider, careUnit: undefined, source: source.hsaId, records: 0 }] : [];
  }

  return {
    /** Throws PARAMETER_INVALID, NOT_FOUND. */
    async ask({ engineer, subject, reason }: { engineer: Engineer; subject: UnmaskingSubject; reason: string }) {
      if (reason.trim() === '') throw new BridgeError('PARAMETER_INVALID', 'A reason is needed.');
      if (subject.kind === 'message' && (await desk.list({ ids: [subject.message] }, 1)).length === 0)
        throw new BridgeError('NOT_FOUND', 'There is no such message.');
      const careProvider = engineer.controller ?? '';
      const asked = { id: randomUUID(), subject, reason: reason.trim(), askedBy: personOf(engineer), careProvider };
      await act(engineer, 'unmasking:ask', asked);
      return store.insert(asked);
    },
    list: (_: Record<string, never>) => store.list(),
    /** Throws SECOND_PERSON_REQUIRED, UNMASKING_CLOSED, NOT_FOUND. */
    approve: ({ engineer, id }: { engineer: Engineer; id: string }) =>
      answer(engineer, id, new Date(Date.now() + lastsMs)),
    refuse: ({ engineer, id }: { engineer: Engineer; id: string }) => answer(engineer, id, null),
    /** Only for whoever asked, as long as it is open. Throws UNMASKING_CLOSED, NOT_FOUND. */
    async look({ engineer, id }: { engineer: Engineer; id: string }): Promise<readonly UnmaskedMessage[]> {
      const unmasking = await find(id);
      // Others are not told more than that it is not for them.
      if (!sameHsaId(unmasking.askedBy, personOf(engineer)) || unmasking.state !== 'open')
        throw new BridgeError('UNMASKING_CLOSED', `It is ${unmasking.state}, and for whoever asked alone.`);
      const found = await contents(unmasking);
      const look: Parameters<typeof officerAct>[2] = {
        action: 'message:unmask',
        reason: unmasking.reason,
        units: unitsOf(unmasking),
        details: { unmasking: id, ...unmasking.subject, approvedBy: unmasking.answeredBy },
      };
      const patients = everybodyIn(found);
      await append(
        patients.length === 0
          ? [officerAct(installation, engineer, look)]
          : patients.map((patient) => officerAct(installation, engineer, { ...look, patient })),
      );
      return found.map(shown);
    },
  };
}

export type UnmaskingTools = ReturnType<typeof createUnmaskingTools>;

type Asked = Pick<Unmasking, 'id' | 'subject' | 'reason' | 'askedBy'>;

interface Found {
  readonly at: string | undefined;
  readonly place: string;
  readonly correlationId: string | undefined;
  readonly patient: PatientId | undefined;
  readonly content: Buffer;
}

function everybodyIn(found: readonly Found[]): PatientId[] {
  const all = found.flatMap(({ patient, content }) => [...(patient ? [patient] : []), ...patientsIn(content)]);
  return [...new Map(all.map((patient) => [patient.id, patient])).values()];
}

function shown({ at, place, correlationId, content }: Found): UnmaskedMessage {
  const text = content.toString('utf8');
  const isText = Buffer.from(text).equals(content);
  return {
    at,
    place,
    correlationId,
    text: isText ? text : undefined,
    base64: isText ? undefined : content.toString('base64'),
  };
}

/** An account on a server is nobody. */
function personOf(engineer: Engineer): string {
  const person = officerId(engineer);
  if (person === undefined || engineer.face !== 'portal') throw new BridgeError('ROLE_REQUIRED');
  return person;
}
