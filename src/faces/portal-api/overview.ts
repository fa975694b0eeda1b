import Type from 'typebox';
import type { Config } from '../../config.ts';
import { type ContractId, contractById, type PatientId } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import type { Directory } from '../../hsa/index.ts';
import { AccessRefused, type Overview, type OverviewAnswer } from '../../overview/index.ts';
import { GivenPatient, patientOf } from './patient.ts';
import { newestMajors } from './readings/choice.ts';
import { strict } from './register-parts.ts';
import { actorOf } from './registering.ts';
import { type ApiCall, type ApiRoute, bodyOf, route } from './route.ts';
import { shownPatient } from './shown-patient.ts';

interface OverviewRouteParts {
  readonly config: Pick<Config, 'bridge' | 'sources'>;
  readonly overview: Overview;
  readonly directory: Pick<Directory, 'nameOf'>;
}

const Question = Type.Object(
  {
    patient: GivenPatient,
    /** Left out: every one that a source delivers. */
    contracts: Type.Optional(Type.Array(Type.String({ pattern: '^[A-Za-z0-9]{1,64}:[0-9]{1,2}$' }), { maxItems: 40 })),
    /** The reader has chosen to open information of other units and care providers (active choice). */
    choice: Type.Boolean(),
    /** A certificate is to be issued: a former relation is enough. */
    forCertificate: Type.Optional(Type.Boolean()),
    /** A work need in health care, where there is no relation. */
    statedNeed: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
  },
  strict,
);
type Asked = ApiCall<Type.Static<typeof Question>>;

type Told =
  | { readonly contract: ContractId; readonly answer: OverviewAnswer }
  | { readonly contract: ContractId; readonly refused: AccessRefused };

/** The patient across all councils, as the law lets this reader see her. */
export function overviewRoutes({ config, overview, directory }: OverviewRouteParts): readonly ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: '/overview',
      access: 'assigned',
      summary: 'The patient’s records of all councils, what is missing, and what may not be shown',
      body: bodyOf(Question),
      async handle(call) {
        const patient = patientOf(call.body.patient);
        const told = await Promise.all(wantedContracts(call).map((contract) => ask(contract, patient, call)));
        const answers = told.flatMap((each) => ('answer' in each ? [each] : []));
        const refused = told.flatMap((each) => ('refused' in each ? [each] : []));
        const [first] = refused;
        if (first && answers.length === 0) throw first.refused;
        const access = answers.flatMap(({ answer }) => answer.access ?? []);
        const person = answers.find(({ answer }) => answer.person)?.answer.person;
        return {
          patient: shownPatient(patient, person ? { status: 'known', person } : { status: 'unknown' }, true),
          notes: distinct(answers.flatMap(({ answer }) => answer.notes ?? [])),
          holders: await named(access.flatMap(({ holders }) => holders)),
          blockers: await named(access.flatMap(({ blockers }) => blockers)),
          answers: answers.map(shownAnswer),
          refused: refused.map((each) => ({
            contract: each.contract,
            code: each.refused.code,
            decision: each.refused.entry,
          })),
        };
      },
    }),
  ];

  function wantedContracts({ body }: Asked): readonly ContractId[] {
    const offered = newestMajors(config.sources.flatMap(({ contracts }) => contracts as readonly ContractId[]));
    if (!body.contracts) return offered;
    const unknown = body.contracts.find((id) => !contractById(id as ContractId));
    if (unknown) throw new BridgeError('MESSAGE_INVALID', 'At /contracts: one of them is not known here.');
    return distinct(body.contracts as ContractId[]);
  }

  async function ask(contract: ContractId, patient: PatientId, call: Asked): Promise<Told> {
    try {
      const answer = await overview.ask({
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
        choice: call.body.choice,
        forCertificate: call.body.forCertificate ?? false,
        statedNeed: call.body.statedNeed,
      });
      call.whenSent(answer);
      return { contract, answer };
    } catch (thrown) {
      if (thrown instanceof AccessRefused) return { contract, refused: thrown };
      throw thrown;
    }
  }

  async function named(hsaIds: readonly string[]): Promise<readonly { hsaId: string; name: string | undefined }[]> {
    return Promise.all(distinct(hsaIds).map(async (hsaId) => ({ hsaId, name: (await directory.nameOf(hsaId)).value })));
  }
}

/** That there is more is told of all of them together: of one it would tell of what kind. */
function shownAnswer({ contract, answer }: Extract<Told, { answer: unknown }>) {
  return {
    contract,
    decision: answer.access?.entry ?? null,
    emergency: answer.access?.emergency ?? false,
    lacking: answer.access?.lacking ?? [],
    coverage: answer.coverage,
    records: answer.records.map(({ header, data, likenessOf }) => ({
      source: header.sourceSystem,
      careProvider: header.careProvider,
      careUnit: header.careUnit,
      time: header.time,
      approvedForPatient: header.approvedForPatient,
      possibleDuplicate: likenessOf !== undefined,
      data,
    })),
  };
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
