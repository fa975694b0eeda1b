import type { AccessLog } from '../../../audit/index.ts';
import type { Config } from '../../../config.ts';
import type { PatientId } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import { type Directory, successionsOf } from '../../../hsa/index.ts';
import {
  AccessRefused,
  type OriginalOverview,
  type OverviewRequest,
  type OverviewStream,
  type StreamedOverview,
} from '../../../overview/index.ts';
import type { PersonRegister } from '../../../persons/index.ts';
import { logLookedAt } from '../looked-at.ts';
import { createNaming } from '../naming.ts';
import { identitiesBehind } from '../patient.ts';
import { actorOf } from '../registering.ts';
import type { ApiCall } from '../route.ts';
import type { ReadingRequest } from '../shapes/reading.ts';
import { hidesPlaces } from '../without-places.ts';
import { offeredBy, type Question, questionsOf, united } from './choice.ts';
import { beatMs, nobodyWaits } from './flow.ts';
import { type Asked, type Refused, readingEvents } from './reading-events.ts';

export interface ReadingParts {
  readonly config: Pick<Config, 'bridge' | 'sources' | 'successions'>;
  readonly overview: StreamedOverview & OriginalOverview;
  readonly directory: Pick<Directory, 'nameOf'>;
  readonly persons: Pick<PersonRegister, 'person'>;
  readonly accessLog: Pick<AccessLog, 'append'>;
}

/** Of one session; more would only make each other late. */
const readingsAtOnce = 5;

/** A reading as it is told. Whoever has asked for it ends it, read to its end or not. */
export interface UnderWay {
  readonly events: ReturnType<typeof readingEvents>;
  end(): void;
}

/** Reads the open patient, for whoever shows it. */
export interface Reader {
  /**
   * All that the requests ask for, as one reading. Each choice is on the log when it resolves. Throws PATIENT_CHANGED,
   * OVERLOADED, and what the overview throws.
   */
  read(call: ApiCall<unknown>, requests: readonly [ReadingRequest, ...ReadingRequest[]]): Promise<UnderWay>;
}

export function createReader(parts: ReadingParts): Reader {
  const { config } = parts;
  const offered = offeredBy(config);
  const sources = config.sources.map(({ hsaId }) => hsaId);
  // RIV 13606 has no word for it: what is read as a no there, to be safe with patients, is no answer to staff.
  const silentOnPatients = config.sources.filter(({ protocol }) => protocol === 'riv13606').map(({ hsaId }) => hsaId);
  const underWay = new Map<string, number>();
  return { read };

  async function read(
    call: ApiCall<unknown>,
    requests: readonly [ReadingRequest, ...ReadingRequest[]],
  ): Promise<UnderWay> {
    const today = swedishDay(new Date());
    const choices = requests.map((request) => ({ request, asks: questionsOf(request, offered, sources, today) }));
    const opened = await call.opened();
    const { patient, opening } = opened;
    for (const { request, asks } of choices) await logChoice(parts, call, patient, request, asks);
    const placesHidden = await hidesPlaces(parts.persons, opened, call.correlationId);
    const gone = new AbortController();
    const asking = { patient, gone: AbortSignal.any([call.gone, gone.signal]), reading: {} };
    const release = take(call.session.key);
    let brokeOff = false;
    const whenSent = ({ delivered }: Pick<OverviewStream, 'delivered'>) =>
      call.whenSent({ delivered: (outcome) => delivered(brokeOff && outcome === 'sent' ? 'failed' : outcome) });
    const begin = async (question: Question): Promise<Asked | Refused> => {
      try {
        const stream = await parts.overview.stream(requestFor(config, question, call, asking));
        // At once: another may yet break off what they are parts of.
        whenSent(stream);
        return { question, stream };
      } catch (thrown) {
        if (thrown instanceof AccessRefused) return { question, refused: thrown };
        throw thrown;
      }
    };
    try {
      const begun = await Promise.all(united(choices.flatMap(({ asks }) => asks)).map(begin));
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
      const again = requests[0].again?.source;
      const { heirOf } = successionsOf(parts.config);
      const named = createNaming(parts.directory, (hsaId) => heirOf(hsaId, new Date()));
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
}

interface Asking {
  readonly patient: PatientId;
  readonly gone: AbortSignal;
  /** The same object for all that is asked at once. */
  readonly reading: object;
}

/** What is asked of the overview for whoever has called. */
export function requestFor(
  { bridge }: Pick<Config, 'bridge'>,
  { contract, period, source }: Question,
  call: ApiCall<unknown>,
  { patient, gone, reading }: Asking,
): OverviewRequest {
  return {
    correlationId: call.correlationId,
    contract,
    filter: { patient, period, careUnits: [], sourceSystem: source, careContacts: [] },
    logicalAddress: bridge.hsaId,
    caller: call.session.caller,
    originalConsumer: bridge.hsaId,
    reading,
    gone,
    face: 'portal',
    actor: actorOf(call, bridge.hsaId),
    // What the reader has just done.
    choice: true,
  };
}

/** What was chosen is an act of its own, and stands on the log before anything that it opens. */
async function logChoice(
  parts: ReadingParts,
  call: ApiCall<unknown>,
  given: PatientId,
  request: ReadingRequest,
  asks: readonly Question[],
): Promise<void> {
  const [patient, ...linked] = await identitiesBehind(parts.persons, given, call.correlationId);
  const details = { ...request, contracts: asks.map(({ contract }) => contract) };
  await logLookedAt(parts, call, { action: 'choice', patient, linked, details });
}

/** `YYYYMMDD` */
function swedishDay(now: Date): string {
  return now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }).replaceAll('-', '');
}
