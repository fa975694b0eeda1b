import { inOrderOfArrival } from './arrival.ts';
import { createAskSource } from './ask-source.ts';
import { inEmergency } from './emergency.ts';
import { type JudgedAnswer, judgeAnswer, judgedTogether } from './judging.ts';
import type { OverviewParts, OverviewRequest } from './overview.ts';
import { createPrepare, type Prepared } from './prepare.ts';
import { tracedParts } from './traced.ts';

/** What one record system's answers say of who holds and who has blocked information. No content. */
export interface Holding {
  /** HSA-id of the record system. */
  readonly source: string;
  readonly name: string;
  /** Whether it did not answer all that was asked. */
  readonly failed: boolean;
  /** HSA-ids that may be named: care providers, and care units inside the reader's own. */
  readonly holders: readonly string[];
  readonly blockers: readonly string[];
  /** Whether they are named for an emergency. */
  readonly emergency: boolean;
}

export interface WhoHolds {
  /**
   * Asks about one patient in each of the contracts; gives each record system once it has answered all of them. Who is
   * named is what the law lets be named before anything is opened (SVOD 3:3, 3:5, 3:6); the caller puts on the log what
   * it tells. Resolves before anybody has been asked; throws as `Overview.ask`.
   */
  ask(requests: readonly OverviewRequest[]): Promise<AsyncIterable<Holding>>;
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
    const { holders, blockers } = judgedTogether(judged, prepared.admission, true).told;
    const emergency = inEmergency(prepared.admission);
    const failed = judged.some(({ answer }) => answer.failure !== undefined);
    return { source: source.ask.hsaId, name: source.ask.name, failed, holders, blockers, emergency };
  }

  return {
    async ask(requests) {
      const prepared = await Promise.all(requests.map((request) => prepare(request)));
      const bySource = new Map<string, [Asked, ...Asked[]]>();
      for (const each of prepared)
        for (const source of each.asked) {
          const asked = bySource.get(source.ask.hsaId);
          if (asked) asked.push({ source, prepared: each });
          else bySource.set(source.ask.hsaId, [{ source, prepared: each }]);
        }
      return holdingsOf([...bySource.values()]);
    },
  };

  /** Asks when the first is taken. */
  async function* holdingsOf(bySource: readonly (readonly [Asked, ...Asked[]])[]): AsyncGenerator<Holding> {
    for await (const { value } of inOrderOfArrival(bySource.map(holdingOf))) yield value;
  }
}
