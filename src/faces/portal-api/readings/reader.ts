import { type AccessLog, actEntry } from '../../../audit/index.ts';
import type { Config } from '../../../config.ts';
import type { ContractId, PatientId } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import type { Directory } from '../../../hsa/index.ts';
import {
  AccessRefused,
  type OriginalOverview,
  type OverviewRequest,
  type OverviewStream,
  type StreamedOverview,
} from '../../../overview/index.ts';
import type { PersonRegister } from '../../../persons/index.ts';
import { SourceFailure } from '../../../sources/index.ts';
import { identitiesBehind } from '../patient.ts';
import { actorOf, registrarOf } from '../registering.ts';
import type { ApiCall } from '../route.ts';
import type { ReadingRequest } from '../shapes/reading.ts';
import { hidesPlaces } from '../without-places.ts';
import { newestMajors, type Question, questionsOf } from './choice.ts';
import { type Asked, type Refused, readingEvents } from './reading-events.ts';
import { createNaming } from './shown-records.ts';

export interface ReadingParts {
  readonly config: Pick<Config, 'bridge' | 'sources'>;
  readonly overview: StreamedOverview & OriginalOverview;
  readonly directory: Pick<Directory, 'nameOf'>;
  readonly persons: Pick<PersonRegister, 'person'>;
  readonly accessLog: Pick<AccessLog, 'append'>;
}

/** Of one session; more would only make each other late. */
const readingsAtOnce = 5;
const beatMs = 2_000;

/** A reading as it is told. Whoever has asked for it ends it, read to its end or not. */
export interface UnderWay {
  readonly events: ReturnType<typeof readingEvents>;
  end(): void;
}

/** Reads the open patient, for whoever shows it. */
export interface Reader {
  /** The choice is on the log when it resolves. Throws PATIENT_CHANGED, OVERLOADED, and what the overview throws. */
  read(call: ApiCall<unknown>, request: ReadingRequest): Promise<UnderWay>;
  requestFor(question: Question, call: ApiCall<unknown>, patient: PatientId, gone: AbortSignal): OverviewRequest;
}

export function createReader(parts: ReadingParts): Reader {
  const { config } = parts;
  const offered = newestMajors(config.sources.flatMap(({ contracts }) => contracts as readonly ContractId[]));
  const sources = config.sources.map(({ hsaId }) => hsaId);
  // RIV 13606 has no word for it: what is read as a no there, to be safe with patients, is no answer to staff.
  const silentOnPatients = config.sources.filter(({ protocol }) => protocol === 'riv13606').map(({ hsaId }) => hsaId);
  const underWay = new Map<string, number>();
  return { read, requestFor };

  async function read(call: ApiCall<unknown>, request: ReadingRequest): Promise<UnderWay> {
    const questions = questionsOf(request, offered, sources, swedishDay(new Date()));
    const opened = await call.opened();
    await logChoice(parts, call, request, opened.patient, questions);
    const again = request.again?.source;
    const { patient, opening } = opened;
    const placesHidden = await hidesPlaces(parts.persons, opened, call.correlationId);
    const gone = new AbortController();
    const signal = AbortSignal.any([call.gone, gone.signal]);
    const release = take(call.session.key);
    let brokeOff = false;
    const whenSent = ({ delivered }: Pick<OverviewStream, 'delivered'>) =>
      call.whenSent({ delivered: (outcome) => delivered(brokeOff && outcome === 'sent' ? 'failed' : outcome) });
    const begin = async (question: Question): Promise<Asked | Refused> => {
      try {
        const stream = await parts.overview.stream(requestFor(question, call, patient, signal));
        // At once: another may yet break off what they are parts of.
        whenSent(stream);
        return { question, stream };
      } catch (thrown) {
        if (thrown instanceof AccessRefused) return { question, refused: thrown };
        throw thrown;
      }
    };
    try {
      const begun = await Promise.all(questions.map(begin));
      const asked = begun.filter((each) => 'stream' in each);
      const refused = begun.filter((each) => 'refused' in each);
      if (asked.length === 0 && refused[0]) throw refused[0].refused;
      const failed = () => {
        brokeOff = true;
        gone.abort(nobodyWaits);
      };
      const stillOpen = async () => {
        if ((await call.opened()).opening !== opening) throw new BridgeError('PATIENT_CHANGED');
      };
      const named = createNaming(parts.directory);
      const reading = { call, asked, refused, again, stillOpen, named, placesHidden, silentOnPatients, beatMs, failed };
      return {
        events: readingEvents(reading),
        end() {
          gone.abort(nobodyWaits);
          release();
        },
      };
    } catch (thrown) {
      release();
      throw thrown;
    }
  }

  /** Gives the way to give the place back. Throws OVERLOADED. */
  function take(session: string): () => void {
    const count = underWay.get(session) ?? 0;
    if (count >= readingsAtOnce)
      throw new BridgeError('OVERLOADED', 'Too many readings of this session are under way.');
    underWay.set(session, count + 1);
    return () => {
      const left = (underWay.get(session) ?? 1) - 1;
      if (left > 0) underWay.set(session, left);
      else underWay.delete(session);
    };
  }

  function requestFor(
    { contract, period, source }: Question,
    call: ApiCall<unknown>,
    patient: PatientId,
    gone: AbortSignal,
  ): OverviewRequest {
    return {
      correlationId: call.correlationId,
      contract,
      filter: { patient, period, careUnits: [], sourceSystem: source, careContacts: [] },
      logicalAddress: config.bridge.hsaId,
      caller: call.session.caller,
      originalConsumer: config.bridge.hsaId,
      reading: call,
      gone,
      face: 'portal',
      actor: actorOf(call, config.bridge.hsaId),
      // What the reader has just done.
      choice: true,
    };
  }
}

const nobodyWaits = new SourceFailure('abandoned', 499, 'Nobody waits for this reading any more.');

/** What was chosen is an act of its own, and stands on the log before anything that it opens. */
async function logChoice(
  { config, persons, accessLog }: ReadingParts,
  call: ApiCall<unknown>,
  request: ReadingRequest,
  given: PatientId,
  questions: readonly Question[],
): Promise<void> {
  const [patient, ...linked] = await identitiesBehind(persons, given, call.correlationId);
  const { careProviders: _, ...by } = registrarOf(call, config.bridge.hsaId);
  const { careProvider, careUnit } = call.assignment;
  const { name, kind } = config.bridge;
  const entry = actEntry(
    { name, kind },
    {
      ...by,
      action: 'choice',
      activity: 'Läsa',
      reader: { careProvider: careProvider.hsaId, careUnit: careUnit?.hsaId },
      patient,
      ...(linked.length > 0 && { linked }),
      details: { ...request, contracts: questions.map(({ contract }) => contract) },
    },
  );
  await accessLog.append(entry);
}

/** `YYYYMMDD` */
function swedishDay(now: Date): string {
  return now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }).replaceAll('-', '');
}
