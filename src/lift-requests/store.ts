import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Keys } from '../bus/keyring.ts';
import { createSealer } from '../bus/seal.ts';
import { BridgeError } from '../errors.ts';
import type { Store } from '../store/index.ts';
import type { LiftAnswer, LiftRequest } from './lift-request.ts';

/** Requests to lift blocks, and what was answered; forgotten after a month. */
export interface LiftRequests {
  ask(request: Omit<LiftRequest, 'answers'>): Promise<void>;
  /**
   * To one care provider, that another unit than this of it has made and this has not answered; latest first. Those older
   * than a week wait for nothing any more.
   */
  waitingFor(careProviders: readonly string[], careUnit: readonly string[]): Promise<readonly LiftRequest[]>;
  /** From one care unit in the last week, latest first. */
  fromUnit(careUnit: readonly string[]): Promise<readonly LiftRequest[]>;
  /** How many answers these have had. */
  countAnswers(careUnit: readonly string[]): Promise<number>;
  /** False when the unit has answered before. */
  answer(id: string, answer: LiftAnswer): Promise<boolean>;
}

type Sealed = Pick<LiftRequest, 'patient' | 'ground' | 'text'> & { readonly employee: string };

const dayMs = 24 * 3_600_000;
const waitsMs = 7 * dayMs;
/** After it was asked, a request is forgotten with its answers. */
export const keptMs = 30 * dayMs;

/** `key`: 32 bytes that nothing else uses. Reading throws STORE_UNAVAILABLE for what another key has sealed. */
export function createLiftRequests({ db }: Pick<Store, 'db'>, key: Keys, now = Date.now): LiftRequests {
  const sealer = createSealer(key);
  const seal = (content: object, context: string) =>
    sealer.seal(Buffer.from(JSON.stringify(content)), context).toString('base64');
  function open<Content>(sealed: string, context: string): Content {
    const content = sealer.open(Buffer.from(sealed, 'base64'), context);
    if (!content) throw new BridgeError('STORE_UNAVAILABLE', 'A request to lift a block was sealed with another key.');
    return JSON.parse(content.toString());
  }

  const select = () =>
    db
      .selectFrom('bridge.lift_request as request')
      .selectAll('request')
      .select((eb) =>
        jsonArrayFrom(
          eb
            .selectFrom('bridge.lift_answer as answer')
            .select(['answer.care_unit', 'answer.outcome', 'answer.answered_at', 'answer.sealed'])
            .whereRef('answer.request', '=', 'request.id')
            .orderBy('answer.answered_at'),
        ).as('answers'),
      )
      .where('request.asked_at', '>=', new Date(now() - waitsMs))
      .orderBy('request.asked_at', 'desc');
  type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

  function requestOf(row: Row): LiftRequest {
    const { employee, ...told } = open<Sealed>(row.sealed, row.id);
    return {
      id: row.id,
      ...told,
      from: { careProvider: row.from_provider, careUnit: row.from_unit, employee },
      toProvider: row.to_provider,
      askedAt: row.asked_at.toISOString(),
      answers: row.answers.map(({ care_unit, outcome, answered_at, sealed }) => ({
        ...open<Pick<LiftAnswer, 'by' | 'text'>>(sealed, `${row.id} ${care_unit}`),
        careUnit: care_unit,
        outcome: outcome as LiftAnswer['outcome'],
        answeredAt: new Date(answered_at).toISOString(),
      })),
    };
  }
  const forgetOld = () =>
    db
      .deleteFrom('bridge.lift_request')
      .where('asked_at', '<', new Date(now() - keptMs))
      .execute();

  return {
    async ask({ id, patient, ground, text, from, toProvider, askedAt }) {
      await forgetOld();
      await db
        .insertInto('bridge.lift_request')
        .values({
          id,
          from_provider: from.careProvider.toUpperCase(),
          from_unit: from.careUnit.toUpperCase(),
          to_provider: toProvider.toUpperCase(),
          sealed: seal({ patient, ground, text, employee: from.employee } satisfies Sealed, id),
          asked_at: new Date(askedAt),
        })
        .execute();
    },
    async waitingFor(careProviders, careUnit) {
      await forgetOld();
      const rows = await select()
        .where('request.to_provider', 'in', upper(careProviders))
        .where('request.from_unit', 'not in', upper(careUnit))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('bridge.lift_answer as own')
                .select('own.request')
                .whereRef('own.request', '=', 'request.id')
                .where('own.care_unit', 'in', upper(careUnit)),
            ),
          ),
        )
        .execute();
      return rows.map(requestOf);
    },
    async fromUnit(careUnit) {
      const rows = await select().where('request.from_unit', 'in', upper(careUnit)).execute();
      return rows.map(requestOf);
    },
    async countAnswers(careUnit) {
      const { count } = await db
        .selectFrom('bridge.lift_answer as answer')
        .innerJoin('bridge.lift_request as request', 'request.id', 'answer.request')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('request.from_unit', 'in', upper(careUnit))
        .where('request.asked_at', '>=', new Date(now() - waitsMs))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async answer(id, { careUnit, by, outcome, text, answeredAt }) {
      const care_unit = careUnit.toUpperCase();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('bridge.lift_answer')
        .values({
          request: id,
          care_unit,
          outcome,
          sealed: seal({ by, text }, `${id} ${care_unit}`),
          answered_at: new Date(answeredAt),
        })
        .onConflict((conflict) => conflict.columns(['request', 'care_unit']).doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}

function upper(hsaIds: readonly string[]): string[] {
  return hsaIds.map((one) => one.toUpperCase());
}
