import type { ContractId } from '../../../contracts/index.ts';
import { asBridgeError, errorCatalogue } from '../../../errors.ts';
import { sameHsaId } from '../../../identities/index.ts';
import type { AccessRefused, OverviewEnd, OverviewPart, OverviewStream } from '../../../overview/index.ts';
import type { Naming } from '../naming.ts';
import type { ApiCall } from '../route.ts';
import type { Done, Part, ReadingEvent, ShownRecord, Started } from '../shapes/reading.ts';
import { withoutPlaces, withoutUnits } from '../without-places.ts';
import type { Question } from './choice.ts';
import { interleaved, withBeats } from './flow.ts';
import { batchesOf, shownRecord } from './shown-records.ts';

/** A question that the gate has let in, or not. */
export interface Asked {
  readonly question: Question;
  readonly stream: OverviewStream;
}
export interface Refused {
  readonly question: Question;
  readonly refused: AccessRefused;
}

export interface Reading {
  readonly call: Pick<ApiCall<unknown>, 'assignment' | 'correlationId' | 'language' | 'stillAllowed'>;
  readonly asked: readonly Asked[];
  readonly refused: readonly Refused[];
  /** HSA-id of the record system that is asked once more: no other is told of. */
  readonly again: string | undefined;
  /** Throws PATIENT_CHANGED. */
  readonly stillOpen: () => Promise<void>;
  readonly named: Naming;
  /** HSA-ids of record systems that cannot tell what the patient may see. */
  readonly silentOnPatients: readonly string[];
  /** What tells of places is left out. */
  readonly placesHidden: boolean;
  readonly beatMs: number;
  /** Called when it broke off for a reason of this side, which the page is told. */
  readonly failed: () => void;
}

/**
 * A reading as it is told to a page, `undefined` where nothing has happened for a while. Before anything leaves, and at
 * each beat, the patient must still be open; at each beat the person must still be signed in as she was.
 */
export async function* readingEvents(reading: Reading): AsyncGenerator<ReadingEvent | undefined> {
  const { call } = reading;
  try {
    yield startedOf(reading);
    const ends: Ended[] = [];
    for await (const told of withBeats(interleaved(reading.asked.map(labelled)), reading.beatMs)) {
      if (told === undefined) await call.stillAllowed();
      await reading.stillOpen();
      if (told === undefined) yield undefined;
      else if (told.step.kind === 'part') yield* partsOf(told.contract, told.step, reading);
      else ends.push({ contract: told.contract, end: told.step });
    }
    yield await doneOf(ends, reading);
  } catch (thrown) {
    reading.failed();
    const { code } = asBridgeError(thrown);
    const title = errorCatalogue[code][call.language];
    yield { kind: 'failed', code, title, correlationId: call.correlationId };
  }
}

interface Ended {
  readonly contract: ContractId;
  readonly end: OverviewEnd;
}

async function* labelled({ question: { contract }, stream }: Asked): AsyncGenerator<{
  readonly contract: ContractId;
  readonly step: OverviewPart | OverviewEnd;
}> {
  for await (const step of stream.answers) yield { contract, step };
}

function startedOf({ call, asked, again }: Reading): Started {
  const notAsked = asked.flatMap(({ stream }) => stream.notAsked);
  const isMeant = ({ source }: Started['notAsked'][number]) => again === undefined || sameHsaId(source, again);
  return {
    kind: 'started',
    correlationId: call.correlationId,
    at: new Date().toISOString(),
    asked: asked.flatMap(({ question: { contract, period }, stream }) =>
      stream.asked.map((source) => ({ contract, ...source, ...(period && { from: period.start }) })),
    ),
    notAsked: notAsked.filter(isMeant),
    deadline: Math.max(...asked.map(({ stream }) => stream.deadline)),
  };
}

async function* partsOf(
  contract: ContractId,
  { source, records, coverage, cut }: OverviewPart,
  { named, placesHidden, silentOnPatients }: Reading,
): AsyncGenerator<Part> {
  const isSilent = silentOnPatients.some((each) => sameHsaId(each, source));
  const asTold = (record: ShownRecord) => (isSilent ? { ...record, approvedForPatient: undefined } : record);
  const shown = (await Promise.all(records.map((record) => shownRecord(contract, record, named)))).map(asTold);
  const batches = batchesOf(placesHidden ? shown.map(withoutPlaces) : shown);
  for (const [index, batch] of batches.entries()) {
    const isLast = index === batches.length - 1;
    const part = { kind: 'part', contract, source, records: batch } as const;
    yield isLast ? { ...part, coverage, ...(cut && { cut }) } : { ...part, coverage: undefined };
  }
}

/** That there is more is told of all of them together: of one it would tell of what kind. */
async function doneOf(ends: readonly Ended[], { call, refused, named, placesHidden }: Reading): Promise<Done> {
  const all = ends.map(({ end }) => end);
  const access = all.map((end) => end.access);
  const units = placesHidden ? access.flatMap(({ ownUnits }) => ownUnits) : [];
  const own = call.assignment.careProvider.hsaId;
  const namesOf = (hsaIds: readonly string[]) => Promise.all(withoutUnits(hsaIds, units, own).map(named));
  const nameRecords = (which: 'aliased' | 'possibleDuplicates') =>
    ends.flatMap(({ contract, end }) =>
      end[which].map(({ header: { sourceSystem, documentId } }) => ({ contract, source: sourceSystem, documentId })),
    );
  return {
    kind: 'done',
    notes: [...new Set(all.flatMap(({ notes }) => notes))],
    holders: await namesOf(access.flatMap(({ holders }) => holders)),
    blockers: await namesOf(access.flatMap(({ blockers }) => blockers)),
    lacking: distinct(access.flatMap(({ lacking }) => lacking)),
    refused: refused.map(({ question: { contract }, refused: { code, entry } }) => ({
      contract,
      code,
      decision: entry,
    })),
    possibleDuplicates: nameRecords('possibleDuplicates'),
    aliased: nameRecords('aliased'),
    coverage: all.flatMap(({ coverage }) => coverage).filter(({ outcome }) => outcome !== 'not-asked'),
    emergency: access.some(({ emergency }) => emergency),
    decisions: ends.map(({ contract, end }) => ({ contract, decision: end.access.entry })),
  };
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
