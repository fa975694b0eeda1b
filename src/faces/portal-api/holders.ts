import { Readable } from 'node:stream';
import type { Config } from '../../config.ts';
import type { PatientId } from '../../contracts/index.ts';
import { type Directory, isUnit } from '../../hsa/index.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { AskedWhoHolds, Holding, WhoHolds } from '../../overview/index.ts';
import { logLookedAt } from './looked-at.ts';
import { createNaming, ifInReach, type Naming } from './naming.ts';
import { offeredBy } from './readings/choice.ts';
import { beatMs, nobodyWaits, withBeats } from './readings/flow.ts';
import { requestFor } from './readings/reader.ts';
import { OfPatient, ownQuestion, type RegisterParts } from './register-parts.ts';
import { type ApiCall, type ApiRoute, bodyOf, route } from './route.ts';
import type { Blocker, HoldersLine } from './shapes/holders.ts';
import { hidesPlacesOf, withoutUnits } from './without-places.ts';

interface HoldersParts extends Pick<RegisterParts, 'persons' | 'accessLog'> {
  readonly config: Pick<Config, 'access' | 'bridge' | 'sources'>;
  readonly directory: Pick<Directory, 'careProviderOf' | 'nameOf' | 'object'>;
  readonly whoHolds: WhoHolds;
}

/** What is told, to whom, and of whom. */
interface Telling {
  readonly call: ApiCall<unknown>;
  readonly patient: PatientId;
  readonly linked: readonly PatientId[];
  readonly named: Naming;
  readonly placesHidden: boolean;
}

/**
 * The first step of an emergency, or for a patient who cannot decide: every connected record system is asked, whatever
 * the engagement index says, and those are named who hold and who have blocked information (SVOD 3:3, 3:5, 3:6).
 */
export function holdersRoutes(parts: HoldersParts): readonly ApiRoute[] {
  const { config, directory, whoHolds } = parts;
  const offered = offeredBy(config);

  return [
    route({
      method: 'POST',
      path: '/holders',
      access: ['clinician'],
      summary: 'Who holds and who has blocked information, once that may be known: a line as each council answers',
      body: bodyOf(OfPatient),
      async handle(call) {
        const { patients } = await ownQuestion(parts, call);
        const [patient, ...linked] = patients as readonly [PatientId, ...PatientId[]];
        const gone = new AbortController();
        const asking = { patient, gone: AbortSignal.any([call.gone, gone.signal]), reading: call };
        const everything = offered.map((contract) => ({ contract, period: undefined, source: undefined }));
        const who = await whoHolds.ask(everything.map((question) => requestFor(config, question, call, asking)));
        // Once an answer has begun no error can be told in its place.
        await logLookedAt(parts, call, { action: 'holders:ask', patient, linked });
        const placesHidden = await hidesPlacesOf(parts.persons, patient, call);
        const telling = { call, patient, linked, named: createNaming(directory), placesHidden };
        return Readable.from(lines(who, telling)).once('close', () => gone.abort(nobodyWaits));
      },
    }),
  ];

  /** Breaks off when the session has ended, or the patient is not the one that the page shows any more. */
  async function* lines({ asked, notAsked, holdings }: AskedWhoHolds, telling: Telling): AsyncGenerator<string> {
    yield line({ kind: 'begun', sources: asked, notAsked });
    for await (const holding of withBeats(holdings, beatMs)) {
      await telling.call.stillAllowed();
      await telling.call.stillMeant();
      if (holding) yield line(await tellingOf(holding, telling));
    }
    yield line({ kind: 'done' });
  }

  /** On the log before it is told. */
  async function tellingOf(
    holding: Holding,
    { call, patient, linked, named, placesHidden }: Telling,
  ): Promise<HoldersLine> {
    const { source, failed, holders, blockers, ownUnits, emergency } = holding;
    const own = call.assignment.careProvider.hsaId;
    const told = (hsaIds: readonly string[]) => (placesHidden ? withoutUnits(hsaIds, ownUnits, own) : hsaIds);
    await logLookedAt(parts, call, {
      action: 'holders:show',
      patient,
      linked,
      ...(emergency && { activity: 'Nödöppning', emergency }),
      sourcesAsked: [source.hsaId],
      outcome: failed ? 'partial' : 'released',
      details: { holders, blockers },
    });
    return {
      kind: 'answered',
      source,
      failed,
      holders: await Promise.all(told(holders).map(named)),
      blockers: await Promise.all(told(blockers).map((hsaId) => blocker(hsaId, named))),
    };
  }

  async function blocker(hsaId: string, named: Naming): Promise<Blocker> {
    const [{ name }, object, provider] = await Promise.all([
      named(hsaId),
      ifInReach(directory.object(hsaId)),
      ifInReach(directory.careProviderOf(hsaId)),
    ]);
    const careProvider = provider?.kind === 'found' ? provider.value.hsaId : hsaId;
    const contact = object && isUnit(object) ? object.contact : undefined;
    const entry = config.access.providers.find((one) => sameHsaId(one.careProvider, careProvider));
    return {
      hsaId,
      name,
      careProvider,
      switchboard: contact?.switchboard ?? contact?.phones[0] ?? null,
      onCall: entry?.onCall ?? null,
    };
  }
}

function line(told: HoldersLine): string {
  return `${JSON.stringify(told)}\n`;
}
