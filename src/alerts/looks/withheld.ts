import type { BridgeEvents, Events } from '../../events.ts';
import type { Look } from './look.ts';

interface Minute {
  readonly minute: number;
  broken: number;
  shown: number;
}

const minuteMs = 60_000;
const windowMinutes = 60;
const fewest = 20;
/** Of what a source gave in the last hour. */
const share = 0.05;

/** Record systems many of whose records broke their contract in the last hour, and were shown to nobody. */
export function withheldLook(events: Events): Look {
  const sources = new Map<string, Minute[]>();

  function minuteOf(source: string): Minute {
    const minute = Math.floor(Date.now() / minuteMs);
    const recent = (sources.get(source) ?? []).filter((each) => each.minute > minute - windowMinutes);
    const known = recent.findLast((each) => each.minute === minute);
    const current = known ?? { minute, broken: 0, shown: 0 };
    sources.set(source, known ? recent : [...recent, current]);
    return current;
  }
  const answered = ({ source, records }: BridgeEvents['source:query:answered'][0]) => {
    minuteOf(source).shown += records;
  };
  const withheld = ({ counts }: BridgeEvents['records:withheld:counted'][0]) => {
    for (const { source, reason, count } of counts) if (reason === 'broken') minuteOf(source).broken += count;
  };
  events.on('source:query:answered', answered);
  events.on('records:withheld:counted', withheld);

  return {
    kinds: ['RecordsWithheld'],
    look: () =>
      [...sources.keys()].flatMap((subject) => {
        minuteOf(subject);
        const minutes = sources.get(subject) ?? [];
        const broken = minutes.reduce((sum, each) => sum + each.broken, 0);
        const of = minutes.reduce((sum, each) => sum + each.shown, broken);
        if (broken < fewest || broken < of * share) return [];
        return [{ kind: 'RecordsWithheld', subject, facts: { broken, of } }];
      }),
    close() {
      events.off('source:query:answered', answered);
      events.off('records:withheld:counted', withheld);
    },
  };
}
