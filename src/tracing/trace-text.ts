import type { DeliveryLine } from '../deliveries/desk.ts';
import type { FoundEntry, FoundStep, FoundTrace } from './find-trace.ts';

/**
 * A trace in lines that can be read: when each step began after the first one and how long it took, what went wrong in it, and
 * what stands on the access log and waits to be delivered.
 */
export function traceText({ correlationId, steps, omitted, entries, deliveries }: FoundTrace): string {
  const from = Math.min(...steps.map(({ at }) => at));
  const parts = [
    section('Steps', [
      ...steps.flatMap((step, index) => stepLines(step, steps[index - 1], from)),
      ...(omitted > 0 ? [`… and ${omitted} more, which were not kept.`] : []),
    ]),
    section('Access log', entries.flatMap(entryLines)),
    section('To be delivered', deliveries.map(deliveryLine)),
  ].filter((text) => text !== '');
  if (parts.length > 0) return parts.join('\n');
  return `Nothing is known of ${correlationId}: no call had that id, or it is longer ago than traces are kept.\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function stepLines(step: FoundStep, before: FoundStep | undefined, from: number): string[] {
  const { depth, name, outcome, at, milliseconds, facts, marks, traceId, process } = step;
  const times = `${padded(at - from)} ms ${padded(milliseconds)} ms`;
  const told = [
    ...Object.entries(facts)
      .filter(([fact]) => fact !== 'correlation.id')
      .map(([fact, value]) => `${fact}=${value}`),
    ...Object.entries(marks).map(([mark, after]) => `${mark} after ${after.toFixed(1)} ms`),
  ];
  const failed = outcome === 'ok' ? '' : `  FAILED: ${outcome}`;
  const line = `${times}  ${'  '.repeat(depth)}${[name, ...told].join('  ')}${failed}`;
  const isElsewhere = process !== before?.process || traceId !== before.traceId;
  return isElsewhere ? [`${process}, trace ${traceId}, ${new Date(at).toISOString()}`, line] : [line];
}

function padded(milliseconds: number): string {
  return milliseconds.toFixed(1).padStart(8);
}

function entryLines({
  id,
  at,
  kind,
  face,
  action,
  contract,
  outcome,
  code,
  caller,
  records,
  why,
}: FoundEntry): string[] {
  const what = [at, kind, `${face} ${action}`, contract, caller && `for ${caller}`].filter(Boolean).join('  ');
  const came = [outcome, code, records > 0 && `${records} records`].filter(Boolean).join(' ');
  const reasons = why ? [`  ${why.reason}`, ...why.changes.map((change) => `  It would take: ${change}`)] : [];
  return [`${what}: ${came}  (${id})`, ...reasons];
}

function deliveryLine({
  id,
  acceptedAt,
  kind,
  destination,
  state,
  attempts,
  failure,
  nextAttemptAt,
}: DeliveryLine): string {
  const why = failure && `last failed ${failure.at}: ${failure.reason}, ${failure.text}`;
  const next = state === 'waiting' && nextAttemptAt && `next attempt ${nextAttemptAt}`;
  const tried = attempts > 0 && `${attempts} attempts`;
  return [acceptedAt, kind, `to ${destination}:`, state, tried, next, why, `(${id})`].filter(Boolean).join('  ');
}
