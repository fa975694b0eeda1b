import type { BridgeRecord, Days, RecordFilter, Violation } from '../../contracts/index.ts';
import { sameHsaId } from '../../identities/index.ts';
import { type Answer, noFlaws, type Reply } from '../reply.ts';

/** One message, and where the system says that there is more (`hasMore`); every part of that may be missing. */
export interface RivtaAnswer extends Answer {
  readonly more: readonly { readonly logicalAddress?: string; readonly reference?: string }[];
}

export type RivtaReply = Exclude<Reply, Answer> | (RivtaAnswer & { readonly milliseconds: number });

type Part = Extract<RivtaReply, RivtaAnswer>;

/** As many as the bridge follows. */
const mostParts = 200;

/**
 * The answer with all that it goes on with, each note once. Whoever continues it does so at the same address with the same
 * question and the reference. What hinders that is a flaw of its parts. The time is that of the slowest message.
 */
export async function inAllParts(
  address: string,
  filter: Partial<RecordFilter>,
  askOnce: (filter: Partial<RecordFilter>) => Promise<RivtaReply>,
): Promise<Reply> {
  let whole = await askOnce(filter);
  while (whole.kind === 'answer' && whole.more.length > 0) {
    const [more, ...others] = whole.more;
    if (others.length > 0) return flawed(whole, 'hasMore', 'occurs more than once');
    if (!sameHsaId(more?.logicalAddress ?? '', address))
      return flawed(whole, 'hasMore/logicalAddress', 'must be the address that answers');
    const specific = { ...filter.specific, hasMoreReference: more?.reference };
    const next = await askOnce({ ...filter, specific });
    if (next.kind !== 'answer' || next.resultCode === 'ERROR')
      return flawed(whole, 'hasMore/reference', 'is not answered');
    const count = whole.records.length;
    whole = joined(whole, next);
    if (next.more.length > 0 && (whole.records.length === count || whole.parts === mostParts))
      return flawed(whole, 'hasMore/reference', 'leads on without end');
  }
  return whole;
}

function flawed(whole: Part, path: string, rule: string): Part {
  return { ...whole, flaws: { ...whole.flaws, parts: [...whole.flaws.parts, { path, rule }] } };
}

const cameBefore: Violation = { path: 'careDocumentation', rule: 'has come in an earlier part' };

function joined(whole: Part, next: Part): Part {
  const came = new Set(whole.records.map(({ header }) => header.documentId));
  const fresh = next.records.filter(({ header }) => !came.has(header.documentId));
  const again = next.records.length - fresh.length;
  return {
    ...next,
    records: [...whole.records, ...fresh],
    flaws: {
      ...noFlaws,
      schema: [...whole.flaws.schema, ...next.flaws.schema],
      order: [...whole.flaws.order, ...next.flaws.order],
      parts: [...whole.flaws.parts, ...Array<Violation>(again).fill(cameBefore)],
    },
    parts: whole.parts + 1,
    seams: [...whole.seams, ...seamBetween(whole.records.at(-1), next.records[0])],
    items: whole.items + fresh.length,
    milliseconds: Math.max(whole.milliseconds, next.milliseconds),
  };
}

/** From the older of two notes to the newer one. */
function seamBetween(...notes: readonly (BridgeRecord | undefined)[]): readonly Days[] {
  const days = notes.map((note) => note?.header.time.slice(0, 8) ?? '').toSorted();
  const [start = '', end = ''] = days;
  return days.every((day) => /^\d{8}$/.test(day)) ? [{ start, end }] : [];
}
