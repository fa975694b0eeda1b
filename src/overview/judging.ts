import type { Admission, Decision, Judgement } from '../access/index.ts';
import type { BridgeRecord } from '../contracts/index.ts';
import { sameHsaId } from '../identities/index.ts';
import type { OwnAnswer, OwnPiece } from './collection.ts';
import type { Answered } from './coverage-lines.ts';
import type { Judged, RuleCount, Told } from './judged.ts';

const nothingTold: Told = { indicators: [], holders: [], blockers: [] };

/**
 * Judges what all sources gave, in one go, and takes away what may not be shown, as if it had not been there: no count,
 * no mark. `tells`: whether the reader may be told that there is more; not where that would name whose it is.
 */
export async function judgeAnswers(
  answers: readonly Answered[],
  admission: Admission,
  tells: boolean,
): Promise<{ readonly answers: readonly Answered[]; readonly judged: Judged }> {
  const records = answers.flatMap(({ shown }) => shown);
  const { judgements, blocks } = await admission.judge(records);
  const byRecord = new Map(records.map((record, index) => [record, judgements[index]]));
  const isShown = (record: BridgeRecord): boolean => byRecord.get(record) === 'show';
  const withheld = [...byRecord].flatMap(([record, judgement]) =>
    judgement === undefined || judgement === 'show' ? [] : [{ record, judgement }],
  );
  return {
    answers: withheld.length === 0 ? answers : answers.map((answer) => without(answer, isShown)),
    judged: {
      records: ruleCounts([...byRecord.values()]),
      blocks,
      told: tells ? toldOf(withheld, admission.circumstances.reader.careProvider) : nothingTold,
    },
  };
}

function without(answer: Answered, isShown: (record: BridgeRecord) => boolean): Answered {
  if (answer.shown.every(isShown)) return answer;
  return { ...answer, shown: answer.shown.filter(isShown), own: answer.own && ownWithout(answer.own, isShown) };
}

/** The white space before an element goes with it: what is left of it would tell how many there were. */
function ownWithout({ status, pieces }: OwnAnswer, isShown: (record: BridgeRecord) => boolean): OwnAnswer {
  const isCut = ({ record }: OwnPiece): boolean => record !== undefined && !isShown(record);
  return {
    status,
    pieces: pieces.filter((piece, index) => {
      const next = pieces[index + 1];
      const isSpace = piece.record === undefined && piece.text.trim() === '';
      return !isCut(piece) && !(isSpace && next && isCut(next));
    }),
  };
}

function ruleCounts(judgements: readonly (Judgement | undefined)[]): RuleCount[] {
  const counts = new Map<string, RuleCount>();
  for (const judgement of judgements) {
    if (judgement === undefined || judgement === 'show') continue;
    const { rule, shown } = judgement;
    const key = `${rule} ${shown}`;
    counts.set(key, { rule, shown, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

function toldOf(
  withheld: readonly { readonly record: BridgeRecord; readonly judgement: Decision }[],
  readersProvider: string,
): Told {
  const having = (...kinds: Decision['shown'][]) => withheld.filter(({ judgement }) => kinds.includes(judgement.shown));
  const whose = (shown: Decision['shown']): string[] => [
    ...new Set(having(shown).flatMap(({ record }) => ownerTold(record, readersProvider) ?? [])),
  ];
  return {
    indicators: [
      ...(having('unblocked-exists', 'holder-named').length > 0 ? (['unblocked-exists'] as const) : []),
      ...(having('blocked-exists', 'blocker-named').length > 0 ? (['blocked-exists'] as const) : []),
    ],
    holders: whose('holder-named'),
    blockers: whose('blocker-named'),
  };
}

/** Inside one's own care provider the unit is named, else the care provider (PDL 4:5; SVOD 3:3, 3:5, 3:6). */
function ownerTold({ header }: BridgeRecord, readersProvider: string): string | undefined {
  return header.careProvider !== undefined && sameHsaId(header.careProvider, readersProvider)
    ? header.careUnit
    : header.careProvider;
}
