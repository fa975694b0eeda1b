import { Readable } from 'node:stream';
import { type Act, actEntry } from '../../audit/index.ts';
import type { Config } from '../../config.ts';
import type { ContractId, PatientId } from '../../contracts/index.ts';
import { type Directory, isUnit } from '../../hsa/index.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { Holding, OverviewRequest, WhoHolds } from '../../overview/index.ts';
import { newestMajors } from './readings/choice.ts';
import { OfPatient, ownQuestion, type RegisterParts } from './register-parts.ts';
import { actorOf, registrarOf } from './registering.ts';
import { type ApiCall, type ApiRoute, bodyOf, route } from './route.ts';
import type { Blocker, HoldersLine } from './shapes/holders.ts';
import type { Named } from './shapes/reading.ts';

interface HoldersParts extends Pick<RegisterParts, 'persons' | 'accessLog'> {
  readonly config: Pick<Config, 'access' | 'bridge' | 'sources'>;
  readonly directory: Pick<Directory, 'careProviderOf' | 'nameOf' | 'object'>;
  readonly whoHolds: WhoHolds;
}

/**
 * The first step of an emergency, or for a patient who cannot decide: every connected record system is asked, whatever
 * the engagement index says, and those are named who hold and who have blocked information (SVOD 3:3, 3:5, 3:6).
 */
export function holdersRoutes(parts: HoldersParts): readonly ApiRoute[] {
  const { config, directory, whoHolds, accessLog } = parts;
  const offered = newestMajors(config.sources.flatMap(({ contracts }) => contracts as readonly ContractId[]));

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
        const holdings = await whoHolds.ask(offered.map((contract) => requestFor(contract, patient, call)));
        // Once an answer has begun no error can be told in its place.
        await log(call, [patient, ...linked], { action: 'holders:ask', activity: 'Läsa' });
        return Readable.from(lines(holdings, call, patient, linked));
      },
    }),
  ];

  function requestFor(contract: ContractId, patient: PatientId, call: ApiCall<unknown>): OverviewRequest {
    return {
      correlationId: call.correlationId,
      contract,
      filter: { patient, period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] },
      logicalAddress: config.bridge.hsaId,
      caller: call.session.caller,
      originalConsumer: config.bridge.hsaId,
      reading: call,
      gone: call.gone,
      face: 'portal',
      actor: actorOf(call, config.bridge.hsaId),
      // What own units hold takes no opening, so they are not named as if it did; nothing of it is given here.
      choice: true,
    };
  }

  async function* lines(
    holdings: AsyncIterable<Holding>,
    call: ApiCall<unknown>,
    patient: PatientId,
    linked: readonly PatientId[],
  ): AsyncGenerator<string> {
    yield line({ kind: 'begun', sources: config.sources.map(({ hsaId, name }) => ({ hsaId, name })) });
    for await (const holding of holdings) {
      await logTold(holding, call, patient, linked);
      const { source, name, failed, holders, blockers } = holding;
      const told = {
        holders: await Promise.all(holders.map(named)),
        blockers: await Promise.all(blockers.map(blocker)),
      };
      yield line({ kind: 'answered', source: { hsaId: source, name }, failed, ...told });
    }
    yield line({ kind: 'done' });
  }

  /** Before it is told. */
  async function logTold(
    { source, failed, holders, blockers, emergency }: Holding,
    call: ApiCall<unknown>,
    patient: PatientId,
    linked: readonly PatientId[],
  ): Promise<void> {
    await log(call, [patient, ...linked], {
      action: 'holders:show',
      activity: emergency ? 'Nödöppning' : 'Läsa',
      ...(emergency && { emergency }),
      sourcesAsked: [source],
      outcome: failed ? 'partial' : 'released',
      details: { holders, blockers },
    });
  }

  async function log(
    call: ApiCall<unknown>,
    [patient, ...linked]: readonly PatientId[],
    act: Pick<Act, 'action' | 'activity'> & Partial<Act>,
  ): Promise<void> {
    const { careProviders: _, ...by } = registrarOf(call, config.bridge.hsaId);
    const { careProvider, careUnit } = call.assignment;
    const { name, kind } = config.bridge;
    const reader = { careProvider: careProvider.hsaId, careUnit: careUnit?.hsaId };
    const about = { patient, ...(linked.length > 0 && { linked }) };
    await accessLog.append(actEntry({ name, kind }, { ...by, reader, ...about, ...act }));
  }

  async function blocker(hsaId: string): Promise<Blocker> {
    const [{ name }, { value: object }, { value: provider }] = await Promise.all([
      named(hsaId),
      directory.object(hsaId),
      directory.careProviderOf(hsaId),
    ]);
    const careProvider = provider.kind === 'found' ? provider.value.hsaId : hsaId;
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

  async function named(hsaId: string): Promise<Named> {
    return { hsaId, name: (await directory.nameOf(hsaId)).value };
  }
}

function line(told: HoldersLine): string {
  return `${JSON.stringify(told)}\n`;
}
