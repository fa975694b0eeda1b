import { Readable } from 'node:stream';
import type { Static } from 'typebox';
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
import type { Opened } from '../../../sign-in/index.ts';
import { SourceFailure } from '../../../sources/index.ts';
import { identitiesBehind } from '../patient.ts';
import { actorOf, registrarOf } from '../registering.ts';
import { type ApiCall, type ApiRoute, bodyOf, route } from '../route.ts';
import type { Original, ReadingRequest } from '../shapes/reading.ts';
import { hidesPlaces } from '../without-places.ts';
import { newestMajors, OriginalBody, type Question, questionsOf, ReadingBody } from './choice.ts';
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

/** The open patient across all councils: what the reader has chosen, as each record system answers. */
export function readingRoutes(parts: ReadingParts): readonly ApiRoute[] {
  const { config } = parts;
  const offered = newestMajors(config.sources.flatMap(({ contracts }) => contracts as readonly ContractId[]));
  const sources = config.sources.map(({ hsaId }) => hsaId);
  const underWay = new Map<string, number>();

  return [
    route({
      method: 'POST',
      path: '/readings',
      access: ['clinician'],
      summary: 'What the reader chooses of the open patient, as each council answers: server-sent events',
      body: bodyOf(ReadingBody),
      streams: 'text/event-stream',
      async handle(call) {
        // As the schema has checked.
        const request = call.body as ReadingRequest;
        const questions = questionsOf(request, offered, sources, swedishDay(new Date()));
        const opened = await call.opened();
        await logChoice(parts, call, opened.patient, questions);
        return read(call, opened, questions, request.again?.source);
      },
    }),
    route({
      method: 'POST',
      path: '/readings/original',
      access: ['clinician'],
      summary: 'One record of the open patient as its source gave it: XML, or JSON of FHIR',
      body: bodyOf(OriginalBody),
      async handle(call): Promise<Original> {
        const { source, contract, documentId } = call.body;
        const opened = await call.opened();
        if (await hidesPlaces(parts.persons, opened, call.correlationId))
          throw new BridgeError('PATIENT_PROTECTED', 'What the source gave tells of places: ask for them first.');
        const { patient } = opened;
        const question = { contract: contract as ContractId, period: undefined, source };
        const request = { ...requestFor(question, call, patient, call.gone), original: documentId };
        const { text, delivered } = await parts.overview.original(request);
        call.whenSent({ delivered });
        return {
          mediaType: text.startsWith('{') ? 'application/json' : 'application/xml',
          text: text.slice(0, longestOriginal),
          cut: text.length > longestOriginal,
        };
      },
    }),
  ];

  async function read(
    call: ReadingCall,
    opened: Opened,
    questions: readonly Question[],
    again: string | undefined,
  ): Promise<Readable> {
    const { patient, opening } = opened;
    const placesHidden = await hidesPlaces(parts.persons, opened, call.correlationId);
    const gone = new AbortController();
    const signal = AbortSignal.any([call.gone, gone.signal]);
    const release = take(call.session.key);
    let brokeOff = false;
    const whenSent = ({ delivered }: Pick<OverviewStream, 'delivered'>) =>
      call.whenSent({ delivered: (outcome) => delivered(brokeOff && outcome === 'sent' ? 'failed' : outcome) });
    try {
      const begun = await Promise.all(questions.map((question) => begin(question, call, patient, signal)));
      const asked = begun.filter((each) => 'stream' in each);
      for (const { stream } of asked) whenSent(stream);
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
      const reading = { call, asked, refused, again, stillOpen, named, placesHidden, beatMs, failed };
      const events = readingEvents(reading);
      const stream = Readable.from(texts(events), { objectMode: false });
      return stream.once('close', () => {
        gone.abort(nobodyWaits);
        release();
      });
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

  async function begin(
    question: Question,
    call: ReadingCall,
    patient: PatientId,
    gone: AbortSignal,
  ): Promise<Asked | Refused> {
    try {
      return { question, stream: await parts.overview.stream(requestFor(question, call, patient, gone)) };
    } catch (thrown) {
      if (thrown instanceof AccessRefused) return { question, refused: thrown };
      throw thrown;
    }
  }
}

type ReadingCall = ApiCall<Static<typeof ReadingBody>>;

/** Characters. More is for whoever has the source's own system before her. */
const longestOriginal = 1_000_000;

const nobodyWaits = new SourceFailure('abandoned', 499, 'Nobody waits for this reading any more.');

async function* texts(events: ReturnType<typeof readingEvents>): AsyncGenerator<string> {
  for await (const event of events)
    yield event ? `event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n` : ': waiting\n\n';
}

/** What was chosen is an act of its own, and stands on the log before anything that it opens. */
async function logChoice(
  { config, persons, accessLog }: ReadingParts,
  call: ReadingCall,
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
      details: { ...call.body, contracts: questions.map(({ contract }) => contract) },
    },
  );
  await accessLog.append(entry);
}

/** `YYYYMMDD` */
function swedishDay(now: Date): string {
  return now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }).replaceAll('-', '');
}
