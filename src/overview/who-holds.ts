import { inOrderOfArrival } from './arrival.ts';
import { createAskSource } from './ask-source.ts';
import type { NotAskedReason } from './coverage.ts';
import { inEmergency } from './emergency.ts';
import type { Told } from './judged.ts';
import { type JudgedAnswer, judgeAnswer, judgedTogether } from './judging.ts';
import type { OverviewParts, OverviewRequest } from './overview.ts';
import { createPrepare, type Prepared } from './prepare.ts';
import { tracedParts } from './traced.ts';

interface RecordSystem {
  readonly hsaId: string;
  readonly name: string;
}

/** What one record system's answers say of who holds and who has blocked information. No content. */
export interface Holding extends Pick<Told, 'holders' | 'blockers' | 'ownUnits'> {
  readonly source: RecordSystem;
  /** Whether it did not answer all that was asked. */
  readonly failed: boolean;
  /** Whether they are named for an emergency. */
  readonly emergency: boolean;
}

export interface AskedWhoHolds {
  readonly asked: readonly RecordSystem[];
  /** Where there may be more. `reasons`: distinct, of all that it is not asked for. */
  readonly notAsked: readonly (RecordSystem & { readonly reasons: readonly NotAskedReason[] })[];
  /** Asks when the first is taken; gives each record system once it has answered all that it was asked. */
  readonly holdings: AsyncIterable<Holding>;
}

export interface WhoHolds {
  /**
   * Asks about one patient in each of the contracts. Who is named is what the law lets be named before anything is opened
   * (SVOD 3:3, 3:5, 3:6); the caller puts on the log what it tells. Throws as `Overview.ask`.
   */
  ask(requests: readonly OverviewRequest[]): Promise<AskedWhoHolds>;
}

interface Asked {
  readonly source: Prepared['asked'][number];
  readonly prepared: Prepared;
}

export function createWhoHolds(given: OverviewParts): WhoHolds {
  const parts = tracedParts(given);
  const prepare = createPrepare(parts);
  const askSource = createAskSource(parts);

  async function answerOf({ source, prepared }: Asked): Promise<JudgedAnswer> {
    return judgeAnswer(await askSource(source, prepared), prepared.admission);
  }

  async function holdingOf(asked: readonly [Asked, ...Asked[]]): Promise<Holding> {
    const [{ source, prepared }] = asked;
    const judged = await Promise.all(asked.map(answerOf));
    const { holders, blockers, ownUnits } = judgedTogether(judged, prepared.admission, true).told;
    const emergency = inEmergency(prepared.admission);
    const failed = judged.some(({ answer }) => answer.failure !== undefined);
    return { source: systemOf(source.ask), failed, holders, blockers, ownUnits, emergency };
  }

  async function* holdingsOf(bySource: readonly (readonly [Asked, ...Asked[]])[]): AsyncGenerator<Holding> {
    for await (const { value } of inOrderOfArrival(bySource.map(holdingOf))) yield value;
  }

  return {
    async ask(requests) {
      const prepared = await Promise.all(requests.map((request) => prepare({ ...request, everySource: true })));
      const bySource = new Map<string, [Asked, ...Asked[]]>();
      for (const each of prepared)
        for (const source of each.asked) {
          const asked = bySource.get(source.ask.hsaId);
          if (asked) asked.push({ source, prepared: each });
          else bySource.set(source.ask.hsaId, [{ source, prepared: each }]);
        }
      const asked = [...bySource.values()];
      return {
        asked: asked.map(([{ source }]) => systemOf(source.ask)),
        notAsked: notAskedOf(prepared),
        holdings: holdingsOf(asked),
      };
    },
  };
}

/** That a system does not have some type of information leaves nothing out. */
function notAskedOf(prepared: readonly Prepared[]): AskedWhoHolds['notAsked'] {
  const skipped = prepared.flatMap((each) => each.skipped).filter(({ reason }) => reason !== 'does-not-deliver');
  return [...Map.groupBy(skipped, ({ skip }) => skip.hsaId).values()].flatMap((own) =>
    own[0] ? [{ ...systemOf(own[0].skip), reasons: [...new Set(own.map(({ reason }) => reason))] }] : [],
  );
}

function systemOf({ hsaId, name }: RecordSystem): RecordSystem {
  return { hsaId, name };
}
