import type { Measurement } from '../../records/item.ts';

/** A value as it was written, with its unit where that is not the one that stands beside it already. */
export function Written({
  measurement: { value, unit },
  besideUnit,
}: {
  readonly measurement: Measurement;
  readonly besideUnit?: string | undefined;
}) {
  const shownUnit = unit === besideUnit ? undefined : unit;
  return <>{[value, shownUnit].filter(Boolean).join(' ')}</>;
}
